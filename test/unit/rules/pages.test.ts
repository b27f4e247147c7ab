import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { catalogue, ruleIds } from '../../../server/src/rules/catalogue.js';
import { severityOf } from '../../../server/src/rules/levels.js';
import { rulePages } from '../../../server/src/rules/pages/index.js';
import { applyEdits } from '../../../server/src/span.js';

const origin = 'example.com.';

/** What a user sees who has set nothing: rules that are off by default stay out. */
function zoneCheck(text: string, kind: 'zone' | 'policy') {
  const { findings, fixes } = check(kind, text, { origin });
  return { findings: findings.filter((finding) => severityOf(finding, {}) !== undefined), fixes };
}

for (const id of ruleIds.filter((id) => /^(?:zone|config|tlsrpt|mtasts)\//.test(id))) {
  const page = rulePages[id];
  const kind = id.startsWith('mtasts/policy-') ? 'policy' : 'zone';
  test(`${id}: the wrong example of its page draws the finding, the right one none`, (context) => {
    if (page.untested !== undefined) {
      context.skip(page.untested);
      return;
    }
    const wrong = zoneCheck(page.wrong, kind);
    assert.deepEqual(
      wrong.findings.map((finding) => finding.rule),
      [id],
    );
    assert.deepEqual(zoneCheck(page.right, kind).findings, []);
    const [finding] = wrong.findings;
    assert.ok(finding !== undefined);
    const [fix] = wrong.fixes(finding);
    if (catalogue[id].fix) assert.ok(fix !== undefined, 'the promised fix is missing');
    if (fix === undefined) return;
    const after = zoneCheck(applyEdits(page.wrong, fix.edits), kind);
    // The mended example may show what the mistake had hidden, but never the mistake itself.
    assert.ok(!after.findings.some((left) => left.rule === id));
  });
}
