import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const checker = 'named-checkzone';
const missing = spawnSync(checker, ['-v']).error !== undefined && `${checker} is not installed`;

const loads = (origin: string, file: string) =>
  spawnSync(checker, [origin, file], { cwd: 'examples/zones', encoding: 'utf8' }).status === 0;

test('BIND loads the examples that say so, and refuses the other', { skip: missing }, () => {
  assert.equal(loads('example.com', 'example.com.zone'), true);
  assert.equal(loads('example.net', 'db.example.net'), true);
  assert.equal(loads('2.0.192.in-addr.arpa', '2.0.192.in-addr.arpa'), true);
  assert.equal(loads('example.org', 'example.org.zone'), false);
});
