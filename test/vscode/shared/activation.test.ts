import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { closeAll, diagnostics, open } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

suite('activation', () => {
  test('the extension is there and activates without an error', async () => {
    const extension = extensions.getExtension('tls-rpt.tls-rpt');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  test('JSON that is no report starts no server; a zone does', async () => {
    interface Api {
      isRunning(): boolean;
      startedFor(): string | undefined;
    }
    const api = extensions.getExtension<Api>('tls-rpt.tls-rpt')!.exports;
    const before = api.isRunning();
    const plain = await open('plain.json', '{ "name": "no report" }\n');
    await commands.executeCommand('workbench.action.files.save');
    assert.equal(api.isRunning(), before);
    assert.notEqual(api.startedFor(), plain.document.uri.toString());
    const { document } = await open('zones/lazy.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2\n');
    await diagnostics(document.uri, (found) => found.length === 1);
    assert.ok(api.isRunning());
    await closeAll();
  });
});

suite('the page', () => {
  test('shows the workspace, and takes keys', async () => {
    await page.waitFor('workbench', '.explorer-folders-view');
    await page.press('F1');
    await page.type('Color Theme');
    await page.waitFor('workbench', '.quick-input-list >> text=Preferences: Color Theme');
    await page.press('Escape');
    await page.waitFor('workbench', '.quick-input-widget', 'gone');
  });
});
