/** The packed extension, installed as a user's VS Code installs it: nothing may be missing, nothing too many. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commands, extensions, window } from 'vscode';
import { diagnostics, file, open, rule } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';
import { page } from '../vscode/host/page.js';

const extension = () => extensions.getExtension('tls-rpt.tls-rpt')!;

/** Paths of the .vsix files, both packed from the same build. */
const [vsix, again] = [process.env.TLS_RPT_VSIX!, process.env.TLS_RPT_VSIX_AGAIN!];

suite('packed extension', () => {
  test('is the one that VS Code runs', () => {
    assert.match(extension().extensionPath, /extensions\/tls-rpt\.tls-rpt-/);
  });

  test('holds exactly these files', () => {
    const expected = readFileSync(join(process.env.TLS_RPT_ROOT!, 'test/package/contents.txt'), 'utf8');
    assert.deepEqual(files(extension().extensionPath), expected.trim().split('\n'));
  });

  test('holds every file that its manifest names', () => {
    // `bin` is for npm, whose package holds the command line and the server alone.
    const manifest = JSON.stringify({ ...extension().packageJSON, bin: {} });
    const named = [...manifest.matchAll(/"\.?\/?((?:dist|media|syntaxes|snippets|schemas|l10n)\/[^"]+)"/g)];
    assert.ok(named.length > 2);
    for (const [, path] of named) assert.ok(statSync(join(extension().extensionPath, path!)).isFile(), path);
  });

  test('is under 600 KB', () => {
    assert.ok(statSync(vsix).size < 600_000, `${statSync(vsix).size} bytes`);
  });

  test('is the same, byte for byte, when it is packed again', () => {
    assert.ok(readFileSync(vsix).equals(readFileSync(again)));
  });

  test('finds what is wrong in the first zone that is opened', async () => {
    const { document } = await open(
      'zones/new.example.zone',
      '_smtp._tls.a IN TXT v=TLSRPTv1; rua=mailto:r@a.example\n',
    );
    assert.equal(document.languageId, 'dns-zone');
    const found = await diagnostics(document.uri, (now) =>
      now.some((one) => rule(one) === 'tlsrpt/unquoted-semicolon'),
    );
    assert.ok(found.length > 0);
    assert.equal(extension().isActive, true);
  });

  test('shows the summary of a report', async () => {
    await window.showTextDocument(file('reports/every-result-type.json'));
    await commands.executeCommand('tlsRpt.openSummary');
    await page.waitFor('webview', 'h1').catch(() => page.waitFor('webview', 'h1'));
    assert.match(await page.text('webview', 'h1'), /\d/);
  });
});

/** All files below a folder, without what VS Code adds on installing. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== '.vsixmanifest')
    .sort();
}
