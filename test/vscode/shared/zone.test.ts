import assert from 'node:assert/strict';
import { languages, Position, type Uri, WorkspaceEdit, workspace } from 'vscode';
import { closeAll, diagnostics, fix, open, rule, span } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

const head =
  '$ORIGIN example.com.\n$TTL 3600\n@ IN SOA ns1 hostmaster 1 7200 3600 1209600 300\n  IN NS ns1\nns1 IN A 192.0.2.53\n';

/** `rule range` of every diagnostic. */
const listed = (uri: Uri) =>
  languages
    .getDiagnostics(uri)
    .map((diagnostic) => `${rule(diagnostic)} ${span(diagnostic.range)}`)
    .sort();

/** The classic mistakes of a TLS-RPT record: each line, what is found in it (line 5), the fix, and the line it leaves. */
const mistakes = [
  {
    name: 'an unquoted value, which ends at its semicolon',
    line: '_smtp._tls IN TXT v=TLSRPTv1; rua=mailto:r@example.com',
    found: 'tlsrpt/unquoted-semicolon 5:18-5:54',
    title: 'Quote the whole value',
    fixed: '_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:r@example.com"',
  },
  {
    name: 'a misspelled version',
    line: '_smtp._tls IN TXT "v=TSLRPTv1; rua=mailto:r@example.com"',
    found: 'tlsrpt/version-misspelled 5:19-5:29',
    title: 'Change to v=TLSRPTv1',
    fixed: '_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:r@example.com"',
  },
  {
    name: 'an address without mailto:',
    line: '_smtp._tls IN TXT "v=TLSRPTv1; rua=r@example.com"',
    found: 'tlsrpt/rua-scheme-missing 5:35-5:48',
    title: 'Insert mailto:',
    fixed: '_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:r@example.com"',
  },
  {
    name: 'two strings with nothing between',
    line: '_smtp._tls IN TXT "v=TLSRPTv1" "rua=mailto:r@example.com"',
    found: 'tlsrpt/missing-delimiter 5:32-5:35',
    title: 'Insert “;”',
    fixed: '_smtp._tls IN TXT "v=TLSRPTv1;" "rua=mailto:r@example.com"',
  },
];

suite('zone files', () => {
  for (const [index, { name, line, found, title, fixed }] of mistakes.entries()) {
    test(`${name}: found where it is, and fixed`, async () => {
      const { document } = await open(`zones/mistake-${index}.zone`, `${head}${line}\n`);
      const [diagnostic] = await diagnostics(document.uri, (now) => now.length > 0);
      assert.deepEqual(listed(document.uri), [found]);
      await fix(document, diagnostic!.range, title);
      assert.equal(document.getText(), `${head}${fixed}\n`);
      await diagnostics(document.uri, (now) => now.length === 0);
      await closeAll();
    });
  }

  test('the same by keyboard: next problem, quick fix', async () => {
    const { document } = await open(
      'zones/keyboard.zone',
      `${head}_smtp._tls IN TXT v=TLSRPTv1; rua=mailto:r@example.com\n`,
    );
    await diagnostics(document.uri, (now) => now.length > 0);
    await page.waitFor('workbench', '.squiggly-error');
    await page.press('F8');
    await page.waitFor('workbench', '.zone-widget >> text=Quote the whole value');
    await page.screenshot('next-problem');
    await page.press('Escape', 'Control+.');
    await page.waitFor('workbench', '.action-widget >> text=Quote the whole value');
    await page.screenshot('quick-fix');
    await page.press('Enter');
    await diagnostics(document.uri, (now) => now.length === 0);
    assert.match(document.getText(), /\n_smtp\._tls IN TXT "v=TLSRPTv1; rua=mailto:r@example\.com"\n$/);
    await closeAll();
  });

  test('a zone without a mistake has no finding', async () => {
    const { document } = await open('zones/unsound.zone', `${head}a IN A 192.0.2\n`);
    await diagnostics(document.uri, (now) => now.length === 1);
    assert.deepEqual(listed(document.uri), ['zone/bad-rdata 5:7-5:14']);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(5, 14), '.1');
    await workspace.applyEdit(edit);
    await diagnostics(document.uri, (now) => now.length === 0);
    await closeAll();
  });
});
