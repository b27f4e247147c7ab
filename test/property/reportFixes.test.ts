/** Every quick fix of a report removes its finding and adds none, whatever else is wrong with the report. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reportFixes } from '../../server/src/fixes/report.js';
import { readReport } from '../../server/src/report/model.js';
import type { Finding } from '../../server/src/rules/finding.js';
import { checkReport } from '../../server/src/rules/report/index.js';
import { applyEdits } from '../../server/src/span.js';
import { fixtures } from '../unit/report/corpus.js';

const now = new Date('2026-06-02T12:00:00Z');

/** Values that stand in reports, right and wrong. */
const values = fc.constantFrom(
  ...[
    'null',
    '""',
    '[]',
    '{}',
    '5',
    '"5"',
    '-1',
    '1e400',
    'true',
    '"sts"',
    '"STS"',
    '"tlsa"',
    '"no-policy-found"',
  ],
  ...[
    '"example.com"',
    '"bücher.example"',
    '"ex ample"',
    '["x"]',
    '["[\\"3 1 1 ab\\"]"]',
    '"[\\"a: b\\",\\"c\\"]"',
  ],
  ...[
    '"2026-01-01T00:00:00"',
    '"2026-01-03 00:00:00"',
    '"2025-12-31T23:59:59+0100"',
    '"mailto:a@example.net"',
  ],
  ...[
    '"[192.0.2.1]"',
    '"version: STSv1\\nmode: none"',
    '"certificate_expired"',
    '["mx: mx.example.com"]',
    '"DOMAIN"',
  ],
);
const names = fc.constantFrom(
  'policy_domain',
  'mx-host-pattern',
  'reportId',
  'x-other',
  'summary',
  'failure-details',
);
type Change = ['value', number, string] | ['name', number, string] | ['drop', number];
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.constant('value' as const), fc.nat(60), values),
  fc.tuple(fc.constant('name' as const), fc.nat(60), names),
  fc.tuple(fc.constant('drop' as const), fc.nat(60)),
);

/** Changes one member of the report; which, modulo their number. */
function mutate(text: string, change: Change): string {
  const members = readReport(text).objects.flatMap((object) => object.node.members);
  const member = members[change[1] % Math.max(1, members.length)];
  if (member?.value === undefined) return text;
  if (change[0] === 'value')
    return text.slice(0, member.value.start) + change[2] + text.slice(member.value.end);
  if (change[0] === 'name')
    return `${text.slice(0, member.key.start)}"${change[2]}"${text.slice(member.key.end)}`;
  const after = /^\s*,\s*/.exec(text.slice(member.end))?.[0];
  const before = /,?\s*$/.exec(text.slice(0, member.start))?.[0] ?? '';
  return after !== undefined
    ? text.slice(0, member.start) + text.slice(member.end + after.length)
    : text.slice(0, member.start - before.length) + text.slice(member.end);
}

/**
 * Rules that compare members. What a fix makes readable can be compared at last: a contradiction that was there all
 * along comes to light, and is not the fix's doing.
 */
const comparing: ReadonlySet<string> = new Set([
  'report/range-reversed',
  'report/range-not-a-day',
  'report/bad-policy-string',
  'report/result-type-mismatch',
  'report/failures-unexplained',
  'report/details-without-failures',
  'report/mx-not-covered',
  'report/duplicate-policy',
  'report/double-counted',
]);

const tally = (findings: readonly Finding[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
};

test('a fix removes its finding, adds none and keeps the JSON valid', () => {
  const texts = fixtures().map(({ text }) => text);
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(changes, { minLength: 1, maxLength: 3 }),
      (text, list) => {
        const damaged = list.reduce(mutate, text);
        const model = readReport(damaged);
        const findings = checkReport(model, { jsonSyntax: true });
        const before = tally(findings);
        assert.ok(!before.has('report/json-syntax'));
        for (const finding of findings) {
          for (const fix of reportFixes(model, finding, now)) {
            const fixed = applyEdits(damaged, fix.edits);
            const after = tally(checkReport(readReport(fixed), { jsonSyntax: true }));
            const why = `${finding.rule} ${JSON.stringify(finding.data)}\n${damaged}\n${fixed}`;
            assert.ok((after.get(finding.rule) ?? 0) < before.get(finding.rule)!, `not removed: ${why}`);
            for (const [rule, count] of after) {
              assert.ok(comparing.has(rule) || count <= (before.get(rule) ?? 0), `added ${rule}: ${why}`);
            }
          }
        }
      },
    ),
    {
      numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 400),
      ...(process.env.FC_SEED ? { seed: Number(process.env.FC_SEED) } : {}),
    },
  );
});
