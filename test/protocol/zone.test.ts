import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, pulling } from './client.js';

const uri = 'file:///zones/db.example.com';
const text = '@ 1h SOA ns1 h 1 4h 1h 4w 1h\n NS ns1\nns1 A 192.0.2.1\n_smtp._tls TXT "v=TLSRPTv1; rua="\n';

const change = (line: number, from: number, to: number, newText: string) => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  text: newText,
});

test('follows the edits of a zone: findings, hover and completion', async (t) => {
  const { connection, open, pull } = await client(t, pulling, { initializationOptions: { snippets: false } });
  await open(text, 'dns-zone', uri);
  const codes = async () => (await pull(undefined, uri)).items.map(({ code }) => code);
  assert.deepEqual(await codes(), ['tlsrpt/rua-empty']);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [change(3, 32, 32, 'mailto:a@b.example'), change(3, 0, 5, 'smtp')],
  });
  assert.deepEqual(await codes(), ['tlsrpt/wrong-owner']);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 3 },
    contentChanges: [change(3, 0, 0, '_')],
  });
  assert.deepEqual(await codes(), []);
  const at = (character: number) => ({ textDocument: { uri }, position: { line: 3, character } });
  const hover = (await connection.sendRequest('textDocument/hover', at(33))) as {
    range: object;
    contents: { value: string };
  };
  assert.deepEqual(hover.range, { start: { line: 3, character: 32 }, end: { line: 3, character: 50 } });
  assert.match(hover.contents.value, /^\*\*mailto\\:a\\@b\\\.example\*\*/);
  const items = (await connection.sendRequest('textDocument/completion', at(39))) as {
    label: string;
    textEdit: { range: object; newText: string };
  }[];
  const item = items.find(({ label }) => label === 'mailto:tls-reports@example.com');
  assert.deepEqual(item?.textEdit.range, hover.range);
});
