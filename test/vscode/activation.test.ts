import assert from 'node:assert/strict';
import { extensions } from 'vscode';
import { suite, test } from './host/harness.js';

suite('activation', () => {
  test('the extension is there and activates without an error', async () => {
    const extension = extensions.getExtension('tls-rpt.tls-rpt');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
