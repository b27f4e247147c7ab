import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originKey } from '../../../client/src/zones/originKey.js';
import { readPatterns } from '../../../server/src/origins/patterns.js';

test('the key of a file fits that file and no other', () => {
  for (const path of ['db.example', 'zones/a[1].zone', 'zones/*?{x,y}.zone', '/srv/zones/one.zone']) {
    const { originOf } = readPatterns({ [originKey(path)]: 'example.com' });
    assert.equal(originOf(path), 'example.com.', path);
    assert.equal(originOf(`deep${path.startsWith('/') ? '' : '/'}${path}`), undefined, path);
    assert.equal(originOf(path.replace('1', '2').replace('x,y', 'x').replace(/e$/, 'f')), undefined, path);
  }
});

test('a plain path counts before a glob, then the first that fits', () => {
  const { originOf, mistaken } = readPatterns({
    '**/*.zone': 'one.example',
    'zones/*': 'two.example',
    'zones/three.zone': 'three.example.',
    'zones/four.zone': 4,
    'zones/five.zone': 'five..example',
  });
  assert.deepEqual(['zones/one.zone', 'zones/two', 'zones/three.zone', 'three'].map(originOf), [
    'one.example.',
    'two.example.',
    'three.example.',
    undefined,
  ]);
  assert.deepEqual(mistaken, ['4', 'five..example']);
});
