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
