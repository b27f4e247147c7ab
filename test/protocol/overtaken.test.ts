/** What comes while the server is at something: edits, settings and files that change, and files in a circle. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { IncludedText, IncludesParams } from '../../protocol/includes.js';
import type { ZoneSerialResult } from '../../protocol/zone.js';
import { turn } from '../../server/src/turns.js';
import { pulling, client as startClient } from './client.js';

const zoneUri = 'file:///work/db.example.com';
const head = '$TTL 300\n$ORIGIN example.com.\n@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';
const hosts = Array.from({ length: 2000 }, (_, host) => `h${host} A 192.0.2.9\n`).join('');

type Read = (params: IncludesParams) => IncludedText[] | Promise<IncludedText[]>;

/** A client that reads included files, in turns of one step. */
async function client(t: TestContext, read: Read, capabilities: object = pulling) {
  const { length } = turn;
  turn.length = 0;
  t.after(() => {
    turn.length = length;
  });
  const one = await startClient(t, capabilities, { initializationOptions: { includes: true } });
  one.connection.onRequest('tlsRpt/zone/includes', read);
  const insert = (line: number, text: string, version: number, uri = zoneUri) => {
    const start = { line, character: 0 };
    return one.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end: start }, text }],
    });
  };
  const found = async (uri = zoneUri) => (await one.pull(undefined, uri)).items.map(({ code }) => code);
  return { ...one, insert, found };
}

const file = (uri: string, text: string): IncludedText => ({ uri, name: uri.slice(13), text });

test('open files that include each other keep their edits', async (t) => {
  const other = 'file:///work/b.inc';
  const texts: Record<string, string> = {
    [zoneUri]: `${head}$INCLUDE b.inc\n`,
    [other]: 'x A 192.0.2.1\n$INCLUDE db.example.com\n',
  };
  const { connection, open, insert, found } = await client(t, ({ files }) =>
    files.map((uris): IncludedText => {
      const uri = uris.find((one) => one in texts);
      return uri === undefined ? { problem: 'missing' } : file(uri, texts[uri]!);
    }),
  );
  for (const [uri, text] of Object.entries(texts)) await open(text, 'dns-zone', uri);
  assert.deepEqual(await found(), ['zone/include-cycle']);
  for (const [edits, line] of [5, 5, 0, 7].entries()) {
    await insert(line, `m${edits} A 192.0.2.2\n`, 2 + edits);
    assert.ok((await found()).includes('zone/include-cycle'), `edit ${edits}`);
  }
  const hover = await connection.sendRequest('textDocument/hover', {
    textDocument: { uri: zoneUri },
    position: { line: 7, character: 1 },
  });
  assert.match(JSON.stringify(hover), /m3/);
});

test('a client that cannot read what it is asked for is told of its zones all the same', async (t) => {
  const fail = () => Promise.reject(new Error('no'));
  const { connection, open } = await client(t, fail, { workspace: { configuration: true } });
  const told = new Promise<{ code: string }[]>((resolve) => {
    connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => resolve(diagnostics));
  });
  await open(`${head}$INCLUDE b.inc\n`, 'dns-zone', zoneUri);
  assert.deepEqual(
    (await told).map(({ code }) => code),
    ['zone/include-unreadable'],
  );
});

test('a place is of the version that it was asked for in', async (t) => {
  const { connection, open, insert } = await client(t, () => []);
  await open(`${head}mail A 192.0.2.2\n${hosts}`, 'dns-zone', zoneUri);
  const at = { textDocument: { uri: zoneUri }, position: { line: 5, character: 1 } };
  const asked = [
    connection.sendRequest('textDocument/rename', { ...at, newName: 'post' }),
    connection.sendRequest('textDocument/hover', at),
    connection.sendRequest('textDocument/completion', at),
    connection.sendRequest('textDocument/references', { ...at, context: { includeDeclaration: true } }),
  ];
  const refused = asked.map((request) => assert.rejects(request, { code: -32801 }));
  await insert(4, 'www A 192.0.2.3\n', 2);
  await Promise.all(refused);
});

test('a serial comes with the version that it was found in, whatever is typed meanwhile', async (t) => {
  const { connection, open, insert } = await client(t, () => []);
  await open(`${head}${hosts}`, 'dns-zone', zoneUri);
  const asked = connection.sendRequest('tlsRpt/zone/serial', { uri: zoneUri });
  await insert(0, '; our zone\n', 2);
  const range = { start: { line: 3, character: 12 }, end: { line: 3, character: 13 } };
  const answer = (await asked) as ZoneSerialResult;
  assert.deepEqual({ ...answer, to: 0 }, { from: 1, to: 0, range, version: 2 });
});

test('findings from before the settings changed are not vouched for', async (t) => {
  const { connection, settings, open, pull } = await client(t, () => []);
  await open(`${head}bad AA 192.0.2.1\n${hosts}`, 'dns-zone', zoneUri);
  await pull(undefined, zoneUri);
  const early = pull(undefined, zoneUri);
  settings.rules = { 'zone/unknown-type': 'off' };
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const { resultId } = await early;
  const late = await pull(resultId, zoneUri);
  assert.equal(late.kind, 'full');
  assert.deepEqual(late.items, []);
});

test('a file that changes while it is being read is read again', async (t) => {
  const uri = 'file:///work/b.inc';
  let text = 'x AA 192.0.2.1\n';
  let go = () => {};
  let begun = () => {};
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const { connection, open, found } = await client(t, async ({ files }) => {
    const read = files.map(() => file(uri, text));
    begun();
    await gate;
    return read;
  });
  await open(`${head}$INCLUDE b.inc\n`, 'dns-zone', zoneUri);
  const early = found();
  await isBegun;
  text = 'x A 192.0.2.1\n';
  await connection.sendNotification('tlsRpt/zone/includesChanged', { uris: [uri] });
  go();
  await early;
  assert.deepEqual(await found(), []);
});
