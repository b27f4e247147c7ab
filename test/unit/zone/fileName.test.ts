import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOfFile } from '../../../server/src/zone/fileName.js';

test('the name of a file tells the origin, where it is a domain', () => {
  assert.equal(originOfFile('/etc/bind/db.example.com'), 'example.com.');
  assert.equal(originOfFile('zones/example.com.zone'), 'example.com.');
  assert.equal(originOfFile('example.com.zone.signed'), 'example.com.');
  assert.equal(originOfFile('2.0.192.in-addr.arpa'), '2.0.192.in-addr.arpa.');
  assert.equal(originOfFile('/etc/bind/db.192.0.2'), '2.0.192.in-addr.arpa.');
  assert.equal(originOfFile('/etc/bind/db.127'), '127.in-addr.arpa.');
  assert.equal(originOfFile('db.10.signed'), '10.in-addr.arpa.');
  assert.equal(originOfFile('db.192'), undefined);
  assert.equal(originOfFile('db.192.0.2.300'), undefined);
  assert.equal(originOfFile('db.1.2.3.4.5'), undefined);
  assert.equal(originOfFile('db.192.0.02'), undefined);
  assert.equal(originOfFile('192.0.2.zone'), undefined);
  assert.equal(originOfFile('db.local'), undefined);
  assert.equal(originOfFile('named.zone'), undefined);
  assert.equal(originOfFile('my zone.com.zone'), undefined);
  assert.equal(originOfFile('a..b.zone'), undefined);
});
