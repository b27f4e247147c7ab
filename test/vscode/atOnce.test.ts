/** What is asked of the extension before its server is up. The first file in the order of names: nobody has started it yet. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { commands, extensions, window } from 'vscode';
import { closeAll } from './host/editor.js';
import { suite, test } from './host/harness.js';

/** Whether the extension host has loaded the library that talks to the server. */
const hasLibrary = (): boolean =>
  Object.keys(createRequire(__filename).cache).some((file) =>
    file.endsWith('/dist/client/languageClient.js'),
  );

suite('right after activation', () => {
  test('neither the server runs nor is its client loaded; a command waits for both', async () => {
    const extension = extensions.getExtension<{ isRunning(): boolean }>('tls-rpt.tls-rpt')!;
    const api = await extension.activate();
    assert.equal(api.isRunning(), false);
    assert.equal(hasLibrary(), false);
    await commands.executeCommand('tlsRpt.newReport');
    assert.match(window.activeTextEditor?.document.getText() ?? '', /"organization-name"/);
    assert.equal(hasLibrary(), true);
    assert.equal(api.isRunning(), true);
    await closeAll();
  });
});
