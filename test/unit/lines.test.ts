import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lastNotAfter, lineStarts, SomeLines } from '../../server/src/lines.js';

test('some lines are those of all lines, in whatever order they are asked for', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'b'), maxLength: 40 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 30 }), (text, places) => {
      const starts = lineStarts(text);
      const lines = new SomeLines(text);
      for (const place of places) {
        const offset = place % (text.length + 1);
        const line = lastNotAfter(starts, offset);
        const wanted = { start: starts[line], end: starts[line + 1] ?? text.length };
        assert.deepEqual(lines.at(offset), wanted, `${offset} of ${JSON.stringify(text)}`);
      }
    }),
    { numRuns: 2000 },
  );
});
