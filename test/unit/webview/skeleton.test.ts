import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportSnippet } from '../../../client/src/reports/skeleton.js';
import { checkReportText } from '../report/corpus.js';

test('the skeleton of a report is a report about yesterday without a finding', () => {
  const snippet = reportSnippet(new Date('2026-03-01T05:00:00Z'));
  const text = snippet.replace(/\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}/g, (_, value, first) => value ?? first);
  assert.equal(JSON.parse(text)['date-range']['start-datetime'], '2026-02-28T00:00:00Z');
  assert.deepEqual(checkReportText(text), []);
});
