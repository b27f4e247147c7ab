import assert from 'node:assert/strict';
import { extensions } from 'vscode';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

suite('activation', () => {
  test('the extension is there and activates without an error', async () => {
    const extension = extensions.getExtension('tls-rpt.tls-rpt');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
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
