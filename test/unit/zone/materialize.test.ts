import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Chunk } from '../../../server/src/zone/chunk.js';
import { ZoneDocument } from '../../../server/src/zone/document.js';
import { readObjects } from '../../../server/src/zone/materialize.js';

const line = fc.constantFrom(
  'a A 192.0.2.1',
  ' A 192.0.2.2',
  ' 300 TXT "x"',
  '$TTL 5',
  '$ORIGIN b',
  '$ORIGIN example.com.',
  '; c',
  'bad..x A 192.0.2.1',
  ' TXT (\n "a"\n "b" )',
);

test('an entry is the same whatever was read before, left early, or is being read meanwhile', () => {
  const wanted = fc.uniqueArray(fc.nat(199), { minLength: 1, maxLength: 4 });
  const reading = fc.record({ wanted, steps: fc.nat(5), more: fc.nat(5) });
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 200, maxLength: 200 }),
      fc.array(reading, { minLength: 2, maxLength: 20 }),
      (lines, readings) => {
        const [chunk] = new ZoneDocument(`${lines.join('\n')}\n`, { origin: 'example.com.' }).index.chunks;
        const all = [...readObjects(new Chunk({ ...chunk!, text: chunk!.text }, chunk!), 0)];
        const left = readings.map(({ wanted, steps, more }) => {
          const indexes = wanted.sort((a, b) => a - b);
          const objects = readObjects(chunk!, 0, indexes);
          let next = 0;
          const read = (count: number) => {
            for (; count > 0 && next < indexes.length; count--, next++)
              assert.deepEqual(objects.next().value, all[indexes[next]!]);
            if (count > 0) assert.equal(objects.next().done, true);
          };
          read(steps);
          return () => read(more);
        });
        for (const goOn of left) goOn();
      },
    ),
    { numRuns: 30 },
  );
});
