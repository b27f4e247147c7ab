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
  for (const method of ['documentSymbol', 'foldingRange', 'documentLink'].map(
    (name) => `textDocument/${name}`,
  )) {
    assert.deepEqual(await connection.sendRequest(method, { textDocument: { uri: 'file:///a.json' } }), []);
  }
});

test('goes to definitions and references, and renames', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open('@ MX 10 mail\nmail A 192.0.2.1\n$INCLUDE keys\n', 'dns-zone', uri);
  const at = (line: number, character: number) => ({ textDocument, position: { line, character } });
  const [owner, target] = [range(1, 0, 1, 4), range(0, 8, 0, 12)];
  assert.deepEqual(await connection.sendRequest('textDocument/definition', at(0, 9)), [
    { uri, range: owner },
  ]);
  assert.deepEqual(await connection.sendRequest('textDocument/definition', at(2, 10)), [
    { uri: 'file:///zones/keys', range: range(0, 0, 0, 0) },
  ]);
  assert.deepEqual(await connection.sendRequest('textDocument/documentLink', { textDocument }), [
    { range: range(2, 9, 2, 13), target: 'file:///zones/keys' },
  ]);
  const context = { includeDeclaration: true };
  assert.deepEqual(await connection.sendRequest('textDocument/references', { ...at(1, 0), context }), [
    { uri, range: target },
    { uri, range: owner },
  ]);
  assert.deepEqual(await connection.sendRequest('textDocument/prepareRename', at(1, 0)), {
    range: owner,
    placeholder: 'mail',
  });
  assert.equal(await connection.sendRequest('textDocument/prepareRename', at(0, 3)), null);
  assert.deepEqual(await connection.sendRequest('textDocument/rename', { ...at(0, 9), newName: 'mx' }), {
    changes: {
      [uri]: [
        { range: target, newText: 'mx' },
        { range: owner, newText: 'mx' },
      ],
    },
  });
  await assert.rejects(
    connection.sendRequest('textDocument/prepareRename', at(0, 0)) as Promise<unknown>,
    /^Error: example\.com\. is the zone itself/,
  );
  await assert.rejects(
    connection.sendRequest('textDocument/rename', { ...at(0, 9), newName: 'a b' }) as Promise<unknown>,
    /^Error: “a b” is no name/,
  );
});
