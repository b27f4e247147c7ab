import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { labels, utf8Octets } from '../../../server/src/zone/names.js';

test('the octets of a text are those of UTF-8, and half of a surrogate pair is U+FFFD', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
      (text) => {
        assert.equal(utf8Octets(text), Buffer.from(text, 'utf8').toString('latin1'));
      },
    ),
  );
  assert.equal(utf8Octets('\ud800a'), '\xef\xbf\xbda');
});

test('a dot behind a backslash is in a label, one behind two of them ends it', () => {
  assert.deepEqual(labels('a.b.'), ['a', 'b']);
  assert.deepEqual(labels('a\\.b.c'), ['a\\.b', 'c']);
  assert.deepEqual(labels('a\\\\.b.'), ['a\\\\', 'b']);
  assert.deepEqual(labels('a\\.'), ['a\\.']);
  assert.deepEqual(labels('.'), []);
});
