import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/src/span.js';

test('applies edits from any order, insertions at one offset in the order given', () => {
  const edits = [
    { start: 4, end: 5, newText: 'E' },
    { start: 1, end: 1, newText: '1' },
    { start: 1, end: 1, newText: '2' },
  ];
  assert.equal(applyEdits('abcdef', edits), 'a12bcdEf');
});

test('refuses edits that overlap', () => {
  assert.throws(
    () =>
      applyEdits('abc', [
        { start: 0, end: 2, newText: '' },
        { start: 1, end: 3, newText: '' },
      ]),
    RangeError,
  );
});
