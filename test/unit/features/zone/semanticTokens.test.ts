import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { semanticTokens } from '../../../../server/src/features/zone/semanticTokens.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';
import { zoneText } from './texts.js';

function tokens(text: string) {
  return Array.from(semanticTokens(new ZoneDocument(text)), ({ start, end, type, modifier }) =>
    [text.slice(start, end), type, modifier].filter(Boolean).join(' | '),
  );
}

test('tells the head of a record, its names and its numbers', () => {
  assert.deepEqual(tokens('www 1h IN MX 10 mail ; fast\n\tIN 60 a 192.0.2.1\n'), [
    'www | class | declaration',
    '1h | number',
    'IN | modifier',
    'MX | type',
    '10 | number',
    'mail | variable',
    '; fast | comment',
    'IN | modifier',
    '60 | number',
    'a | type',
    '192.0.2.1 | number',
  ]);
});

test('tells comments between fields in their order', () => {
  assert.deepEqual(tokens('@ SOA ns "h" ( ; one\n 1 ; two\n 2h 3 4 5 )\n'), [
    '@ | class | declaration',
    'SOA | type',
    'ns | variable',
    '"h" | variable',
    '; one | comment',
    '1 | number',
    '; two | comment',
    ...['2h', '3', '4', '5'].map((time) => `${time} | number`),
  ]);
});

test('tells strings, data and types', () => {
  assert.deepEqual(tokens('a TXT "x y" 12\n'), [
    'a | class | declaration',
    'TXT | type',
    '"x y" | string',
    '12 | string',
  ]);
  assert.deepEqual(tokens('a NSEC b A TXT\n').slice(2), ['b | variable', 'A | type', 'TXT | type']);
  assert.deepEqual(tokens('a TLSA 3 1 1 ab 12\n').slice(2), [
    '3 | number',
    '1 | number',
    '1 | number',
    'ab | string',
    '12 | number',
  ]);
  assert.deepEqual(tokens('a MX \\# 2 00ff\n').slice(2), ['\\# | string', '2 | number', '00ff | string']);
});

test('says nothing of what is no type', () => {
  assert.deepEqual(tokens('a IN nonsense 1 ; x\n'), [
    'a | class | declaration',
    'IN | modifier',
    '; x | comment',
  ]);
});

test('tells directives, not unknown ones', () => {
  assert.deepEqual(tokens('$origin a.\n$TTL 1h\n$INCLUDE f g ; h\n$WHAT 1\n'), [
    '$origin | keyword',
    'a. | variable',
    '$TTL | keyword',
    '1h | number',
    '$INCLUDE | keyword',
    'f | string',
    'g | variable',
    '; h | comment',
  ]);
  assert.deepEqual(tokens('$GENERATE 1-9 h$ CNAME x$\n'), [
    '$GENERATE | keyword',
    '1-9 | number',
    'h$ | class',
    'CNAME | type',
    'x$ | string',
  ]);
});

test('tells the fields within a TLS-RPT record', () => {
  assert.deepEqual(
    tokens('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example,https://b.example/" "r; x=1"\n').slice(2),
    [
      '" | string',
      'v | parameter',
      '= | operator',
      'TLSRPTv1 | keyword',
      ';  | string',
      'rua | parameter',
      '= | string',
      'mailto:a@b.example | variable | readonly',
      ', | string',
      'https://b.example/ | variable | readonly',
      '" | string',
      '" | string',
      'r | variable | readonly',
      ';  | string',
      'x | parameter',
      '= | operator',
      '1" | string',
    ],
  );
});

test('leaves a comment what it is, behind an unquoted semicolon too', () => {
  assert.deepEqual(tokens('_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@b.example\n').slice(2), [
    'v | parameter',
    '= | operator',
    'TLSRPTv1 | keyword',
    '; rua=mailto:a@b.example | comment',
  ]);
});

test('of a range gives the tokens of its entries only', () => {
  const text = 'a A 192.0.2.1\nb A 192.0.2.2\nc A 192.0.2.3\n';
  const found = [...semanticTokens(new ZoneDocument(text), { start: 16, end: 20 })];
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    ['b', 'A', '192.0.2.2'],
  );
});

test('tokens of any text are in order, not empty, and do not overlap', () => {
  fc.assert(
    fc.property(zoneText, (text) => {
      let at = 0;
      for (const { start, end } of semanticTokens(new ZoneDocument(text))) {
        assert.ok(at <= start && start < end && end <= text.length);
        at = end;
      }
    }),
    { numRuns: 500 },
  );
});
