import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ofRows, type Shape, toRows } from '../../protocol/rows.js';

interface Row {
  readonly at: { readonly start: number; readonly end: number };
  readonly name: string;
  readonly count?: number;
  readonly note?: string;
}

const shape: Shape<Row> = { at: 'span', name: 'text', count: 'number', note: 'text' };

test('rows travel with each text once, and without the names of their members', () => {
  const rows: Row[] = [
    { at: { start: 0, end: 5 }, name: 'mx1', count: 3 },
    { at: { start: 6, end: 9 }, name: 'mx2', note: 'mx1' },
  ];
  const sent = toRows(rows, shape);
  assert.deepEqual(sent, {
    texts: ['mx1', 'mx2'],
    columns: [
      [0, 6],
      [5, 9],
      [0, 1],
      [3, null],
      [null, 0],
    ],
  });
  assert.deepEqual(ofRows(sent, shape), rows);
});

test('rows arrive as they were sent', () => {
  const text = fc.oneof(fc.constantFrom('', 'a', '__proto__', 'constructor'), fc.string());
  const row = fc.record(
    {
      at: fc.record({ start: fc.nat(), end: fc.nat() }, { noNullPrototype: true }),
      name: text,
      count: fc.nat(),
      note: text,
    },
    { requiredKeys: ['at', 'name'], noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const sent = JSON.parse(JSON.stringify(toRows<Row>(rows as Row[], shape))) as ReturnType<typeof toRows>;
      assert.deepEqual(ofRows(sent, shape), rows);
    }),
  );
});
