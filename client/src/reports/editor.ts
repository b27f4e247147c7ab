import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  commands,
  Disposable,
  type Uri,
  type WebviewPanel,
  window,
} from 'vscode';
import type { SummaryPanels } from '../views/summaryPanels.js';
import { isPacked, jsonUri, type PackedReports } from './packed.js';

/** Opens by itself: gzip, and mail, of which it hands what is no report on to the text editor. */
export const packedEditor = 'tlsRpt.packedReport';
/** Offered beside the text editor: JSON under a report's name. */
export const reportEditor = 'tlsRpt.report';

/** The custom editor: files that hold a report open as their summary. */
export function registerReportEditor(panels: SummaryPanels, packed: PackedReports): Disposable {
  const provider: CustomReadonlyEditorProvider = {
    openCustomDocument: (uri): CustomDocument => {
      const watcher = isPacked(uri) ? packed.watch(uri) : undefined;
      return { uri, dispose: () => watcher?.dispose() };
    },
    resolveCustomEditor: async ({ uri }: CustomDocument, panel: WebviewPanel) => {
      if (isMail(uri) && (await packed.isOther(uri))) {
        await commands.executeCommand('vscode.openWith', uri, 'default', panel.viewColumn);
        panel.dispose();
      } else {
        panels.attach(panel, jsonUri(uri));
      }
    },
  };
  const options = { supportsMultipleEditorsPerDocument: true };
  return Disposable.from(
    window.registerCustomEditorProvider(packedEditor, provider, options),
    window.registerCustomEditorProvider(reportEditor, provider, options),
  );
}

/** The custom editor for a file that is not read as text. */
export function editorOf(uri: Uri): string {
  return /\.json\.gz$/i.test(uri.path) || isMail(uri) ? packedEditor : reportEditor;
}

function isMail(uri: Uri): boolean {
  return /\.eml$/i.test(uri.path);
}
