import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
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

/** A client that has folders open. */
const inFolders = (...uris: string[]) => ({ workspaceFolders: uris.map((uri) => ({ uri, name: uri })) });

const folders = { ...pulling, workspace: { configuration: true, workspaceFolders: true } };

async function origins(t: TestContext, ...roots: string[]) {
  const { open, connection, settings, pull } = await client(t, folders, inFolders(...roots));
  const origin = (uri: string) => connection.sendRequest('tlsRpt/origin', { uri });
  return { open, connection, settings, pull, origin };
}

test('the setting counts before a configuration, and a configuration before the file’s name', async (t) => {
  const { open, connection, settings, pull, origin } = await origins(t, 'file:///w');
  const uri = 'file:///w/zones/db.example.com';
  await open(zone, 'dns-zone', uri);
  assert.deepEqual(await origin(uri), { from: 'fileName', origin: 'example.com.' });
  const first = await pull(undefined, uri);
  assert.deepEqual(first.items, []);

  const sent = await connection.sendRequest('tlsRpt/configurations', {
    files: [
      {
        uri: 'file:///w/named%20conf/named.conf',
        text: 'include "other"; zone "example.net" { file "/etc/bind/zones/db.example.com"; };',
      },
    ],
  });
  assert.deepEqual(sent, { missing: ['**/other'], zoneFiles: ['db.example.com'] });
  assert.deepEqual(await origin(uri), {
    from: 'configuration',
    origin: 'example.net.',
    configuration: 'file:///w/named%20conf/named.conf',
  });
  const second = await pull(first.resultId, uri);
  assert.deepEqual(
    second.items.map(({ code }) => code),
    ['zone/out-of-zone'],
  );

  settings.zone.origins = { '**/db.*': 'nowhere.example', './zones/db.example.com': 'Example.com' };
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.deepEqual(await origin(uri), { from: 'setting', origin: 'Example.com.' });
  assert.deepEqual((await pull(second.resultId, uri)).items, []);
});

test('a $ORIGIN and an absolute SOA owner say so', async (t) => {
  const { open, origin } = await origins(t);
  await open(`$ORIGIN .\nexample.org ${zone.slice(12)}`, 'dns-zone', 'file:///w/db.example.com');
  assert.deepEqual(await origin('file:///w/db.example.com'), { from: 'directive', origin: 'example.org.' });
  await open(zone.replace('@ SOA', 'example.org. SOA'), 'bind', 'file:///w/db.example.net');
  assert.deepEqual(await origin('file:///w/db.example.net'), { from: 'soa', origin: 'example.org.' });
  await open(zone, 'zone', 'untitled:Untitled-1');
  assert.deepEqual(await origin('untitled:Untitled-1'), { from: 'none' });
  await open('{}', 'json', 'file:///w/one.json');
  assert.equal(await origin('file:///w/one.json'), null);
});

test('patterns are relative to the folder that a file is in; absolute ones are the whole path', async (t) => {
  const { open, connection, settings, origin } = await origins(t, 'file:///w', 'file:///w/inner');
  settings.zone.origins = {
    'zones/one.zone': 'one.example',
    '/srv/two.zone': 'two.example',
    '*.fragment': 'three.example',
    'zones/bad.zone': 'bad..example',
  };
  const from = async (path: string) => {
    await open(zone, 'dns-zone', `file://${path}`);
    const { origin: found } = (await origin(`file://${path}`)) as { origin?: string };
    return found;
  };
  assert.equal(await from('/w/zones/one.zone'), 'one.example.');
  assert.equal(await from('/w/inner/zones/one.zone'), 'one.example.');
  assert.equal(await from('/w/deep/zones/one.zone'), undefined);
  assert.equal(await from('/srv/two.zone'), 'two.example.');
  assert.equal(await from('/anywhere/x.fragment'), 'three.example.');
  assert.equal(await from('/w/zones/bad.zone'), undefined);

  await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: 'file:///w/deep', name: 'deep' }], removed: [] },
  });
  const { origin: found } = (await origin('file:///w/deep/zones/one.zone')) as { origin?: string };
  assert.equal(found, 'one.example.');
});

test('a name is checked as it is typed', async (t) => {
  const { connection } = await origins(t);
  const check = (text: string) => connection.sendRequest('tlsRpt/origin/check', { text });
  assert.deepEqual(await check(' example.com '), { origin: 'example.com.' });
  assert.deepEqual(await check('bücher.example.'), { origin: 'xn--bcher-kva.example.' });
  assert.deepEqual(await check('.'), { origin: '.' });
  for (const text of ['a..b', 'two words', '@', `${'a'.repeat(64)}.example`]) {
    assert.deepEqual(await check(text), { problem: `${text} is no domain name.` });
  }
});
