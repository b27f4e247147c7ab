import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatedFiles } from '../../scripts/generate/files.js';
import { readGenerated } from '../../scripts/generate/generated.js';

test('the generated files are as fresh as their sources', () => {
  const files = generatedFiles();
  assert.ok(files.length > 100);
  for (const { path, text } of files) {
    assert.equal(readGenerated(path), text, `${path} is stale: run npm run generate`);
  }
});
