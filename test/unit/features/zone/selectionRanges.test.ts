import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { selectionSpans } from '../../../../server/src/features/zone/selectionRanges.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';
import { marked, zoneText } from './texts.js';

/** What a selection at the `|` grows to, without the whole file. */
function texts(source: string): string[] {
  const { text, offset } = marked(source);
  const zone = new ZoneDocument(text, { origin: 'example.com.' });
  const all = selectionSpans(zone, offset).map(({ start, end }) => text.slice(start, end));
  assert.equal(all.at(-1), text);
  return all.slice(0, -1);
}

test('from a destination of reports to the records of its owner', () => {
  const rua = 'rua=mailto:a@example.com,https://example.com/r';
  assert.deepEqual(
    texts(
      `$TTL 1d\n_smtp._tls 1h IN TXT "v=TLSRPTv1; ${rua.replace('@', '|@')}" ; ours\n TXT x\nb A 192.0.2.1\n`,
    ),
    [
      'mailto:a@example.com',
      `v=TLSRPTv1; ${rua}`,
      `"v=TLSRPTv1; ${rua}"`,
      `_smtp._tls 1h IN TXT "v=TLSRPTv1; ${rua}"`,
      `_smtp._tls 1h IN TXT "v=TLSRPTv1; ${rua}" ; ours`,
      `_smtp._tls 1h IN TXT "v=TLSRPTv1; ${rua}" ; ours\n TXT x`,
    ],
  );
});

test('a destination that two strings hold, and the strings', () => {
  assert.deepEqual(
    texts('_smtp._tls TXT ( "v=TLSRPTv1; rua=mail|to:a@"\n "example.com" )\na A 192.0.2.1\n'),
    [
      'mailto:a@"\n "example.com',
      '"v=TLSRPTv1; rua=mailto:a@"\n "example.com"',
      '_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@"\n "example.com"',
      '_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@"\n "example.com" )',
    ],
  );
});

test('a field, the RDATA, the record, its line', () => {
  assert.deepEqual(texts('@ SOA ns1 host 1 2| 3 4 5\r\nb A 192.0.2.1\r\n'), [
    '2',
    'ns1 host 1 2 3 4 5',
    '@ SOA ns1 host 1 2 3 4 5',
  ]);
  assert.deepEqual(texts('\t|300 A 192.0.2.1\n'), ['300', '300 A 192.0.2.1', '\t300 A 192.0.2.1']);
});

test('a comment, and the records of an owner over comments and blank lines, not over directives', () => {
  assert.deepEqual(texts('a A 192.0.2.1 ; no|te\n\n; more\nA TXT x\nb A 192.0.2.1\n'), [
    '; note',
    'a A 192.0.2.1 ; note',
    'a A 192.0.2.1 ; note\n\n; more\nA TXT x',
  ]);
  assert.deepEqual(texts('a A 192.0.2.1\n$TTL 1h\n TXT |x\n'), ['x', ' TXT x'].toSpliced(1, 0, 'TXT x'));
  assert.deepEqual(texts('$ORIG|IN example.com. ; ours\n'), [
    '$ORIGIN',
    '$ORIGIN example.com.',
    '$ORIGIN example.com. ; ours',
  ]);
});

test('each holds the place and the one before, wherever it is', () => {
  fc.assert(
    fc.property(zoneText, fc.nat(400), (text, at) => {
      const offset = Math.min(at, text.length);
      const zone = new ZoneDocument(text);
      const spans = selectionSpans(zone, offset);
      let last = { start: offset, end: offset };
      for (const span of spans) {
        assert.ok(span.start <= last.start && last.end <= span.end);
        assert.ok(span.end - span.start > last.end - last.start);
        last = span;
      }
      assert.deepEqual(last, text === '' ? { start: offset, end: offset } : { start: 0, end: text.length });
    }),
  );
});
