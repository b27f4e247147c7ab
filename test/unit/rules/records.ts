import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { severityOf } from '../../../server/src/rules/levels.js';
import { applyEdits } from '../../../server/src/span.js';

/** Lines of the zone example.com, and each finding as its rule (without the family) and the marked text. */
export type RecordCase = readonly [line: string, ...marks: string[]];

const origin = '$ORIGIN example.com.\n$TTL 1d\n';

export interface RecordTests {
  /** The family of rules, which the marks leave out. */
  readonly family: string;
  readonly cases: readonly RecordCase[];
  /** How many fixes there are at least. */
  readonly leastFixed: number;
  /** Lines that stand before each case. */
  readonly before?: string;
}

function found(head: string, lines: string) {
  const text = `${head}${lines}\n`;
  const { findings, fixes } = check('zone', text, { origin: 'example.com.' });
  const shown = findings.filter((finding) => severityOf(finding, {}) !== undefined);
  return { text, shown, fixes };
}

/** Tests that each case has the findings it says, and that their fixes help. */
export function testRecords(name: string, { family, cases, leastFixed, before = '' }: RecordTests): void {
  const head = `${origin}${before}`;
  suite(name, () => {
    for (const [line, ...marks] of cases) {
      test(JSON.stringify(line), () => {
        const { text, shown } = found(head, line);
        assert.deepEqual(
          shown.map(({ rule, start, end }) => `${rule.replace(`${family}/`, '')} ${text.slice(start, end)}`),
          marks,
        );
      });
    }

    test('each fix removes its finding and adds none', () => {
      let fixed = 0;
      for (const [line] of cases) {
        const { text, shown, fixes } = found(head, line);
        const count = (rules: readonly { rule: string }[], rule: string) =>
          rules.filter((one) => one.rule === rule).length;
        for (const finding of shown) {
          const [fix] = fixes(finding);
          if (fix === undefined) continue;
          fixed++;
          const after = found(head, applyEdits(text, fix.edits).slice(head.length).replace(/\n$/, '')).shown;
          assert.ok(
            count(after, finding.rule) < count(shown, finding.rule),
            `${finding.rule} stays in ${line}`,
          );
          for (const { rule } of after)
            assert.ok(count(after, rule) <= count(shown, rule), `${rule} is new in ${line}`);
        }
      }
      assert.ok(fixed >= leastFixed, `${fixed} fixes`);
    });
  });
}
