import assert from 'node:assert/strict';
import { test } from 'node:test';
import { glob, isGlob } from '../../server/src/glob.js';

test('globs fit what VS Code says they fit', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['*.zone', ['a.zone', 'x/y/a.zone'], ['a.zones', 'a.zone/b']],
    ['./*.zone', ['a.zone'], ['x/a.zone']],
    ['zones/*.zone', ['zones/a.zone', './zones/a.zone'], ['zones/x/a.zone', 'x/zones/a.zone']],
    ['zones/**', ['zones/a', 'zones/x/y'], ['zones', 'xzones/a']],
    ['**/named/**/db.*', ['named/db.a', 'etc/named/x/y/db.a.b'], ['named/adb.a', 'xnamed/db.a']],
    ['a?c', ['abc', 'x/a.c'], ['ac', 'a/c']],
    ['db.{example,test}.*', ['db.example.com', 'db.test.com'], ['db.other.com']],
    ['v[0-9].zone', ['v1.zone'], ['vx.zone', 'v/.zone']],
    ['v[!0-9].zone', ['vx.zone'], ['v1.zone', 'v/.zone']],
    ['a+(b).zone', ['a+(b).zone'], ['aab.zone']],
    ['a{b', ['a{b'], ['ab']],
  ];
  for (const [pattern, fitting, other] of cases) {
    const fits = glob(pattern);
    for (const path of fitting) {
      assert.ok(fits(path), `${pattern} fits ${path}`);
    }
    for (const path of other) {
      assert.ok(!fits(path), `${pattern} does not fit ${path}`);
    }
  }
});

test('a plain path is no pattern', () => {
  assert.deepEqual(['a/b.zone', 'a*', 'a?', '{a,b}', '[a]'].map(isGlob), [false, true, true, true, true]);
});

test('a set that makes no sense is taken as it is written', () => {
  assert.equal(glob('a[z-a].zone')('a[z-a].zone'), true);
  assert.equal(glob('a[z-a].zone')('az.zone'), false);
});

test('an absolute pattern fits absolute paths, of Windows too', () => {
  assert.equal(glob('C:/zones/*.zone')('C:/zones/a.zone'), true);
  assert.equal(glob('/zones/*.zone')('/zones/a.zone'), true);
});
