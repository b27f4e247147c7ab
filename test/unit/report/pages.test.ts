import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleIds } from '../../../server/src/rules/catalogue.js';
import { reportPages } from '../../../server/src/rules/pages/report.js';
import { checkReportText } from './corpus.js';

for (const id of ruleIds) {
  if (!id.startsWith('report/')) continue;
  const page = reportPages[id as keyof typeof reportPages];
  if (page.untested !== undefined) continue;
  test(`the page of ${id}: the wrong example has the finding, the right one has none`, () => {
    assert.deepEqual(
      [...new Set(checkReportText(page.wrong, { jsonSyntax: true }).map((finding) => finding.rule))],
      [id],
    );
    assert.deepEqual(checkReportText(page.right, { jsonSyntax: true }), []);
  });
}
