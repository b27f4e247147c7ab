import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, pulling } from './client.js';

const uri = 'file:///zones/db.example.com';
const textDocument = { uri };

const range = (startLine: number, startCharacter: number, endLine: number, endCharacter: number) => ({
  start: { line: startLine, character: startCharacter },
  end: { line: endLine, character: endCharacter },
});

test('answers the outline, the folds and what a selection grows to of a zone, and none of other files', async (t) => {
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
  const positions = [{ line: 3, character: 2 }];
  const spans = [
    range(0, 0, 4, 0),
    range(2, 0, 3, 6),
    range(3, 0, 3, 6),
    range(3, 1, 3, 6),
    range(3, 1, 3, 4),
  ];
  const nested = spans.reduce<object | undefined>(
    (parent, span) => ({ range: span, ...(parent && { parent }) }),
    undefined,
  );
  assert.deepEqual(await connection.sendRequest('textDocument/selectionRange', { textDocument, positions }), [
    nested,
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
  assert.deepEqual(await connection.sendRequest('textDocument/documentHighlight', at(0, 9)), [
    { range: target },
    { range: owner },
  ]);
  assert.equal(await connection.sendRequest('textDocument/documentHighlight', at(0, 3)), null);
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

test('answers semantic tokens line by line, of a part where it is asked for one', async (t) => {
  const { connection, open, initialized } = await client(t, pulling);
  const { legend } = initialized.capabilities.semanticTokensProvider as {
    legend: { tokenTypes: string[]; tokenModifiers: string[] };
  };
  await open('a TXT "x\\\ny"\nb A 192.0.2.1\n', 'dns-zone', uri);
  const decode = (answer: unknown) => {
    const { data } = answer as { data: number[] };
    return Array.from({ length: data.length / 5 }, (_, i) => {
      const [line = 0, character = 0, length = 0, type = 0, modifiers = 0] = data.slice(i * 5, i * 5 + 5);
      return [line, character, length, legend.tokenTypes[type], modifiers];
    });
  };
  const second = [
    [0, 2, 1, 'type', 0],
    [0, 2, 9, 'number', 0],
  ];
  assert.deepEqual(
    decode(await connection.sendRequest('textDocument/semanticTokens/full', { textDocument })),
    [
      [0, 0, 1, 'class', 1],
      [0, 2, 3, 'type', 0],
      [0, 4, 3, 'string', 0],
      [1, 0, 2, 'string', 0],
      [1, 0, 1, 'class', 1],
      ...second,
    ],
  );
  const asked = { textDocument, range: range(2, 0, 2, 5) };
  assert.deepEqual(decode(await connection.sendRequest('textDocument/semanticTokens/range', asked)), [
    [2, 0, 1, 'class', 1],
    ...second,
  ]);
});

test('gives the tokens of a large zone by parts only', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open('a A 192.0.2.1\n'.repeat(80_000), 'dns-zone', uri);
  assert.equal(await connection.sendRequest('textDocument/semanticTokens/full', { textDocument }), null);
  const asked = { textDocument, range: range(0, 0, 0, 5) };
  const { data } = (await connection.sendRequest('textDocument/semanticTokens/range', asked)) as {
    data: number[];
  };
  assert.equal(data.length, 15);
});

test('of a zone of more tokens than an editor shows those of a part are given, and no more than it can show', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open('a\n'.repeat(100_001), 'dns-zone', uri);
  const ask = (method: string, lines?: number) =>
    connection.sendRequest(`textDocument/${method}`, {
      textDocument,
      ...(lines && { range: range(0, 0, lines, 0) }),
    }) as Promise<{ data: number[] } | null>;
  assert.equal(await ask('semanticTokens/full'), null);
  assert.equal((await ask('semanticTokens/range', 7))?.data.length, 5 * 8);
  assert.equal((await ask('semanticTokens/range', 100_001))?.data.length, 5 * 100_000);
});

test('shows full names of owners where the user wants them, at once', async (t) => {
  const capabilities = {
    ...pulling,
    workspace: { configuration: true, inlayHint: { refreshSupport: true } },
  };
  const { connection, open, settings } = await client(t, capabilities);
  await open('@ NS ns1\n NS ns2\n', 'dns-zone', uri);
  const asked = { textDocument, range: range(0, 0, 2, 0) };
  assert.deepEqual(await connection.sendRequest('textDocument/inlayHint', asked), []);
  settings.zone.ownerHints = true;
  const refreshed = new Promise((resolve) => connection.onRequest('workspace/inlayHint/refresh', resolve));
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await refreshed;
  const hint = (line: number, character: number) => ({
    position: { line, character },
    label: 'example.com.',
    kind: 1,
  });
  assert.deepEqual(await connection.sendRequest('textDocument/inlayHint', asked), [
    { ...hint(0, 1), paddingLeft: true },
    { ...hint(1, 0), paddingLeft: false },
  ]);
});
