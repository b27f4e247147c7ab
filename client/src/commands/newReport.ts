import { commands, type Disposable, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { newReportRequest } from '../../../protocol/requests.js';

/** Opens a filled report: for authors of reporters, and for tests. It is about yesterday, as reports are. */
export function registerNewReport(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('tlsRpt.newReport', async () => {
    const content = await client.sendRequest<string>(newReportRequest);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'json', content }));
  });
}
