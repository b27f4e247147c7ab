import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { finish, sorted } from '../../server/src/steps.js';

test('sorts as arrays do, in steps, and keeps the order of what is alike', () => {
  const things = fc
    .array(fc.nat(50), { minLength: 0, maxLength: 50 })
    .map((some) => Array.from({ length: 300 }, () => some).flat());
  fc.assert(
    fc.property(things, (numbers) => {
      const named = numbers.map((number, index) => ({ number, index }));
      const compare = (a: { number: number }, b: { number: number }) => a.number - b.number;
      assert.deepEqual(finish(sorted(named, compare)), [...named].sort(compare));
    }),
    { numRuns: 30 },
  );
});
