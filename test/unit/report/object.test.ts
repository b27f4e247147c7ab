import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readReport } from '../../../server/src/report/model.js';
import { shapes } from '../../../server/src/report/schema.js';
import { numberAt, wordAt } from '../../../server/src/report/values.js';

const names = shapes.failureDetail.members.map(({ name }) => name);
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', '\\', '\n', 'é', ':') }),
  fc.nat(),
  fc.constantFrom(null, '', -1, 1.5, 1e300, true, [], {}, ['a']),
);
const detail = fc.dictionary(fc.constantFrom(...names, 'result_type', 'x'), value);

const reportOf = (source: string) => readReport(`{"policies":[{"failure-details":[${source}]}]}`);

test('a member has the value that JSON.parse gives, or none where it is null or empty', () => {
  fc.assert(
    fc.property(detail, fc.constantFrom(undefined, 1), (object, indent) => {
      const model = reportOf(JSON.stringify(object, null, indent));
      const read = model.entries[0]?.details[0];
      for (const name of names) {
        const found = object[name];
        if (name === 'result-type' && found === undefined) continue;
        const text = typeof found === 'number' ? String(found) : found;
        assert.equal(wordAt(model, read, name), typeof text === 'string' && text !== '' ? text : undefined);
        const count = typeof found === 'string' && !/^\s*\d+\s*$/.test(found) ? Number.NaN : Number(found);
        const isCount = (typeof found === 'number' || typeof found === 'string') && found !== '';
        assert.equal(
          numberAt(model, read, name),
          isCount && Number.isSafeInteger(count) && count >= 0 ? count : undefined,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('an object as most are is plain, and has the members that any other has', () => {
  const source = '{"result-type": "validation-failure", "failed-session-count": 3, "receiving-ip": ""}';
  const model = reportOf(source);
  const plain = model.entries[0]?.details[0];
  assert.equal(plain?.isPlain, true);
  assert.deepEqual(
    [...(plain?.slots.values() ?? [])].map(({ member, value }) => [
      member && model.text.slice(member.start, member.end),
      value && model.text.slice(value.start, value.end),
    ]),
    names.map((name) =>
      name === 'result-type'
        ? ['"result-type": "validation-failure"', '"validation-failure"']
        : name === 'failed-session-count'
          ? ['"failed-session-count": 3', '3']
          : name === 'receiving-ip'
            ? ['"receiving-ip": ""', undefined]
            : [undefined, undefined],
    ),
  );
});

test('an object that lacks something, or has something more, is not plain', () => {
  const type = '"result-type": "validation-failure"';
  const count = '"failed-session-count": 3';
  for (const source of [
    `{${type}}`,
    `{${type}, "failed-session-count": null}`,
    `{${type}, "failed-session-count": "3"}`,
    `{${type}, ${count}, ${count}}`,
    `{${type}, ${count}, "receiving-ip": "", "receiving-ip": "192.0.2.1"}`,
    `{${type}, ${count}, "more": 1}`,
    `{${type}, "failed_session_count": 3}`,
    `{${type}, "failed\\u002dsession-count": 3}`,
    `{${type}, ${count},}`,
  ]) {
    const model = reportOf(source);
    assert.equal(model.entries[0]?.details[0]?.isPlain, false, source);
    assert.ok(model.odd.some(({ shape }) => shape === shapes.failureDetail));
  }
});
