import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, pulling } from './client.js';

const textDocument = { uri: 'file:///zones/db.example.com' };

test('formats a zone and a part of it, with the editor’s white space', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open('long A 192.0.2.1\nb A 192.0.2.2\nc A 192.0.2.3 \n', 'dns-zone', textDocument.uri);
  const at = (line: number, from: number, to: number, newText: string) => ({
    range: { start: { line, character: from }, end: { line, character: to } },
    newText,
  });
  const whole = { textDocument, options: { tabSize: 4, insertSpaces: true } };
  assert.deepEqual(await connection.sendRequest('textDocument/formatting', whole), [
    at(1, 1, 2, '    '),
    at(2, 1, 2, '    '),
    at(2, 13, 14, ''),
  ]);
  const part = {
    textDocument,
    options: { tabSize: 8, insertSpaces: false },
    range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
  };
  assert.deepEqual(await connection.sendRequest('textDocument/rangeFormatting', part), [
    at(1, 1, 2, '\t'),
    at(1, 3, 4, '\t'),
  ]);
});
