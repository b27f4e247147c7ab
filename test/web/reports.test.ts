import assert from 'node:assert/strict';
import { commands, EventEmitter, env, FileType, Uri, window, workspace } from 'vscode';
import { closeAll } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';
import { page } from '../vscode/host/page.js';

const root = Uri.parse('reports-in-memory:/reports');

/** A read-only folder that exists nowhere: what a virtual workspace gives. */
async function serve(files: Readonly<Record<string, Uint8Array>>): Promise<{ dispose(): void }> {
  const unchangeable = () => {
    throw new Error('Read only.');
  };
  const bytes = (uri: Uri) => files[uri.path.replace('/reports/', '')];
  return workspace.registerFileSystemProvider(
    root.scheme,
    {
      onDidChangeFile: new EventEmitter<never>().event,
      watch: () => ({ dispose: () => {} }),
      stat: (uri) => {
        const size = bytes(uri)?.length;
        return {
          type: size === undefined ? FileType.Directory : FileType.File,
          ctime: 0,
          mtime: 0,
          size: size ?? 0,
        };
      },
      readDirectory: () => Object.keys(files).map((name) => [name, FileType.File]),
      readFile: (uri) => bytes(uri) ?? new Uint8Array(),
      createDirectory: unchangeable,
      writeFile: unchangeable,
      delete: unchangeable,
      rename: unchangeable,
    },
    { isReadonly: true },
  );
}

async function gzip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

suite('reports without a file system', () => {
  test('a new report, its summary, a packed one and their folder', async () => {
    await commands.executeCommand('tlsRpt.newReport');
    const text = window.activeTextEditor?.document.getText() ?? '';
    await commands.executeCommand('tlsRpt.openSummary');
    await page.waitFor('webview', '#organization >> text=Example Mail Inc.');
    await commands.executeCommand('tlsRpt.copySummary');
    assert.match(await env.clipboard.readText(), /^# Example Mail Inc\\?\./);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllGroups');

    const served = await serve({
      'a.json.gz': await gzip(text),
      'b.json': new TextEncoder().encode(text.replace('Example Mail Inc.', 'Other Mail Inc.')),
    });
    await commands.executeCommand('vscode.open', Uri.joinPath(root, 'a.json.gz'));
    await page
      .waitFor('webview', '#organization >> text=Example Mail Inc.')
      .catch(() => page.waitFor('webview', '#organization >> text=Example Mail Inc.'));
    await commands.executeCommand('tlsRpt.openFolder', root);
    await page.waitFor('webview', '.figure:last-child dd >> text="2"');
    await closeAll();
    served.dispose();
  });
});
