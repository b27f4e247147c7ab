import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { applyEdits } from '../../../server/src/span.js';

/** Policies, each with its findings as the rule and the marked text, and with what the first fix makes of it. */
const cases: readonly (readonly [policy: string, marks: readonly string[], mended?: string])[] = [
  ['version: STSv1\nmode: none\nmax_age: 86400', []],
  ['version: STSv1\nmode: enforce\nmx: a1.example\nmx: *.2.example\nmax_age: 31557600\n', []],
  [
    'mode: none\r\nmax_age: 86400\r\n',
    ['policy-version mode: none'],
    'version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n',
  ],
  [
    '\ufeffversion: STSv1\nmode: none\nmax_age: 86400\n',
    ['policy-syntax \ufeffversion: STSv1'],
    'version: STSv1\nmode: none\nmax_age: 86400\n',
  ],
  [
    'version: STSv1; mode: testing; mx: a.example; max_age: 86400;\n',
    ['policy-version STSv1; mode: testing; mx: a.example; max_age: 86400;'],
    'version: STSv1\nmode: testing\nmx: a.example\nmax_age: 86400\n',
  ],
  [
    'version: STSv1\nmode: none\nmax_age: "604800"\n',
    ['policy-max-age "604800"'],
    'version: STSv1\nmode: none\nmax_age: 604800\n',
  ],
  [
    'version: STSv1\nmode: none\nmax_age: 2 weeks\n',
    ['policy-max-age 2 weeks'],
    'version: STSv1\nmode: none\nmax_age: 1209600\n',
  ],
  [
    'version: STSv1\nmode: none\nmax_age: 31557601\n',
    ['policy-max-age 31557601'],
    'version: STSv1\nmode: none\nmax_age: 31557600\n',
  ],
  ['version: STSv1\nmode: none\nmax_age: 2 months\n', ['policy-max-age 2 months']],
  [
    'version: STSv1\nmode: testing\nmx: "a.example"\nmax_age: 86400\n',
    ['policy-mx "a.example"'],
    'version: STSv1\nmode: testing\nmx: a.example\nmax_age: 86400\n',
  ],
  ['version: STSv1\nmode: testing\nmx: 192.0.2.1\nmax_age: 86400\n', ['policy-mx 192.0.2.1']],
  // Extensions (RFC 8461 section 3.2), and a key that is misspelled.
  ['version: STSv1\nmode: none\nmax_age: 86400\nid: 1\nv: 2\nnote: x\n', []],
  [
    'version: STSv1\nmode: testing\nnmx: a.example\nmax_age: 86400\n',
    ['policy-syntax nmx'],
    'version: STSv1\nmode: testing\nmx: a.example\nmax_age: 86400\n',
  ],
];

for (const [policy, marks, mended] of cases) {
  test(JSON.stringify(policy), () => {
    const { findings, fixes } = check('policy', policy, {});
    assert.deepEqual(
      findings.map(({ rule, start, end }) => `${rule.replace('mtasts/', '')} ${policy.slice(start, end)}`),
      marks,
    );
    const [fix] = findings.flatMap(fixes);
    assert.equal(fix && applyEdits(policy, fix.edits), mended);
  });
}

test('what is added to a policy ends its line as the others', () => {
  const policy = 'version: STSv1\r\nmode: testing\r\nmx: a.example\r\nmax_age: 86400\r\n';
  const { findings, fixes } = check('policy', policy, { mxHosts: ['b.example.'] });
  const [fix] = findings.flatMap(fixes);
  assert.equal(
    fix && applyEdits(policy, fix.edits),
    policy.replace('a.example', 'a.example\r\nmx: b.example'),
  );
});
