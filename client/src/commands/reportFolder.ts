import {
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ExportFormat } from '../../../protocol/requests.js';
import { baseName } from '../reports/packed.js';
import { FolderView } from '../views/folder.js';
import { pageHtml, pageIcon, pageOptions } from '../views/html.js';
import { keptUri } from '../views/summaryPanels.js';
import { chooseFolder } from './chooseFolder.js';

const folderViewType = 'tlsRpt.folder';

/** The dashboards, one for each folder, and the commands on them. */
export function registerReportFolder(context: ExtensionContext, client: BaseLanguageClient): Disposable {
  const views = new Map<WebviewPanel, FolderView>();

  function attach(panel: WebviewPanel, folder: Uri): void {
    const view = new FolderView(client, panel, folder);
    views.set(panel, view);
    panel.onDidDispose(() => {
      views.delete(panel);
      view.dispose();
    });
    panel.iconPath = pageIcon(context);
    panel.webview.options = pageOptions(context);
    panel.webview.html = pageHtml(context, panel.webview, 'dashboard', title(folder));
  }

  function open(folder: Uri): void {
    for (const [panel, view] of views) {
      if (view.folder.toString() === folder.toString()) {
        panel.reveal();
        return;
      }
    }
    attach(window.createWebviewPanel(folderViewType, title(folder), ViewColumn.Active, {}), folder);
  }

  const active = (): FolderView | undefined => [...views].find(([panel]) => panel.active)?.[1];

  return Disposable.from(
    new Disposable(() => Disposable.from(...views.values()).dispose()),
    window.registerWebviewPanelSerializer(folderViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const folder = keptUri(state);
        if (folder === undefined) panel.dispose();
        else attach(panel, folder);
      },
    }),
    commands.registerCommand('tlsRpt.openFolder', async (uri?: Uri) => {
      const folder = uri instanceof Uri ? uri : await chooseFolder(l10n.t('Show Reports'));
      if (folder !== undefined) open(folder);
    }),
    commands.registerCommand('tlsRpt.copyFolder', (format?: ExportFormat) => active()?.copy(format)),
    commands.registerCommand('tlsRpt.exportFolder', (format?: ExportFormat, target?: Uri) =>
      active()?.export(format, target),
    ),
  );
}

function title(folder: Uri): string {
  return l10n.t('Reports of {0}', baseName(folder));
}
