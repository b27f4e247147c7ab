import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generatedFiles } from '../../scripts/generate/files.js';

test('the generated files are as fresh as their sources', () => {
  const files = generatedFiles();
  assert.ok(files.length > 100);
  for (const { path, text } of files) {
    assert.equal(readFileSync(path, 'utf8'), text, `${path} is stale: run npm run generate`);
  }
});
