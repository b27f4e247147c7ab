import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { catalogue, ruleIds } from '../../../server/src/rules/catalogue.js';
import { rulePages } from '../../../server/src/rules/pages/index.js';
import { applyEdits } from '../../../server/src/span.js';

const origin = 'example.com.';

/** Rules of RDATA fields: their checks come with the table of types. */
const later = new Set([
  'zone/bad-escape',
  'zone/bad-rdata',
  'zone/extra-rdata',
  'zone/missing-rdata',
  'zone/string-too-long',
]);

for (const id of ruleIds.filter((id) => id.startsWith('zone/') || id.startsWith('config/'))) {
  if (later.has(id)) continue;
  const page = rulePages[id];
  test(`${id}: the wrong example of its page draws the finding, the right one none`, (context) => {
    if (page.untested !== undefined) {
      context.skip(page.untested);
      return;
    }
    const wrong = check('zone', page.wrong, { origin });
    assert.deepEqual(
      wrong.findings.map((finding) => finding.rule),
      [id],
    );
    assert.deepEqual(check('zone', page.right, { origin }).findings, []);
    const [finding] = wrong.findings;
    assert.ok(finding !== undefined);
    const fix = wrong.fixes(finding).find((candidate) => candidate.preferred);
    if (catalogue[id].fix) assert.ok(fix !== undefined, 'the promised fix is missing');
    if (fix === undefined) return;
    const after = check('zone', applyEdits(page.wrong, fix.edits), { origin });
    // The mended example may show what the mistake had hidden, but never the mistake itself.
    assert.ok(!after.findings.some((left) => left.rule === id));
  });
}
