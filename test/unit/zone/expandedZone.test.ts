import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandedZone } from '../../../server/src/expandedZone.js';
import { localize } from '../../../server/src/message.js';

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

/** What keeps a zone from being expanded, and the line of it. */
function causesOf(records: string, options: object = {}) {
  const expanded = expandedZone(
    { name: 'zone', text: head + records },
    { origin: 'example.com.', ...options },
  );
  assert.ok('causes' in expanded);
  return expanded.causes.map(({ line, message }) => `${line}: ${localize(message)}`);
}

test('$GENERATEs of more records than are made are refused before one is made, at the one that is too much', () => {
  assert.deepEqual(causesOf('$GENERATE 0-2147483647 h$ A 192.0.2.1\n'), [
    '5: The $GENERATEs make more than 1,000,000 records: they are not expanded.',
  ]);
  const most = { mostGenerated: 4 };
  assert.deepEqual(causesOf('$GENERATE 1-2 a$ A 192.0.2.1\n$GENERATE 1-9/4 b$ A 192.0.2.1\n', most), [
    '6: The $GENERATEs make more than 4 records: they are not expanded.',
  ]);
  const enough = { mostGenerated: 5, origin: 'example.com.' };
  const text = `${head}$GENERATE 1-2 a$ A 192.0.2.1\n$GENERATE 1-9/4 b$ A 192.0.2.1\n`;
  const expanded = expandedZone({ name: 'zone', text }, enough);
  assert.ok('lines' in expanded && expanded.lines.length === 8);
});

test('after as many refusals as are wanted nothing more is read', () => {
  const bad = 'x A 1\n'.repeat(9);
  assert.equal(causesOf(bad).length, 9);
  let read = 0;
  const include = () => {
    read++;
    return { name: 'other', text: 'y A 2\n' };
  };
  assert.equal(causesOf(`${bad}$INCLUDE other\n`, { mostRefusals: 3, read: include }).length, 3);
  assert.equal(read, 0);
  assert.equal(causesOf(`${bad}$INCLUDE other\n`, { read: include }).length, 10);
});
