import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
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

test('completes in plain text for a client that knows no snippets', async (t) => {
  const knowing = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
  const texts = async (capabilities: object, body: string, languageId: string, character: number) => {
    const { connection, open } = await client(t, capabilities);
    await open(body, languageId, uri);
    const position = { line: body.split('\n').length - 1, character };
    const items = (await connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position,
    })) as { label: string; insertTextFormat: number; textEdit: { newText: string } }[];
    return new Map(
      items.map(({ label, insertTextFormat, textEdit }) => [label, [insertTextFormat, textEdit.newText]]),
    );
  };
  const zone = await texts({}, text, 'dns-zone', 0);
  assert.deepEqual(zone.get('$ORIGIN'), [1, '$ORIGIN example.com.']);
  assert.deepEqual(zone.get('$GENERATE'), [1, '$GENERATE 1-10 host-$ A 192.0.2.$']);
  assert.deepEqual(zone.get('mta-sts')?.[0], 1);
  assert.ok([...zone.values()].every(([format, body]) => format === 1 && !/\$[{\d]|\\/.test(String(body))));
  assert.match(String(zone.get('zone')?.[1]), /^\$ORIGIN example\.com\.\n\$TTL 1d\n@\tIN\tSOA\tns1/);
  assert.deepEqual((await texts(knowing, text, 'dns-zone', 0)).get('$TTL'), [2, '\\$TTL ${1:1d}']);
  const report = '{ "organization-name": "x", "date-range": {}, "report-id": "1", "policies": [{ "policy": {';
  const members = await texts({}, report, 'json', report.length);
  assert.deepEqual(members.get('policy-type'), [1, '"policy-type": "tlsa"']);
  const whole = await texts({}, report, 'json', report.length - ' "policy": {'.length);
  assert.deepEqual(whole.get('summary'), [
    1,
    '"summary": {\n\t"total-successful-session-count": 0,\n\t"total-failure-session-count": 0\n},',
  ]);
});

test('completes what goes over lines on the line of the cursor, and removes the rest beside it', async (t) => {
  const { connection, open } = await client(t, {});
  const lines = '_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@"\n "b.example" )\n';
  const body = text.slice(0, text.lastIndexOf('_smtp')) + lines;
  await open(body, 'dns-zone', uri);
  const document = TextDocument.create(uri, 'dns-zone', 1, body);
  for (const before of ['rua=mailto:a@', '"b.ex']) {
    const position = document.positionAt(body.indexOf(before) + before.length);
    const items = (await connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position,
    })) as CompletionItem[];
    const item = items.find(({ label }) => label === 'mailto:tls-reports@example.com');
    const edit = item?.textEdit as TextEdit;
    assert.deepEqual([edit.range.start.line, edit.range.end.line], [position.line, position.line]);
    const typed = document.getText({ start: edit.range.start, end: position });
    assert.ok((item?.filterText ?? item?.label)?.startsWith(typed.slice(0, 7)), typed);
    assert.equal(
      TextDocument.applyEdits(document, [edit, ...(item?.additionalTextEdits ?? [])]),
      body.replace(lines, '_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:tls-reports@example.com" )\n'),
    );
  }
});

const broken = `$ORIGIN example.com.
$TTL 1d
@ SOA ns1 h 1 4h 1h 4w 1h
  NS ns1
ns1 A 192.0.2.1
_smtp._tls.a TXT "v=TLSRPTv1; rua=a@b.example"
_smtp._tls.b TXT "v=TLSRPTv1; rua=c@d.example"
`;

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly data?: unknown;
  readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
  readonly edit?: { readonly changes: Record<string, { newText: string }[]> };
}

const resolving = {
  ...pulling,
  textDocument: {
    ...pulling.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
  window: { showDocument: { support: true } },
};

for (const [name, capabilities] of [
  ['when it is taken', resolving],
  ['at once, for a client that cannot ask later', pulling],
] as const) {
  test(`fixes all of a rule ${name}`, async (t) => {
    const { connection, open } = await client(t, capabilities);
    await open(broken, 'dns-zone', uri);
    const position = { line: 5, character: 35 };
    const actions = (await connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    })) as Action[];
    const title = 'Fix all tlsrpt/rua-scheme-missing in the file';
    const offered = actions.find((action) => action.title === title);
    assert.ok(offered);
    assert.equal(offered.edit === undefined, capabilities === resolving);
    const { edit } =
      offered.edit === undefined
        ? ((await connection.sendRequest('codeAction/resolve', offered)) as Action)
        : offered;
    const insertion = (line: number) => ({
      range: { start: { line, character: 34 }, end: { line, character: 34 } },
      newText: 'mailto:',
    });
    assert.deepEqual(edit?.changes[uri], [insertion(5), insertion(6)]);
    assert.ok(actions.some((action) => action.title === 'Silence tlsrpt/rua-scheme-missing here'));
  });
}

test('opens the page of a rule outside, where the client can', async (t) => {
  const { connection, open } = await client(t, resolving);
  await open(broken, 'dns-zone', uri);
  const shown: unknown[] = [];
  connection.onRequest('window/showDocument', (params) => {
    shown.push(params);
    return { success: true };
  });
  const position = { line: 5, character: 35 };
  const actions = (await connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [] },
  })) as Action[];
  const page = actions.find(({ title }) => title === 'Read about tlsrpt/rua-scheme-missing');
  await connection.sendRequest('workspace/executeCommand', page?.command as object);
  const address = 'https://github.com/tls-rpt/tls-rpt/blob/main/docs/rules/tlsrpt/rua-scheme-missing.md';
  assert.deepEqual(shown, [{ uri: address, external: true }]);
});

test('offers a record for the domain at a place that has none, by the wizard where there is one', async (t) => {
  for (const [options, command] of [
    [{}, 'tls-rpt.insertRecord'],
    [{ initializationOptions: { wizard: 'tlsRpt.insertRecord' } }, 'tlsRpt.insertRecord'],
  ] as const) {
    const { connection, open } = await client(t, pulling, options);
    await open(broken, 'dns-zone', uri);
    const offers = async (line: number) => {
      const position = { line, character: 0 };
      const actions = (await connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: position, end: position },
        context: { diagnostics: [], only: ['refactor'] },
      })) as Action[];
      return actions.map((action) => action.command);
    };
    const [offer] = await offers(2);
    assert.equal(offer?.command, command);
    assert.deepEqual(offer?.arguments, [{ uri, domain: 'example.com' }]);
    assert.deepEqual(await offers(5), []);
  }
});

const head = '$TTL 300\n$ORIGIN example.com.\n@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';

test('a long zone keeps nobody waiting: short ones are answered while it is read, edited and closed', async (t) => {
  const { connection, open, pull } = await client(t, pulling);
  const long = `${head}${Array.from({ length: 100_000 }, (_, index) => `h${index} A 192.0.2.${index % 256}\n`).join('')}bad A 1\n`;
  const [longUri, shortUri, goneUri] = ['long', 'short', 'gone'].map((name) => `file:///zones/${name}.zone`);
  await open(long, 'dns-zone', longUri);
  await open(long, 'dns-zone', goneUri);
  await open(`${head}bad A 2\n`, 'dns-zone', shortUri);
  const order: string[] = [];
  const found = async (uri: string | undefined) => {
    const { items } = await pull(undefined, uri);
    order.push(uri!);
    return items.map(({ code, range }) => [code, range]);
  };
  const [late, gone, early] = [found(longUri), found(goneUri), found(shortUri)];
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: longUri, version: 2 },
    contentChanges: [
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' },
    ],
  });
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri: goneUri } });
  const lines = head.split('\n').length - 1;
  const bad = (line: number) => [
    ['zone/bad-rdata', { start: { line, character: 6 }, end: { line, character: 7 } }],
  ];
  assert.deepEqual(await early, bad(lines));
  assert.deepEqual(await gone, []);
  assert.deepEqual(await late, bad(lines + 100_001));
  assert.equal(order.at(-1), longUri);
});
