import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ZoneDocument } from '../../../server/src/zone/document.js';
import { tokenize } from '../../../server/src/zone/lexer.js';
import { checkedZone } from '../../../server/src/zoneCheck.js';

const pieces = [
  '$ORIGIN example.com.\n',
  '$ORIGIN sub\n',
  '$TTL 1h\n',
  '$TTL 300\n',
  '@ IN SOA ns1 host 1 2 3 4 5\n',
  '@ NS ns1\n',
  'ns1 A 192.0.2.1\n',
  'www 300 IN A 192.0.2.2\n',
  'www A 192.0.2.2\n',
  ' TXT "a;b" ; comment\n',
  '\tMX 10 mail\n',
  'mail CNAME www\n',
  '( \n',
  ')\n',
  '"',
  '\\',
  ';',
  '\r\n',
  '\r',
  '\n',
  ' ',
  'www.example.com A 192.0.2.9\n',
  '_smtp._tls TXT v=TLSRPTv1; rua=x\n',
  '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n',
  ' TXT "v=TLSRPTv1; rua=mailto:b@example.net"\n',
  '_mta-sts TXT "v=STSv1; id=1"\n',
  '_25._tcp.mail TLSA 3 1 1 0000000000000000000000000000000000000000000000000000000000000000\n',
  '*.www TXT "any"\n',
  '* A 192.0.2.7\n',
  '_x._tcp SRV 0 0 1 www\n',
  'mail A 192.0.2.3\n',
  '; tls-rpt-disable-next-line\n',
  'txt TXT ( "one"\n "two" )\n',
  '\u00e9',
  '\ufeff',
  'x',
  '$',
  '.',
  '@',
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
const edits = fc.array(
  fc.record({ at: fc.nat(), remove: fc.nat(40), insert: fc.oneof(fc.constantFrom(...pieces), text) }),
  { minLength: 1, maxLength: 8 },
);

test('joined, the tokens of any text are the text', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (source) => {
      const tokens = tokenize(source, 0, source.length);
      assert.equal(tokens.map(({ start, end }) => source.slice(start, end)).join(''), source);
      const entries = [...new ZoneDocument(source).entries()];
      assert.equal(entries.map(({ start, end }) => source.slice(start, end)).join(''), source);
      assert.equal(
        entries
          .flatMap((entry) => entry.tokens)
          .map(({ start, end }) => source.slice(start, end))
          .join(''),
        source,
      );
    }),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 300) },
  );
});

test('after any edits the document and its findings are those of the text read afresh', () => {
  const runs = Number(process.env.TLS_RPT_FUZZ_RUNS ?? 250);
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), edits, (start, repeat, changes) => {
      let source = start.repeat(repeat).slice(0, 30000);
      const edited = checkedZone(source);
      for (const { at, remove, insert } of changes) {
        const from = source.length === 0 ? 0 : at % (source.length + 1);
        const to = Math.min(source.length, from + remove);
        source = source.slice(0, from) + insert + source.slice(to);
        edited.edit({ start: from, end: to, text: insert });
        // Asked after each edit, so that what is kept from one check to the next is put to the test.
        edited.findings();
      }
      const fresh = checkedZone(source);
      assert.equal(edited.document.getText(), source);
      assert.deepEqual(edited.findings(), fresh.findings());
      assert.deepEqual(
        [...edited.document.entries()].map(({ kind, start, end }) => ({ kind, start, end })),
        [...fresh.document.entries()].map(({ kind, start, end }) => ({ kind, start, end })),
      );
      assert.equal(edited.document.lineCount, source.split(/\r\n|\n|\r/).length);
    }),
    { numRuns: runs },
  );
});

test('positions and offsets are each other’s inverse, at every line break', () => {
  const source = 'a\r\nb\rc\n\nd'.repeat(4000);
  const document = new ZoneDocument(source);
  const lines = source.split(/\r\n|\n|\r/);
  assert.equal(document.lineCount, lines.length);
  for (const line of [0, 1, 2, 3, 4, 1500, 9000, lines.length - 1]) {
    const offset = document.offsetAt({ line, character: 0 });
    assert.deepEqual(document.positionAt(offset), { line, character: 0 });
    assert.equal(source.slice(offset, offset + lines[line]!.length), lines[line]);
  }
});
