import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ZoneSymbol, zoneSymbols } from '../../../../server/src/features/zone/symbols.js';
import type { Span } from '../../../../server/src/span.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';
import { zoneText } from './texts.js';

const source = `$ORIGIN example.com.
$TTL 1h
@ IN SOA ns1 host (
  1 2 3 4 5 ) ; serial
; name servers
  NS ns1
ns1 300 A 192.0.2.1
WWW A 192.0.2.2 ; web
www AAAA 2001:db8::2
@ MX 10 mail
`;

const text = (span: Span) => source.slice(span.start, span.end);
const symbols = () => [...zoneSymbols(new ZoneDocument(source))];

test('the outline has a symbol for each directive and for each run of records of one owner', () => {
  assert.deepEqual(
    symbols().map(({ kind, name, detail }) => [kind, name, detail]),
    [
      ['directive', '$ORIGIN example.com.', ''],
      ['directive', '$TTL 1h', ''],
      ['owner', 'example.com.', 'SOA, NS'],
      ['owner', 'ns1.example.com.', 'A'],
      ['owner', 'WWW.example.com.', 'A, AAAA'],
      ['owner', 'example.com.', 'MX'],
    ],
  );
});

test('an owner has its records as children, with their TTL', () => {
  assert.deepEqual(
    symbols().map(({ children }) => children.map(({ name, detail }) => `${name} | ${detail}`)),
    [
      [],
      [],
      ['SOA ns1 host 1 2 3 4 5 | 1h', 'NS ns1 | 1h'],
      ['A 192.0.2.1 | 5m'],
      ['A 192.0.2.2 | 1h', 'AAAA 2001:db8::2 | 1h'],
      ['MX 10 mail | 1h'],
    ],
  );
});

test('an owner spans its records without the last line break, and the name is selected', () => {
  const [, ttl, apex, , www] = symbols() as [ZoneSymbol, ZoneSymbol, ZoneSymbol, ZoneSymbol, ZoneSymbol];
  assert.equal(text(ttl), '$TTL 1h');
  assert.equal(text(ttl.selection), '$TTL');
  assert.equal(text(apex), source.slice(source.indexOf('@ IN'), source.indexOf('\nns1 300')));
  assert.equal(text(apex.selection), '@');
  assert.equal(text(apex.children[0]!), '@ IN SOA ns1 host (\n  1 2 3 4 5 ) ; serial');
  assert.equal(text(apex.children[0]!.selection), 'SOA ns1 host (\n  1 2 3 4 5');
  assert.equal(text(apex.children[1]!), '  NS ns1');
  assert.equal(text(www), 'WWW A 192.0.2.2 ; web\nwww AAAA 2001:db8::2');
});

test('a record without type or RDATA, and an owner that is no name, have names too', () => {
  const names = [...zoneSymbols(new ZoneDocument('www\n 300 IN\na..b A 192.0.2.1\n A\n"" A\n'))].map(
    ({ name, children }) => [name, children.map((child) => child.name)],
  );
  assert.deepEqual(names, [
    ['www', ['www', '300 IN']],
    ['a..b', ['A 192.0.2.1', 'A']],
    ['""', ['A']],
  ]);
});

test('a long record is cut short, on one line', () => {
  const [owner] = zoneSymbols(new ZoneDocument(`a TXT "${'x'.repeat(300)}"`));
  const { name } = owner!.children[0]!;
  assert.equal(name, `TXT "${'x'.repeat(114)}…`);
});

test('a huge zone has an outline of its first 10,000 records', () => {
  const lines = Array.from({ length: 30_000 }, (_, i) => `h${i >> 1} A 192.0.2.1\n`);
  const found = [...zoneSymbols(new ZoneDocument(lines.join('')))];
  assert.equal(found.length, 5000);
  assert.equal(found.at(-1)?.name, 'h4999');
});

test('symbols of any text are nested, in order, and named', () => {
  fc.assert(
    fc.property(zoneText, (any) => {
      const check = (list: readonly ZoneSymbol[], parent: Span) => {
        let from = parent.start;
        for (const symbol of list) {
          assert.ok(from <= symbol.start && symbol.start <= symbol.selection.start);
          assert.ok(symbol.selection.start < symbol.selection.end && symbol.selection.end <= symbol.end);
          assert.ok(symbol.end <= parent.end);
          assert.notEqual(symbol.name, '');
          check(symbol.children, symbol);
          from = symbol.end;
        }
      };
      check([...zoneSymbols(new ZoneDocument(any))], { start: 0, end: any.length });
    }),
    { numRuns: 300, examples: [['"\r'], ['"\\\r\n'], ['"\\\n']] },
  );
});
