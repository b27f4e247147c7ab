import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReports } from '../../../server/src/report/read.js';
import { catalogue } from '../../../server/src/rules/catalogue.js';
import { checkReportText, fixtures, realMails, realReports } from './corpus.js';

const found = (text: string) =>
  checkReportText(text, { jsonSyntax: true }).map(({ rule, start, end }) => [rule, text.slice(start, end)]);

const errorsOf = (text: string) =>
  checkReportText(text, { jsonSyntax: true }).filter(
    (finding) => (finding.severity ?? catalogue[finding.rule].level) === 'error',
  );

test('no report that a mail system really sends draws an error', (t) => {
  for (const { name, text } of [...fixtures(), ...realReports(t)]) {
    assert.deepEqual(errorsOf(text), [], name);
  }
});

test('no mail that a mail system really sends draws an error', async (t) => {
  for (const { name, bytes } of realMails(t)) {
    const reading = await readReports(bytes, { name });
    assert.ok('reports' in reading && reading.reports.length === 1, name);
    for (const { text } of reading.reports) assert.deepEqual(errorsOf(text), [], name);
  }
});

test('the shapes of the well-known senders draw just what is odd about them', () => {
  const byName = Object.fromEntries(fixtures().map(({ name, text }) => [name, found(text)]));
  assert.deepEqual(byName, {
    'google-no-policy.json': [],
    'google.json': [],
    'hostile.json': [],
    'mailru.json': [],
    'microsoft.json': [
      [
        'report/policy-string-encoded',
        JSON.stringify(JSON.stringify([`3 1 1 ${'0A'.repeat(32)}`, `3 1 1 ${'1B'.repeat(32)}`])),
      ],
      ['report/double-counted', 'example.com'],
    ],
    'mox.json': [],
    'stalwart.json': [['report/missing-member', 'null']],
    'sys4.json': [['report/missing-member', '"policy"']],
  });
});
