import { commands, Position, WorkspaceEdit, workspace } from 'vscode';
import { closeAll, diagnostics, open } from '../host/editor.js';
import { suite, test } from '../host/harness.js';

suite('Restart Language Server', () => {
  test('the new server knows the open zone', async () => {
    const { document } = await open('zones/restart.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2.1\n');
    await commands.executeCommand('tlsRpt.restartServer');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(1, 18), '.1');
    await workspace.applyEdit(edit);
    await diagnostics(document.uri, (found) => found.length === 1);
    await closeAll();
  });
});
