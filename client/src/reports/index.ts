import type { ExtensionContext } from 'vscode';
import type { Client } from '../client.js';
import { registerNewReport } from '../commands/newReport.js';
import { registerReportFolder } from '../commands/reportFolder.js';
import { registerReportSummary } from '../commands/reportSummary.js';
import { registerValidateFolder } from '../commands/validateFolder.js';
import { SummaryPanels } from '../views/summaryPanels.js';
import type { WorkspaceZones } from '../zones/workspaceZones.js';
import { registerDetection } from './detect.js';
import { registerReportEditor } from './editor.js';
import { PackedReports } from './packed.js';
import { WorkspaceReports } from './workspaceReports.js';

/** Everything that the client does for reports. The server is asked first when a report is opened. */
export function registerReports(context: ExtensionContext, client: Client, zones: WorkspaceZones): void {
  const packed = new PackedReports(client);
  const workspaceReports = new WorkspaceReports(client);
  const panels = new SummaryPanels(context, client, packed, zones);
  context.subscriptions.push(
    packed,
    panels,
    registerReportEditor(panels, packed),
    registerDetection(),
    registerReportSummary(panels),
    workspaceReports,
    registerReportFolder(context, client, workspaceReports),
    registerNewReport(client),
    registerValidateFolder(client),
  );
}
