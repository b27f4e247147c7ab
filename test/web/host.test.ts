import assert from 'node:assert/strict';
import { extensions, workspace } from 'vscode';
import { suite, test } from '../vscode/host/harness.js';

suite('web worker extension host', () => {
  test('this is a worker without Node.js, and the extension comes from the web', () => {
    assert.equal(typeof process, 'undefined');
    assert.equal('importScripts' in globalThis, true);
    assert.equal(extensions.getExtension('tls-rpt.tls-rpt')?.extensionUri.scheme, 'http');
  });

  test('the workspace is virtual', () => {
    assert.equal(workspace.workspaceFolders?.[0]?.uri.scheme, 'vscode-remote');
  });
});
