import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FieldList } from '../../../server/src/zone/fields.js';
import { hashName } from '../../../server/src/zone/hash.js';
import { EntryScan, readEntry } from '../../../server/src/zone/lexer.js';
import { checkName, maxName } from '../../../server/src/zone/names.js';
import { rdataIsFine } from '../../../server/src/zone/rdata/check.js';
import { typeCodes } from '../../../server/src/zone/rrtypes.js';
import { originOf } from '../../../server/src/zone/state.js';

/** What most records are made of is judged on a short way: these compare it with the long one. */
const long = (length: number) => 'x'.repeat(length);
const names = fc
  .array(
    fc.constantFrom('a', 'www', '_x', '', '@', long(62), long(63), long(64), '1', '\u00e9', '\\.', '\\['),
    {
      maxLength: 6,
    },
  )
  .map((labels) => labels.join('.'));
const words = fc.oneof(
  names,
  fc.constantFrom('0', '1', '65535', '65536', '01', '192.0.2.1', '192.0.2.256', '1.2.3', '::1', '2001:db8::'),
  fc.constantFrom('1::2::3', '"a b"', '""', '"', '\\#', '4', '0a000001', '"é"', '"\\065"', '"1"', 'a"b"'),
  fc.integer({ min: 250, max: 260 }).map((length) => `"${long(length)}"`),
  fc.integer({ min: 250, max: 260 }).map(long),
);
const types = ['A', 'AAAA', 'CNAME', 'PTR', 'MX', 'SRV', 'TXT', 'NS', 'SPF', 'DNAME'] as const;
const origins = ['.', 'example.com.', `${Array(3).fill(long(63)).join('.')}.${long(50)}.`].map(originOf);

test('plain RDATA is judged as all RDATA is', () => {
  let fine = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.constantFrom(...origins),
      fc.array(words, { maxLength: 5 }),
      (type, origin, data) => {
        const text = data.join(' ');
        const fields = new FieldList();
        const scan = new EntryScan();
        readEntry(text, 0, text.length, fields, scan);
        const short = rdataIsFine(fields, 0, typeCodes[type], origin, scan.plain);
        assert.equal(short, rdataIsFine(fields, 0, typeCodes[type], origin, false), `${type} ${text}`);
        if (short) fine++;
      },
    ),
    { numRuns: 5000 },
  );
  assert.ok(fine > 500, `only ${fine} were sound`);
});

test('a text of many strings is judged as all are', () => {
  const text = `"${long(255)}" `.repeat(257);
  const fields = new FieldList();
  const scan = new EntryScan();
  readEntry(text, 0, text.length, fields, scan);
  assert.equal(scan.plain, true);
  assert.equal(rdataIsFine(fields, 0, typeCodes.TXT, originOf('.'), true), false);
  fields.count = 255;
  assert.equal(rdataIsFine(fields, 0, typeCodes.TXT, originOf('.'), true), true);
});

test('a name whose labels are surely sound is one', () => {
  let sure = 0;
  fc.assert(
    fc.property(names, fc.constantFrom(...origins), (name, origin) => {
      if (!hashName(name, 0, name.length, origin, { high: 0, low: 0 })) return;
      sure++;
      const fits = name.length + 1 + origin.wire <= maxName;
      if (fits) assert.equal(checkName(name, 0, name.length, origin.wire), 0, name);
    }),
    { numRuns: 5000 },
  );
  assert.ok(sure > 500, `only ${sure} were sure`);
});
