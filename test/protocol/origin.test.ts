import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, pulling } from './client.js';

/** A zone that does not say its name; one owner is in it only where it is example.com. */
const zone =
  '$TTL 3600\n@ SOA ns1 hostmaster 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\nwww.example.com. A 192.0.2.2\n';

test('the name of a file tells the origin', async (t) => {
  const { open, pull } = await client(t, pulling);
  const codes = async (uri: string) => {
    await open(zone, 'dns-zone', uri);
    return (await pull(undefined, uri)).items.map(({ code }) => code);
  };
  assert.deepEqual(await codes('file:///zones/db.example.com'), []);
  assert.deepEqual(await codes('file:///zones/db.example.net'), ['zone/out-of-zone']);
  assert.deepEqual(await codes('file:///zones/one.zone'), ['zone/origin-unknown']);
});
