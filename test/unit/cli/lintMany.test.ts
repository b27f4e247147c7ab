import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderWith } from './tool.js';

const head =
  '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 h 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\nb..c A 192.0.2.1\n';

test('of a file with more findings than anybody reads, the first of each rule are told and all are counted', async (t) => {
  const folder = folderWith(t, {
    'many.zone': `${head}${'x AA 192.0.2.1\n'.repeat(200_000)}`,
    'less.zone': `${head}${'x AA 192.0.2.1\n'.repeat(1500)}`,
  });
  const many = await folder.run(['lint', 'many.zone']);
  assert.equal(many.code, 1);
  const lines = many.out.trimEnd().split('\n');
  assert.equal(lines.filter((line) => line.includes('[zone/')).length, 1 + 1000 + 1);
  assert.deepEqual(lines.slice(-2), [
    'many.zone:1:1: error: Findings of this rule that are not shown: 199,000. [zone/unknown-type]',
    'Errors: 1001, warnings: 0, information: 0, hints: 0. Files checked: 1. Not shown: 199000. --fix mends 1000.',
  ]);
  const items = JSON.parse((await folder.run(['lint', '--format', 'json', 'many.zone'])).out) as object[];
  assert.equal(items.length, 1 + 1000 + 1);
  assert.deepEqual(items.at(-1), {
    file: 'many.zone',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: 'error',
    code: 'zone/unknown-type',
    message: 'Findings of this rule that are not shown: 199,000.',
    fixable: false,
  });
  const less = JSON.parse((await folder.run(['lint', '--format', 'json', 'less.zone'])).out) as object[];
  assert.equal(less.length, 1 + 1500);
});
