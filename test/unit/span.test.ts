import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits, composedEdits, editsInOrder, type SpanEdit } from '../../server/src/span.js';

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

test('edits after edits are one list that does the same', () => {
  const between = 'aXXdef';
  const slice = (start: number, end: number) => between.slice(start, end);
  const first = [{ start: 1, end: 3, newText: 'XX' }];
  const composed = (edit: SpanEdit) => composedEdits(first, [edit], slice);
  assert.deepEqual(composed({ start: 5, end: 6, newText: '' }), [
    ...first,
    { start: 5, end: 6, newText: '' },
  ]);
  assert.deepEqual(composed({ start: 2, end: 4, newText: 'Y' }), [{ start: 1, end: 4, newText: 'XY' }]);
  assert.deepEqual(composed({ start: 3, end: 3, newText: 'Y' }), [{ start: 1, end: 3, newText: 'XXY' }]);
});

/** Cuts that make edits of any text: how much is left alone, how much goes, and what comes. */
const cuts = fc.array(
  fc.record({
    skip: fc.nat(3),
    remove: fc.nat(3),
    newText: fc.string({ unit: fc.constantFrom('x', 'y'), maxLength: 3 }),
  }),
  { maxLength: 6 },
);

test('composed edits make of a text what the others make of it one after the other', () => {
  const editsOf = (text: string, list: typeof cuts extends fc.Arbitrary<infer Cuts> ? Cuts : never) => {
    const edits: SpanEdit[] = [];
    let at = 0;
    for (const { skip, remove, newText } of list) {
      const start = Math.min(at + skip, text.length);
      at = Math.min(start + remove, text.length);
      edits.push({ start, end: at, newText });
    }
    return edits;
  };
  fc.assert(
    fc.property(fc.nat(20), cuts, cuts, cuts, (length, ...rounds) => {
      const source = 'abcdefghijklmnopqrst'.slice(0, length);
      let text = source;
      let edits: SpanEdit[] = [];
      for (const round of rounds) {
        const next = editsOf(text, round);
        const now = text;
        edits = composedEdits(edits, next, (start, end) => now.slice(start, end));
        text = applyEdits(text, next);
      }
      assert.equal(applyEdits(source, edits), text);
      assert.deepEqual(edits, editsInOrder(edits));
    }),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 1000) },
  );
});
