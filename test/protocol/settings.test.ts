import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, pulling } from './client.js';

const zone = '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 1 2h 1h 2w 5m\n  NS ns1\nns1 A 192.0.2.1\n';

test('settings that change while many documents are edited and asked about: the last ones count', async (t) => {
  const { connection, settings, open, pull } = await client(t, pulling);
  const uris = Array.from({ length: 20 }, (_, index) => `file:///w/${index}.zone`);
  for (const uri of uris) await open(zone, 'dns-zone', uri);
  const answers: Promise<unknown>[] = [];
  const start = { line: 5, character: 0 };
  for (let version = 2; version < 12; version++) {
    settings.rules = { 'zone/bad-rdata': version % 2 === 0 ? 'off' : 'hint' };
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    for (const uri of uris) {
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start, end: start }, text: `w${version} A 192.0.2\n` }],
      });
      answers.push(pull(undefined, uri));
    }
  }
  await Promise.all(answers);
  for (const uri of uris) {
    const { items } = await pull(undefined, uri);
    assert.equal(items.length, 10);
    assert.deepEqual([...new Set(items.map(({ severity }) => severity))], [4]);
  }
});

test('has findings asked for again where a document’s settings are others, and not where they are as before', async (t) => {
  const { connection, settings, open, pull } = await client(t, {
    ...pulling,
    workspace: { configuration: true, diagnostics: { refreshSupport: true } },
  });
  let refreshes = 0;
  let refreshed = () => {};
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    refreshed();
    return null;
  });
  const uri = 'file:///w/example.com.zone';
  await open(`${zone}www A 192.0.2\n`, 'dns-zone', uri);
  // As VS Code's client does at its start, while the first findings are asked for.
  const first = pull(undefined, uri);
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.equal((await first).items[0]?.severity, 1);
  await pull(undefined, uri);

  settings.rules = { 'zone/bad-rdata': 'hint' };
  const again = new Promise<void>((resolve) => {
    refreshed = resolve;
  });
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await again;
  assert.equal((await pull(undefined, uri)).items[0]?.severity, 4);
  assert.equal(refreshes, 1);
});

test('tells the user of settings that are none, and counts the others', async (t) => {
  const { connection, settings, open, pull } = await client(t, pulling);
  const told: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    told.push(message);
  });
  const uri = 'file:///w/example.com.zone';
  await open(`${zone}www A 192.0.2\n`, 'dns-zone', uri);
  const toldOf = async (changed: object): Promise<string[]> => {
    told.length = 0;
    for (const key of Object.keys(settings)) Reflect.deleteProperty(settings, key);
    Object.assign(settings, changed);
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await pull(undefined, uri);
    return [...told];
  };
  const levels = 'off, hint, information, warning, error';
  assert.deepEqual(
    await toldOf({
      rules: { 'zone/bad-rdata': 'hint', 'zone/bad-ttl': 'offf', 'zone/bad-name': -1, 'x/y': 'off' },
    }),
    [
      'tlsRpt.rules: There is no rule x/y.',
      `tlsRpt.rules: offf is none of ${levels}, which zone/bad-ttl may be.`,
      `tlsRpt.rules: -1 is none of ${levels}, which zone/bad-name may be.`,
    ],
  );
  assert.equal((await pull(undefined, uri)).items[0]?.severity, 4);
  assert.deepEqual(
    await toldOf({
      rules: 'off',
      zone: { origins: { a: 5, b: 'c.example' }, ownerHints: 'yes' },
      codeLens: 1,
    }),
    [
      'tlsRpt.rules: "off" is no object.',
      'tlsRpt.codeLens: 1 is no object.',
      'tlsRpt.zone.origins: 5 is no domain name.',
      'tlsRpt.zone.ownerHints: "yes" is no boolean.',
    ],
  );
  // As an editor sends an empty table of Lua.
  assert.deepEqual(await toldOf({ rules: [], zone: { origins: [] } }), []);
});
