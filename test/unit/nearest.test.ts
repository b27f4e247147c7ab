import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistance, nearest } from '../../server/src/nearest.js';

/** The definition: the least of all ways to take off, put in, replace or swap the last letters. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [a1, b1] = [a.slice(0, -1), b.slice(0, -1)];
  const ways = [distance(a1, b) + 1, distance(a, b1) + 1, distance(a1, b1) + (a.at(-1) === b.at(-1) ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    ways.push(distance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...ways);
}

test('the edit distance is that of its definition, as far as the limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
      assert.equal(editDistance(a, b, limit), Math.min(distance(a, b), limit + 1));
    }),
    { numRuns: 1000 },
  );
});

test('the nearest is the first of those that differ the least, case apart', () => {
  assert.equal(nearest('AAA', ['A', 'AAAA', 'APL']), 'AAAA');
  assert.equal(nearest('xt', ['MX', 'TXT', 'PX']), 'TXT');
  assert.equal(nearest('txt', ['TXT', 'txt']), 'TXT');
  assert.equal(nearest('longer', ['TXT']), undefined);
  assert.equal(nearest('MX', ['TXT'], 0), undefined);
});

test('the nearest is what comparing with all finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', '!'), maxLength: 5 });
  fc.assert(
    fc.property(
      word,
      fc.array(word, { maxLength: 6 }),
      fc.integer({ min: 0, max: 3 }),
      (one, many, limit) => {
        const distances = many.map((other) => distance(one.toLowerCase(), other.toLowerCase()));
        const least = Math.min(...distances);
        const wanted = least <= limit ? many[distances.indexOf(least)] : undefined;
        assert.equal(nearest(one, many, limit), wanted);
      },
    ),
    { numRuns: 1000 },
  );
});
