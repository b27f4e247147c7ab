import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missing, namedCheckzone } from './checkzone.js';

const loads = (origin: string, file: string) => namedCheckzone(origin, file, 'examples/zones').status === 0;

test('BIND loads the examples that say so, and refuses the other', { skip: missing }, () => {
  assert.equal(loads('example.com', 'example.com.zone'), true);
  assert.equal(loads('example.net', 'db.example.net'), true);
  assert.equal(loads('2.0.192.in-addr.arpa', '2.0.192.in-addr.arpa'), true);
  assert.equal(loads('example.org', 'example.org.zone'), false);
});
