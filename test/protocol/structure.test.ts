import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, pulling } from './client.js';

const uri = 'file:///zones/db.example.com';
const textDocument = { uri };

const range = (startLine: number, startCharacter: number, endLine: number, endCharacter: number) => ({
  start: { line: startLine, character: startCharacter },
  end: { line: endLine, character: endCharacter },
});

test('answers the outline and the folds of a zone, and none of other files', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open('; a\n; b\nwww 1h A 192.0.2.1\n TXT x\n', 'dns-zone', uri);
  assert.deepEqual(await connection.sendRequest('textDocument/documentSymbol', { textDocument }), [
    {
      name: 'www.example.com.',
      detail: 'A, TXT',
      kind: 3,
      range: range(2, 0, 3, 6),
      selectionRange: range(2, 0, 2, 3),
      children: [
        {
          name: 'A 192.0.2.1',
          detail: '1h',
          kind: 8,
          range: range(2, 0, 2, 18),
          selectionRange: range(2, 7, 2, 18),
          children: [],
        },
        {
          name: 'TXT x',
          detail: '1h',
          kind: 8,
          range: range(3, 0, 3, 6),
          selectionRange: range(3, 1, 3, 6),
          children: [],
        },
      ],
    },
  ]);
  assert.deepEqual(await connection.sendRequest('textDocument/foldingRange', { textDocument }), [
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 2, endLine: 3, kind: 'region' },
  ]);
  await open('{}', 'json', 'file:///a.json');
  for (const method of ['textDocument/documentSymbol', 'textDocument/foldingRange']) {
    assert.deepEqual(await connection.sendRequest(method, { textDocument: { uri: 'file:///a.json' } }), []);
  }
});
