import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandedZone } from '../../../server/src/expandedZone.js';

const head = '$TTL 300\n@ SOA ns h 1 4h 1h 4w 1h\n@ NS ns\nns A 192.0.2.1\n';

/** The records of an owner, type and data. */
function recordsOf(records: string, owner: string): readonly string[] {
  const expanded = expandedZone({ name: 'zone', text: head + records }, { origin: 'example.com.' });
  assert.ok('lines' in expanded);
  const start = `${owner}.example.com. 300 IN `;
  return expanded.lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
}

test('of records that differ in the case of a name, the last of a run stays', () => {
  assert.deepEqual(recordsOf('a PTR B\na PTR b\na TXT x\na PTR C.\na PTR c.\n', 'a'), [
    'PTR b.example.com.',
    'PTR c.',
    'TXT "x"',
  ]);
});

test('of such records in two runs, that of the first stays', () => {
  assert.deepEqual(recordsOf('a PTR B\nx TXT y\na PTR b\n', 'a'), ['PTR B.example.com.']);
});
