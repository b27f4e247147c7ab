/** Each rule that promises a fix is met, by the wrong example of its page, and its fix mends that and leaves the rest as it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../server/src/checks.js';
import { fixAll } from '../../server/src/fixAll.js';
import type { Kind } from '../../server/src/kind.js';
import { readReport } from '../../server/src/report/model.js';
import { catalogue, type RuleId, ruleIds } from '../../server/src/rules/catalogue.js';
import type { Finding } from '../../server/src/rules/finding.js';
import { rulePages } from '../../server/src/rules/pages/index.js';
import { applyEdits, type SpanEdit } from '../../server/src/span.js';
import { fixtures } from '../unit/report/corpus.js';

const numRuns = Number(process.env.TLS_RPT_FUZZ_RUNS ?? 200);
const origin = 'example.com.';
const kindOf = (id: RuleId): Kind =>
  id.startsWith('mtasts/policy-') ? 'policy' : id.startsWith('report/') ? 'report' : 'zone';

/** Of a zone that nobody knows the name of, the fix is to say it. */
const checked = (kind: Kind, text: string, { named = true, mxHosts = [] as readonly string[] } = {}) =>
  check(kind, text, { ...(named && { origin }), jsonSyntax: true, mxHosts });

const tally = (findings: readonly Finding[]) => {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
};

const promised = ruleIds.filter((id) => catalogue[id].fix);
const before = fc.array(fc.constantFrom('; a comment\n', '\n', ';\r\n', '; ü\n'), { maxLength: 3 });

test('every rule that promises a fix is met, and its fix removes it', (t) => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(fc.constantFrom(...promised), before, fc.boolean(), (id, lines, crlf) => {
      const kind = kindOf(id);
      const wrong = kind === 'zone' ? lines.join('') + rulePages[id].wrong : rulePages[id].wrong;
      const text = crlf ? wrong.replaceAll(/\r?\n/g, '\r\n') : wrong;
      const context = {
        named: id !== 'zone/origin-unknown',
        mxHosts: id === 'mtasts/policy-mx-mismatch' ? ['mx2.example.com.'] : [],
      };
      const { findings, fixes } = checked(kind, text, context);
      const found = findings.filter(({ rule }) => rule === id);
      assert.ok(found.length > 0, `${id} is not met:\n${text}`);
      const offered = found.flatMap((finding) => fixes(finding));
      assert.ok(offered.length > 0, `${id} has no fix:\n${text}`);
      for (const { edits } of offered) {
        const after = applyEdits(text, edits);
        const left = tally(checked(kind, after, context).findings);
        assert.ok((left.get(id) ?? 0) < found.length, `${id} is not removed:\n${text}\n----\n${after}`);
        met.set(id, (met.get(id) ?? 0) + 1);
      }
    }),
    // Each once at least, whatever chance says.
    { numRuns, examples: promised.map((id): [RuleId, never[], boolean] => [id, [], false]) },
  );
  assert.deepEqual([...met.keys()].sort(), [...promised].sort());
  t.diagnostic([...met].map(([id, count]) => `${id} ${count}`).join(', '));
});

/** The values of a report that are no object or array, each with its name and as it is written, in order. */
function leaves(text: string): { start: number; end: number; said: string }[] {
  const found: { start: number; end: number; said: string }[] = [];
  for (const object of readReport(text).objects) {
    for (const { key, value } of object.node.members) {
      if (value === undefined || /^[[{]/.test(text.slice(value.start, value.end))) continue;
      const { start, end } = value;
      found.push({
        start: key.start,
        end,
        said: `${text.slice(key.start, key.end)}: ${text.slice(start, end)}`,
      });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const touches = (edits: readonly SpanEdit[], start: number, end: number) =>
  edits.some((edit) => edit.start < end && edit.end > start);

test('a fix of a report leaves every other value as it is written', () => {
  const pages = promised.filter((id) => kindOf(id) === 'report').map((id) => rulePages[id].wrong);
  const spaces = fc.constantFrom('', '\n', '\t', '  ', '\r\n');
  let mended = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...pages, ...fixtures().map(({ text }) => text)),
      spaces,
      fc.nat(),
      (page, space, at) => {
        // White space after one comma or another, so that the layout is that of nobody.
        const commas = [...page.matchAll(/,(?=\s*")/g)].map(({ index }) => index + 1);
        const place = commas[at % Math.max(1, commas.length)] ?? 0;
        const text = page.slice(0, place) + space + page.slice(place);
        const { findings, fixes } = checked('report', text);
        for (const finding of findings) {
          for (const { edits } of fixes(finding)) {
            const after = applyEdits(text, edits);
            const then = leaves(after).map(({ said }) => said);
            let next = 0;
            for (const { start, end, said } of leaves(text)) {
              if (touches(edits, start, end)) continue;
              const found = then.indexOf(said, next);
              assert.ok(found >= next, `${finding.rule} changes ${said}:\n${text}\n----\n${after}`);
              next = found + 1;
            }
            // What it replaces is within one object, and no more of the text than the finding's own members and their commas.
            for (const { start, end } of edits) {
              const others = leaves(text).filter((leaf) => leaf.start >= start && leaf.end <= end);
              assert.ok(
                others.every((leaf) => leaf.start < finding.end && leaf.end > finding.start) ||
                  others.length <= 1,
                `${finding.rule}\n${text}\n----\n${after}`,
              );
            }
            mended++;
          }
        }
      },
    ),
    { numRuns },
  );
  assert.ok(mended > numRuns / 4, String(mended));
});

const keys = [
  'version',
  'mode',
  'mx',
  'max_age',
  'Version',
  'MODE',
  'max-age',
  'maxage',
  'mxs',
  'x-other',
  'id',
];
const policyValues = [
  ...['STSv1', 'stsv1', 'STSv2', 'enforce', 'Enforce', 'testing', 'test', 'none', 'report'],
  ...[
    'mx.example.com',
    '*.example.com',
    '.example.com',
    'mx.example.com.',
    'bücher.example',
    '192.0.2.1',
    '*',
  ],
  ...['604800', '86400', '0', '99999999999', '7d', '-1', '"604800"', ''],
];
const separators = [...Array<string>(6).fill(': '), ':', ' : ', '=', ' ', ':  '];
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('version: STSv1', 'mode: enforce', 'mx: mx.example.com', 'max_age: 604800'),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...keys), fc.constantFrom(...separators), fc.constantFrom(...policyValues))
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '# comment', 'version', '\ufeffversion: STSv1', 'mode: enforce '),
  },
);
const policies = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([lines, newline, ends]) => lines.join(newline) + (ends ? newline : ''));
const wrongPolicies = ruleIds.filter((id) => kindOf(id) === 'policy').map((id) => rulePages[id].wrong);

test('a fix of a policy removes its finding, adds none that was not hidden, and leaves the other lines alone', (t) => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(policies, (text) => {
      const { findings, fixes } = checked('policy', text);
      const had = tally(findings);
      for (const finding of findings) {
        for (const { edits } of fixes(finding)) {
          const after = applyEdits(text, edits);
          const why = `${finding.rule}\n${JSON.stringify(text)}\n${JSON.stringify(after)}`;
          const left = tally(checked('policy', after).findings);
          assert.ok((left.get(finding.rule) ?? 0) < (had.get(finding.rule) ?? 0), `not removed: ${why}`);
          const then = after.split(/\r\n|\n|\r/);
          for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
            if (touches(edits, index, index + line.length)) continue;
            const at = then.indexOf(line);
            assert.ok(at >= 0, `changes ${line}: ${why}`);
            then.splice(0, at + 1);
          }
          met.set(finding.rule, (met.get(finding.rule) ?? 0) + 1);
        }
      }
      const all = (given: string) =>
        fixAll(
          given,
          (next) => checked('policy', next),
          () => true,
        );
      const once = all(text);
      assert.ok(once.checked.findings.length <= findings.length, JSON.stringify([text, once.text]));
      assert.equal(all(once.text).text, once.text, JSON.stringify(text));
    }),
    { numRuns: numRuns * 2, examples: wrongPolicies.map((text) => [text]) },
  );
  t.diagnostic([...met].map(([id, count]) => `${id} ${count}`).join(', '));
  // Hosts of a zone are looked for in the first test.
  const wanted = promised.filter((id) => kindOf(id) === 'policy' && id !== 'mtasts/policy-mx-mismatch');
  assert.deepEqual(
    wanted.filter((id) => !met.has(id)),
    [],
  );
});
