import assert from 'node:assert/strict';
import { commands, Disposable, type Event, workspace } from 'vscode';
import { closeAll, diagnostics, open, until } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';

const output = () =>
  workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && uri.path.includes('TLS-RPT'));

const changed: Event<unknown> = (listener) =>
  Disposable.from(workspace.onDidOpenTextDocument(listener), workspace.onDidChangeTextDocument(listener));

// The VS Code server from npm lacks the native module that writes logs: in its node extension host no output shows.
suite('the output', () => {
  test('says what the server says, and stays open over a restart of the server', async () => {
    const { document } = await open('zones/output.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2\n');
    await diagnostics(document.uri, (found) => found.length === 1);
    await commands.executeCommand('tlsRpt.showOutput');
    await until('the output', changed, output);
    let closed = 0;
    const listener = workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === 'output') closed++;
    });
    const settings = workspace.getConfiguration('tlsRpt');
    const says = (rule: string) =>
      until(`a word of ${rule}`, changed, () =>
        output()?.getText().includes(`tlsRpt.rules: There is no rule ${rule}.`),
      );
    await settings.update('rules', { 'zone/before': 'off' }, true);
    await says('zone/before');
    await commands.executeCommand('tlsRpt.restartServer');
    await settings.update('rules', { 'zone/after': 'off' }, true);
    await says('zone/after');
    listener.dispose();
    assert.equal(closed, 0);
    await settings.update('rules', undefined, true);
    await closeAll();
  });
});
