/** Beside an extension that claims zone files too, every document is served, once, whoever names its language. */
import assert from 'node:assert/strict';
import {
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  languages,
  Position,
  type TextDocument,
  workspace,
} from 'vscode';
import { closeAll, describe, diagnostics, file, open, rule, span } from '../vscode/host/editor.js';
import { suite, test } from '../vscode/host/harness.js';

const zone =
  '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\nwww A 192.0.2\n';

const ask = <Result>(command: string, document: TextDocument, ...args: unknown[]) =>
  commands.executeCommand<Result>(`vscode.execute${command}Provider`, document.uri, ...args);

const unique = (names: readonly string[]) => assert.deepEqual([...new Set(names)], names);

async function isServedOnce(document: TextDocument): Promise<void> {
  const found = await diagnostics(document.uri, (now) => now.length > 0);
  assert.deepEqual(
    found.map((one) => `${rule(one)} ${span(one.range)}`),
    ['zone/bad-rdata 5:6-5:13'],
    found.map(describe).join(),
  );

  const hovers = await ask<Hover[]>('Hover', document, new Position(4, 1));
  assert.equal(hovers.length, 1);

  const { items } = await ask<CompletionList>('CompletionItem', document, new Position(5, 4));
  const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  assert.ok(labels.includes('TXT'));
  unique(labels);

  const symbols = await ask<DocumentSymbol[]>('DocumentSymbol', document);
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ['$ORIGIN example.com.', '$TTL 1h', 'example.com.', 'ns1.example.com.', 'www.example.com.'],
  );
}

suite('beside other zone extensions', () => {
  test('a .zone file is served once, whichever extension names its language', async () => {
    const { document } = await open('zones/beside.zone', zone);
    assert.match(document.languageId, /^(dns-zone|zone|dnszonefile)$/);
    await isServedOnce(document);
    await closeAll();
  });

  for (const language of ['zone', 'dnszonefile', 'bindzone', 'bind', 'dns-zone']) {
    test(`${language}: a document of this language is served once`, async () => {
      await workspace.fs.writeFile(file('zones/beside'), new TextEncoder().encode(zone));
      const { document } = await open('zones/beside');
      await isServedOnce(await languages.setTextDocumentLanguage(document, language));
      await closeAll();
    });
  }

  test('a record is offered as a whole there too, once', async () => {
    for (const name of ['beside.zonefile', 'beside.bindzone', 'beside.bind', 'beside.zone']) {
      const { document } = await open(`zones/${name}`, `${zone}tls`);
      const { items } = await ask<CompletionList>('CompletionItem', document, new Position(6, 3));
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      const records = labels.filter((label) => /^tls-rpt/.test(label)).sort();
      assert.deepEqual(records, ['tls-rpt', 'tls-rpt-both', 'tls-rpt-https'], document.languageId);
      await closeAll();
    }
  });
});
