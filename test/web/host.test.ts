import assert from 'node:assert/strict';
import { commands, extensions, workspace } from 'vscode';
import { closeAll, notifications, open } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';
import { page } from '../vscode/host/page.js';

suite('web worker extension host', () => {
  test('this is a worker without Node.js, and the extension comes from the web', () => {
    assert.equal(typeof process, 'undefined');
    assert.equal('importScripts' in globalThis, true);
    assert.equal(extensions.getExtension('tls-rpt.tls-rpt')?.extensionUri.scheme, 'http');
  });

  test('the workspace is virtual', () => {
    assert.equal(workspace.workspaceFolders?.[0]?.uri.scheme, 'vscode-remote');
  });

  test('a program cannot be run: the command is not offered, and says so where it is called', async () => {
    await open('zones/check.zone', '$ORIGIN example.com.\n');
    await page.press('F1');
    await page.type('TLS-RPT: Check');
    await page.waitFor('workbench', '.quick-input-list >> text=Check Published Record…');
    assert.equal(await page.count('workbench', '.quick-input-list >> text=named-checkzone'), 0);
    await page.press('Escape');
    await commands.executeCommand('tlsRpt.checkZone');
    assert.match(await notifications(), /A browser runs no programs: named-checkzone needs VS Code itself\./);
    await closeAll();
  });
});
