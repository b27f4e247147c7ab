import { commands, type Disposable, SnippetString, window, workspace } from 'vscode';
import { reportSnippet } from '../reports/skeleton.js';

/** Opens a report to fill in: for authors of reporters, and for tests. It is about yesterday, as reports are. */
export function registerNewReport(): Disposable {
  return commands.registerCommand('tlsRpt.newReport', async () => {
    const document = await workspace.openTextDocument({ language: 'json' });
    const editor = await window.showTextDocument(document);
    await editor.insertSnippet(new SnippetString(reportSnippet(new Date())));
  });
}
