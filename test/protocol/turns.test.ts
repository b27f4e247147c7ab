/** The server works at long requests in turns: it answers small ones in between, and stops where nobody waits any more. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import { turn } from '../../server/src/turns.js';
import { pulling, client as startClient } from './client.js';

const large = 'file:///zones/db.example.com';
const small = 'file:///zones/db.example.net';
const textDocument = { uri: large };
const hosts = Array.from(
  { length: 320 },
  (_, host) => `host${host} A 192.0.2.1\n${' '.repeat(8)}MX 10 mail\n`,
);
const text = `$TTL 300\n$ORIGIN example.com.\n@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\nmail A 192.0.2.2\nwrong AA 192.0.2.3\n${hosts.join('')}`;
/** The owner `mail`, in the sixth line. */
const mail = { line: 5, character: 1 };
const some = { start: { line: 0, character: 0 }, end: { line: 50, character: 0 } };

const options = { tabSize: 8, insertSpaces: false };
const requests: readonly (readonly [string, object])[] = [
  ['textDocument/diagnostic', {}],
  ['textDocument/documentSymbol', {}],
  ['textDocument/foldingRange', {}],
  ['textDocument/references', { position: mail, context: { includeDeclaration: true } }],
  ['textDocument/definition', { position: mail }],
  ['textDocument/rename', { position: mail, newName: 'post' }],
  ['textDocument/documentLink', {}],
  ['textDocument/semanticTokens/range', { range: some }],
  ['textDocument/inlayHint', { range: some }],
  ['textDocument/formatting', { options }],
  ['textDocument/rangeFormatting', { range: some, options }],
  ['tlsRpt/zone/expand', { uri: large }],
  ['textDocument/codeAction', { range: some, context: { diagnostics: [], only: ['source.fixAll'] } }],
];

/** Those that wait for the findings before they begin, and those of few steps: an edit may come too soon for them, or too late. */
const mayBeAnswered = [
  'textDocument/diagnostic',
  'textDocument/codeAction',
  'textDocument/definition',
  'textDocument/documentLink',
];

before(() => {
  turn.length = 0;
});

/** A client that reads files, so that zones are settled with each other, with both zones open. */
async function client(t: Parameters<typeof startClient>[0]) {
  const { connection, open, settings } = await startClient(t, pulling, {
    initializationOptions: { includes: true },
  });
  settings.zone.ownerHints = true;
  connection.onRequest('tlsRpt/zone/includes', () => []);
  await open('@ 1h IN SOA a b 1 2 3 4 5\n', 'dns-zone', small);
  await open(text, 'dns-zone', large);
  const hover = () =>
    connection.sendRequest('textDocument/hover', {
      textDocument: { uri: small },
      position: { line: 0, character: 9 },
    });
  /** Puts text in the place of what stands between two characters of a line. */
  const edit = (line: number, from: number, to: number, newText: string, version: number) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: large, version },
      contentChanges: [
        { range: { start: { line, character: from }, end: { line, character: to } }, text: newText },
      ],
    });
  return { connection, edit, hover };
}

for (const [method, params] of requests) {
  test(`${method} lets a hover in, and ends where it is cancelled or the zone is edited`, async (t) => {
    const { connection, edit, hover } = await client(t);
    // What the settings say is asked for once.
    assert.notEqual(await hover(), null);
    // What is found depends on it.
    await edit(0, 5, 8, '600', 2);
    const order: string[] = [];
    const ask = (token = CancellationToken.None) =>
      connection.sendRequest(method, { textDocument, ...params }, token);
    const asked = ask().then((answer) => {
      order.push('answer');
      return answer;
    });
    await hover().then(() => order.push('hover'));
    assert.ok((await asked) !== undefined);
    assert.deepEqual(order, ['hover', 'answer']);

    await edit(0, 5, 8, '900', 3);
    const source = new CancellationTokenSource();
    const cancelled = ask(source.token);
    source.cancel();
    await assert.rejects(cancelled, { code: -32800 });

    const overtaken = ask();
    const answered = overtaken.then(
      () => 'answered',
      ({ code }: { code: number }) => code,
    );
    await hover();
    await edit(0, 5, 8, '1200', 4);
    const end = await answered;
    assert.ok(end === -32801 || (end === 'answered' && mayBeAnswered.includes(method)), String(end));
  });
}

test('edits in turns give what the text gives when it is read afresh', async (t) => {
  const { connection, edit, hover } = await client(t);
  const items = async (uri: string) =>
    (
      (await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })) as {
        items: { code: string; range: object }[];
      }
    ).items.map(({ code, range }) => [code, range]);
  const early = connection.sendRequest('textDocument/diagnostic', { textDocument });
  await hover();
  // Each comes while the one before is still on its way through the zone.
  await edit(0, 5, 8, '600', 2);
  await hover();
  await edit(500, 0, 0, '$TTL 30\n$ORIGIN sub\n', 3);
  await hover();
  await edit(5, 0, 4, 'post', 4);
  const late = await items(large);
  await early;
  const lines = text.replace('$TTL 300', '$TTL 600').replace('\nmail A', '\npost A').split('\n');
  lines.splice(500, 0, '$TTL 30', '$ORIGIN sub');
  const fresh = 'file:///other/db.example.com';
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: fresh, languageId: 'dns-zone', version: 1, text: lines.join('\n') },
  });
  assert.deepEqual(late, await items(fresh));
  assert.ok(late.length > 100);
});
