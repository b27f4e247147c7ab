import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ZoneDocument } from '../../../server/src/zone/document.js';
import { nextSerial, serialChange } from '../../../server/src/zone/serial.js';

const today = '20261124';

const cases: readonly [string, number, number][] = [
  ['moves a date on to today', 2026010107, 2026112400],
  ['counts the changes of a day', 2026112400, 2026112401],
  ['goes over the end of a day', 2026112499, 2026112500],
  ['leaves a date in the future where it is, but for one more', 2027010100, 2027010101],
  ['counts on where the serial is a counter', 41, 42],
  ['takes a number of ten digits that is no date for a counter', 2026134501, 2026134502],
  ['takes seconds since 1970 for a counter', 1790000000, 1790000001],
  ['goes around the end, past 0', 4294967295, 1],
];

for (const [name, from, to] of cases) {
  test(`the next serial ${name}`, () => {
    assert.equal(nextSerial(from, today), to);
    // RFC 1982 section 3.2: the new serial is greater.
    const ahead = (to - from + 2 ** 32) % 2 ** 32;
    assert.ok(ahead > 0 && ahead < 2 ** 31);
  });
}

test('finds the serial of a zone, in parentheses too', () => {
  const text = '$ORIGIN example.com.\n@ 1h SOA ns1 h ( ; times\n  7 ; serial\n  4h 1h 4w 1h )\n';
  const change = serialChange(new ZoneDocument(text), new Date('2026-11-24T12:00:00Z'));
  assert.deepEqual(change, { start: text.indexOf('7 ;'), end: text.indexOf('7 ;') + 1, from: 7, to: 8 });
});

test('knows no serial of a fragment', () => {
  assert.equal(serialChange(new ZoneDocument('www A 192.0.2.1\n'), new Date()), undefined);
});
