import { commands, Disposable, l10n, Uri, window, workspace } from 'vscode';
import type { ExportFormat } from '../../../protocol/requests.js';
import { chosenReport } from '../reports/detect.js';
import { editorOf } from '../reports/editor.js';
import { fileUri, isPacked, jsonUri } from '../reports/packed.js';
import type { SummaryView } from '../views/summary.js';
import type { SummaryPanels } from '../views/summaryPanels.js';

/**
 * The commands on one report. Each takes the report's address, as menus pass it, or is for the active editor or
 * summary. Export also takes a format and a place, for key bindings and other extensions.
 */
export function registerReportSummary(panels: SummaryPanels): Disposable {
  /** The report that a command is for; says so where there is none. */
  const reportFor = (uri: Uri | undefined): Uri | undefined => {
    const report = chosenReport(uri instanceof Uri ? uri : undefined);
    if (report === undefined) {
      void window.showInformationMessage(l10n.t('Open a report (.json, .json.gz or .eml) first.'));
    }
    return report;
  };
  /** The summary on screen for a report, opened where there is none. */
  const view = async (uri: Uri | undefined): Promise<SummaryView | undefined> => {
    if (!(uri instanceof Uri) && panels.active !== undefined) return panels.active;
    const report = reportFor(uri);
    return report && panels.open(jsonUri(report));
  };
  return Disposable.from(
    commands.registerCommand('tlsRpt.openSummary', async (uri?: Uri) => {
      const report = chosenReport(uri instanceof Uri ? uri : undefined);
      if (report !== undefined && isPacked(fileUri(report)) && report.scheme !== 'tls-rpt') {
        await commands.executeCommand('vscode.openWith', report, editorOf(report));
      } else {
        await view(uri);
      }
    }),
    commands.registerCommand('tlsRpt.openReportJson', async (uri?: Uri) => {
      const active = uri instanceof Uri ? undefined : panels.active;
      if (active !== undefined) return active.openJson();
      const report = reportFor(uri);
      if (report !== undefined) {
        await window.showTextDocument(await workspace.openTextDocument(jsonUri(report)));
      }
    }),
    commands.registerCommand('tlsRpt.copySummary', async (uri?: Uri, format?: ExportFormat) => {
      await (await view(uri))?.copy(format);
    }),
    commands.registerCommand(
      'tlsRpt.exportSummary',
      async (uri?: Uri, format?: ExportFormat, target?: Uri) => {
        await (await view(uri))?.export(format, target);
      },
    ),
  );
}
