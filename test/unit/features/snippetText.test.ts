import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../../server/src/features/snippetText.js';

test('a snippet without its places', () => {
  for (const [snippet, plain] of [
    ['\\$TTL ${1:1d}', '$TTL 1d'],
    ['${1:a\\}b\\$\\\\} $0${2}', 'a}b$\\ '],
    ['"${1|tlsa,sts,no\\,ne|}" $ x', '"tlsa" $ x'],
    ['"a\\nb"', '"a\\nb"'],
  ] as const) {
    assert.equal(plainText(snippet), plain);
  }
});
