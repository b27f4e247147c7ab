import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneFolds } from '../../../../server/src/features/zone/folding.js';
import { finish } from '../../../../server/src/steps.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';

function folds(text: string, most?: number) {
  const zone = new ZoneDocument(text);
  return finish(zoneFolds(zone, most)).map(({ kind, start, end }) => [
    kind,
    zone.positionAt(start).line,
    zone.positionAt(end).line,
  ]);
}

test('parentheses fold from their first line to the line that closes them', () => {
  assert.deepEqual(folds('@ SOA ns host (\n 1 2\n 3 4 5\n)\n'), [['parentheses', 0, 3]]);
  assert.deepEqual(folds('a TXT\t( "one" )\n'), []);
  assert.deepEqual(folds('a TXT ( ( "one"\n ) "two" ) ; end\n'), [['parentheses', 0, 1]]);
});

test('comments on two lines or more fold; a blank line ends them', () => {
  assert.deepEqual(folds('; a\n; b\n\n; c\n \t; d\n; e'), [
    ['comment', 0, 1],
    ['comment', 3, 5],
  ]);
  assert.deepEqual(folds('; a\n\n; b\n'), []);
});

test('records of one owner fold over comments and blank lines, not over directives', () => {
  assert.deepEqual(folds('a A 192.0.2.1\n TXT x\n\n; more\nA MX 10 b\nb A 192.0.2.2\n'), [['owner', 0, 4]]);
  assert.deepEqual(folds('a A 192.0.2.1\n$TTL 1h\n A 192.0.2.2\n'), []);
});

test('of the records of an owner the first may fold by itself: then they do not', () => {
  assert.deepEqual(folds('@ SOA ns host (\r\n 1 2 3 4 5 )\r\n NS ns\r\n'), [['parentheses', 0, 1]]);
  assert.deepEqual(folds('@ NS ns\n SOA ns host (\n 1 2 3 4 5 )\n'), [
    ['owner', 0, 2],
    ['parentheses', 1, 2],
  ]);
});

test('there are no more folds than asked for', () => {
  const group = (i: number) => `a${i} A 192.0.2.1\n TXT (\n x )\n`;
  const text = Array.from({ length: 10 }, (_, i) => group(i)).join('');
  assert.equal(folds(text, 4).length, 4);
});
