import { commands, type Disposable, window, workspace } from 'vscode';
import { newReportRequest } from '../../../protocol/requests.js';
import type { Client } from '../client.js';

/** Opens a filled report: for authors of reporters, and for tests. It is about yesterday, as reports are. */
export function registerNewReport(client: Client): Disposable {
  return commands.registerCommand('tlsRpt.newReport', async () => {
    const content = await client.sendRequest<string>(newReportRequest, {});
    await window.showTextDocument(await workspace.openTextDocument({ language: 'json', content }));
  });
}
