import {
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { ExportFormat } from '../../../protocol/requests.js';
import { baseName } from '../baseName.js';
import type { Client } from '../client.js';
import { domainReportsCommand, type WorkspaceReports } from '../reports/workspaceReports.js';
import { FolderView } from '../views/folder.js';
import { showPage } from '../views/pages.js';
import { keptUri } from '../views/summaryPanels.js';
import { chooseFolder } from './chooseFolder.js';

const folderViewType = 'tlsRpt.folder';

/** What the server puts behind a lens. */
interface LensArgument {
  /** Of the zone file. */
  readonly uri: string;
  readonly domain: string;
}

/** The dashboards, one for each folder, and the commands on them. */
export function registerReportFolder(
  context: ExtensionContext,
  client: Client,
  workspaceReports: WorkspaceReports,
): Disposable {
  const views = new Map<WebviewPanel, FolderView>();

  function attach(panel: WebviewPanel, folder: Uri): FolderView {
    const view = new FolderView(client, panel, folder);
    views.set(panel, view);
    panel.onDidDispose(() => {
      views.delete(panel);
      view.dispose();
    });
    showPage(context, panel, 'dashboard', title(folder));
    return view;
  }

  function open(folder: Uri): FolderView {
    for (const [panel, view] of views) {
      if (view.folder.toString() === folder.toString()) {
        panel.reveal();
        return view;
      }
    }
    return attach(window.createWebviewPanel(folderViewType, title(folder), ViewColumn.Active, {}), folder);
  }

  /** The dashboard that the user looks at; says so where it is none. */
  function active(): FolderView | undefined {
    const view = [...views].find(([panel]) => panel.active)?.[1];
    if (view === undefined) {
      void window.showInformationMessage(
        l10n.t('Open the reports of a folder first (Reports of a Folder…).'),
      );
    }
    return view;
  }

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
    // Behind the lenses of zone files.
    commands.registerCommand(domainReportsCommand, async ({ uri, domain }: LensArgument) => {
      const [only, ...more] = await workspaceReports.of(domain);
      if (only === undefined) return;
      const root = workspace.getWorkspaceFolder(Uri.parse(uri, true)) ?? workspace.getWorkspaceFolder(only);
      if (more.length === 0 || root === undefined) await commands.executeCommand('tlsRpt.openSummary', only);
      else await open(root.uri).narrow({ domains: [domain] });
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
