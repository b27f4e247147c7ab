/** Whatever the text, a report's rules, summary, hover, completion and exports answer, and point inside the text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reportCompletions } from '../../server/src/features/report/completion.js';
import { reportHover } from '../../server/src/features/report/hover.js';
import { reportFixes } from '../../server/src/fixes/report.js';
import { localize } from '../../server/src/message.js';
import { readFacts } from '../../server/src/report/facts.js';
import { ReportFolder } from '../../server/src/report/folder.js';
import { readReport } from '../../server/src/report/model.js';
import { summarize } from '../../server/src/report/summary.js';
import { checkReport } from '../../server/src/rules/report/index.js';
import { applyEdits } from '../../server/src/span.js';
import { fixtures } from '../unit/report/corpus.js';
import { exportReport } from '../unit/report/exports.js';

function answerAll(text: string): void {
  const model = readReport(text);
  const findings = checkReport(model, { jsonSyntax: true, fileName: 'a.example!b.example!1!2.json' });
  for (const finding of findings) {
    assert.ok(0 <= finding.start && finding.start <= finding.end && finding.end <= text.length, finding.rule);
    const message = localize(finding.message);
    assert.ok(
      message.length < 1000 && !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(message),
      message,
    );
  }
  for (const finding of findings.slice(0, 50)) {
    for (const fix of reportFixes(model, finding)) applyEdits(text, fix.edits);
  }
  const rated = findings.map((finding) => ({ ...finding, severity: 'warning' as const }));
  const summary = summarize(model, { say: localize, findings: rated.slice(0, 100) });
  const facts = readFacts(model);
  for (const format of ['markdown', 'csv', 'json', 'ndjson', 'html', 'text'] as const) {
    assert.equal(typeof exportReport(format, 'x', facts, summary, localize), 'string');
  }
  const folder = new ReportFolder();
  folder.add(facts);
  folder.result({}, localize);
}

const pieces = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\n',
  'null',
  '-1',
  '"policies"',
  '[[',
  '\u202e',
  '"\\u00',
);

test('answers for damaged reports', () => {
  const texts = fixtures().map(({ text }) => text);
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat(40), pieces), { maxLength: 4 }),
      fc.nat(),
      (original, cuts, position) => {
        let text = original;
        for (const [at, length, piece] of cuts) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + piece + text.slice(start + length);
        }
        answerAll(text);
        const model = readReport(text);
        const offset = position % (text.length + 1);
        reportHover(model, offset);
        for (const { replace } of reportCompletions(model, offset)) {
          assert.ok(0 <= replace.start && replace.start <= replace.end && replace.end <= text.length);
        }
      },
    ),
    { numRuns: 150 },
  );
});

const member = '"total-failure-sesion-count":{},';
for (const [name, text] of Object.entries({
  'a million brackets': '['.repeat(1_000_000),
  'policies in policies': '{"policies":['.repeat(70_000),
  'a megabyte of misspelled members': `{${member.repeat(30_000)}"x":1}`,
  'different misspelled members': `{${Array.from({ length: 30_000 }, (_, i) => `"total-failure-se${i}ion-count":1`).join()}}`,
  'one huge string': `{"organization-name":"${'\\u202e'.repeat(160_000)}"}`,
  'a policy of many lines': `{"policies":[{"policy":{"policy-type":"sts","policy-string":"${'mx: a\\n'.repeat(50_000)}"}}]}`,
  'many policies': `{"policies":[${Array.from({ length: 3000 }, (_, i) => `{"policy":{"policy-type":"sts","policy-domain":"d${i}.example"}}`).join()}]}`,
})) {
  test(`answers for ${name}`, { timeout: 20_000 }, () => answerAll(text));
}
