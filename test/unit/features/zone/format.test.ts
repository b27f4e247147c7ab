import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatZone } from '../../../../server/src/features/zone/format.js';
import { applyEdits, type Span } from '../../../../server/src/span.js';
import { finish } from '../../../../server/src/steps.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';
import { tokenize } from '../../../../server/src/zone/lexer.js';
import { zoneText } from './texts.js';

const spaces = { tabSize: 4, insertSpaces: true };
const tabs = { tabSize: 8, insertSpaces: false };

const format = (text: string, options = spaces, span?: Span) =>
  applyEdits(text, finish(formatZone(new ZoneDocument(text), options, span)));

test('puts owners, TTLs, classes, types and RDATA in columns', () => {
  const text = '@ IN NS ns1\nwww   300 IN A\t192.0.2.1\n\t IN TXT  "a  b"  c  \nlong.name A 192.0.2.2\n';
  assert.equal(
    format(text),
    [
      '@             IN NS  ns1',
      'www       300 IN A   192.0.2.1',
      '              IN TXT "a  b" c',
      'long.name        A   192.0.2.2',
      '',
    ].join('\n'),
  );
  assert.equal(
    format(text, tabs),
    [
      '@\t\t\tIN\tNS\tns1',
      'www\t\t300\tIN\tA\t192.0.2.1',
      '\t\t\tIN\tTXT\t"a  b" c',
      'long.name\t\t\tA\t192.0.2.2',
      '',
    ].join('\n'),
  );
});

test('keeps the order of TTL and class', () => {
  assert.equal(
    format('a IN 300 A 192.0.2.1\nb 86400 A 192.0.2.2\nc IN A 192.0.2.3\nd 1h IN A 192.0.2.4\n'),
    [
      'a IN 300   A 192.0.2.1',
      'b    86400 A 192.0.2.2',
      'c IN       A 192.0.2.3',
      'd 1h IN    A 192.0.2.4',
      '',
    ].join('\n'),
  );
});

test('aligns block by block: a blank line or a directive ends one, but before an inherited owner', () => {
  assert.equal(
    format('a  A 192.0.2.1\n\nlonger A 192.0.2.2\n\n A 192.0.2.3\n$TTL   1h\n A 192.0.2.4\nb  A 192.0.2.5\n'),
    [
      'a A 192.0.2.1',
      '',
      'longer A 192.0.2.2',
      '',
      '       A 192.0.2.3',
      '$TTL 1h',
      '  A 192.0.2.4',
      'b A 192.0.2.5',
      '',
    ].join('\n'),
  );
});

test('indents a block without owners', () => {
  assert.equal(
    format('a A 192.0.2.1\n$TTL 1h\n NS x\n\tMX 10 y\n'),
    'a A 192.0.2.1\n$TTL 1h\n    NS x\n    MX 10 y\n',
  );
});

test('starts lines within parentheses where RDATA starts, and lines up comments of lines that follow each other', () => {
  assert.equal(
    format(
      '@  IN SOA ns1 host(\n 2024010101 ; serial\n 4h ; refresh\n\n; all times\n1h;retry\n    4w 1h ) ; end\n  NS ns1 ; x\n',
    ),
    [
      '@ IN SOA ns1 host (',
      '         2024010101 ; serial',
      '         4h         ; refresh',
      '',
      '         ; all times',
      '         1h;retry',
      '         4w 1h ) ; end',
      '     NS  ns1     ; x',
      '',
    ].join('\n'),
  );
});

test('lines up comments with tabs, and leaves out long lines', () => {
  const long = `"${'x'.repeat(90)}"`;
  assert.equal(
    format(`a TXT x ; one\nb TXT ${long}   ; two\nc TXT 12345678 ; three\n`, tabs),
    `a\tTXT\tx\t\t; one\nb\tTXT\t${long} ; two\nc\tTXT\t12345678\t; three\n`,
  );
});

test('leaves comments on lines of their own, and all in comments and strings', () => {
  const text = ';  a\t \n   ; b\na TXT "x  \\\n  y" ; c  \n';
  assert.equal(format(text), text);
});

test('leaves a string at the word that it touches, which is one with it in service parameters (RFC 9460 section 2.1)', () => {
  assert.equal(
    format('@  IN HTTPS 1 .   alpn="h2,h3"  key65="x"port=1\n_a IN SVCB 1 a ( alpn="h2"\nech="AA=="  )\n'),
    [
      '@  IN HTTPS 1 . alpn="h2,h3" key65="x" port=1',
      '_a IN SVCB  1 a ( alpn="h2"',
      '            ech="AA==" )',
      '',
    ].join('\n'),
  );
  assert.equal(format('a  IN TXT"b"\n'), 'a IN TXT "b"\n');
});

test('removes white space at ends of lines, keeps their breaks', () => {
  assert.equal(format('a A 192.0.2.1 \t\r\n \t\r\n\r\n  \n b'), 'a A 192.0.2.1\r\n\r\n\r\n\n  b');
  assert.equal(format('a A 192.0.2.1\n   '), 'a A 192.0.2.1\n');
});

test('lets a wide owner push its own line only', () => {
  const wide = `${'x'.repeat(63)}.y`;
  assert.equal(format(`${wide}   A 192.0.2.1\nb   A 192.0.2.2\n`), `${wide} A 192.0.2.1\nb A 192.0.2.2\n`);
});

test('formats a part like the whole, and nothing outside', () => {
  const text = 'long A 192.0.2.1\nb A 192.0.2.2\nc A 192.0.2.3\n';
  const line = { start: 17, end: 31 };
  assert.equal(format(text, spaces, line), 'long A 192.0.2.1\nb    A 192.0.2.2\nc A 192.0.2.3\n');
  assert.equal(
    format(text, spaces, { start: 20, end: 20 }),
    'long A 192.0.2.1\nb    A 192.0.2.2\nc A 192.0.2.3\n',
  );
});

test('leaves a file alone in which a parenthesis is not closed', () => {
  assert.deepEqual(
    finish(
      formatZone(new ZoneDocument('a   A 192.0.2.1\nb TXT ( x\nc A 192.0.2.2\nd A 192.0.2.3\n'), spaces),
    ),
    [],
  );
});

test('leaves a record alone that is longer than a record can be, and formats the others', () => {
  const long = `x   TXT ${'"a"  '.repeat(60_000)}\n`;
  assert.equal(
    format(`a   A 192.0.2.1\n${long}b   A 192.0.2.2\n`),
    `a A   192.0.2.1\n${long}b A   192.0.2.2\n`,
  );
});

test('lines up the comments of as many lines as there are', () => {
  const lines = 200_000;
  const before = 'a A 192.0.2.1 ;\n'.repeat(lines);
  const formatted = `${'a  A 192.0.2.1 ;\n'.repeat(lines)}bb A 192.0.2.1 ;\n`;
  assert.ok(format(`${before}bb A 192.0.2.1 ;\n`) === formatted);
});

test('tells many edits as one, which leaves what stands before and behind them', () => {
  const textOf = (lines: number) => `; a\n${'a  A 192.0.2.1\n'.repeat(lines)}; b\n`;
  const editsOf = (text: string) => finish(formatZone(new ZoneDocument(text), spaces));
  const text = textOf(10_001);
  const [edit, ...others] = editsOf(text);
  assert.ok(edit !== undefined && others.length === 0);
  assert.ok(edit.start > 4 && edit.end < text.length - 4, `${edit.start} to ${edit.end}`);
  assert.ok(applyEdits(text, [edit]) === text.replaceAll('  ', ' '));
  assert.equal(editsOf(textOf(10_000)).length, 10_000);
});

/** The tokens of a text without white space, and how each entry starts. */
function meaning(text: string) {
  const tokens = tokenize(text, 0, text.length).filter(({ kind }) => kind !== 'space');
  const entries = [...new ZoneDocument(text, { origin: 'example.com.' }).entries()].flatMap((entry) =>
    entry.kind === 'record'
      ? [
          [
            entry.ownerName,
            entry.owner?.raw,
            entry.effectiveTtl,
            entry.class?.raw,
            entry.typeName,
            entry.rdata.map(({ raw }) => raw),
          ],
        ]
      : entry.kind === 'directive'
        ? [[entry.name, entry.arguments.map(({ raw }) => raw)]]
        : [],
  );
  return { tokens: tokens.map(({ kind, start, end }) => [kind, text.slice(start, end)]), entries };
}

const anyOptions = fc.record({ tabSize: fc.integer({ min: 1, max: 8 }), insertSpaces: fc.boolean() });

test('of any text changes white space only, keeps what it says, and finds nothing to do a second time', () => {
  fc.assert(
    fc.property(zoneText, anyOptions, (text, options) => {
      const once = format(text, options);
      assert.deepEqual(meaning(once), meaning(text));
      assert.equal(format(once, options), once);
    }),
    { numRuns: 1000 },
  );
});

test('of any part of any text changes white space only', () => {
  fc.assert(
    fc.property(zoneText, anyOptions, fc.nat(), fc.nat(), (text, options, from, length) => {
      const start = from % (text.length + 1);
      const end = Math.min(text.length, start + (length % (text.length + 1)));
      const once = format(text, options, { start, end });
      assert.deepEqual(meaning(once), meaning(text));
      const zone = new ZoneDocument(text);
      const first = zone.entryAt(start)?.start ?? start;
      const last = zone.entryAt(Math.max(start, end - 1))?.end ?? end;
      assert.ok(once.startsWith(text.slice(0, first)) && once.endsWith(text.slice(last)));
    }),
    { numRuns: 500 },
  );
});
