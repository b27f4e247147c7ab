import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { IncludedText, IncludesParams, ListedFile, ListParams } from '../../protocol/includes.js';
import { listFolder, readFiles } from '../../server/src/disk.js';
import { candidates } from '../../server/src/includedFiles.js';
import { pulling, client as startClient } from './client.js';

const head = '$TTL 300\n$ORIGIN example.com.\n@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';
const zoneUri = 'file:///work/zones/db.example.com';

/** A client that reads from a table, by the last part of the URI, and counts the questions. */
async function withFiles(t: TestContext, files: Record<string, string>) {
  const client = await startClient(t, pulling, {
    initializationOptions: { includes: true },
    workspaceFolders: [{ uri: 'file:///work', name: 'work' }],
  });
  const asked: string[][] = [];
  client.connection.onRequest('tlsRpt/zone/includes', (params: IncludesParams): IncludedText[] =>
    params.files.map((uris) => {
      asked.push([...uris]);
      const name = uris[0]!.slice(uris[0]!.lastIndexOf('/') + 1);
      const text = files[name];
      if (text === undefined) return { problem: 'missing' };
      if (text === 'outside') return { problem: 'outside' };
      return { uri: `file:///work/zones/${name}`, name: `zones/${name}`, text };
    }),
  );
  const open = (text: string, uri = zoneUri) => client.open(text, 'dns-zone', uri);
  const found = async (uri = zoneUri) =>
    (await client.pull(undefined, uri)).items.map(({ code, range }) => [code, range] as const);
  return { ...client, asked, open, found };
}

const at = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

test('what the client reads is in the zone; it is asked once, an edit asks nothing', async (t) => {
  const { open, found, asked, connection } = await withFiles(t, {
    'hosts.inc': 'mx A 192.0.2.2\n$INCLUDE more.inc\n',
  });
  await open(`${head}@ MX 10 mx\n$INCLUDE "hosts.inc"\n`);
  assert.deepEqual(await found(), [['zone/include-unreadable', at(6, 9, 20)]]);
  assert.deepEqual(asked, [
    ['file:///work/zones/hosts.inc', 'file:///work/hosts.inc'],
    ['file:///work/zones/more.inc', 'file:///work/more.inc'],
  ]);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: zoneUri, version: 2 },
    contentChanges: [{ range: at(5, 0, 0), text: '; a comment\n' }],
  });
  assert.deepEqual(await found(), [['zone/include-unreadable', at(7, 9, 20)]]);
  assert.equal(asked.length, 2);
});

test('a file that has changed is read again', async (t) => {
  const files = { 'hosts.inc': 'mx A 192.0.2\n' };
  const { open, found, connection } = await withFiles(t, files);
  await open(`${head}@ MX 10 mx\n$INCLUDE hosts.inc\n`);
  assert.deepEqual(await found(), [['zone/include-errors', at(6, 9, 18)]]);
  files['hosts.inc'] = 'mx A 192.0.2.2\n';
  await connection.sendNotification('tlsRpt/zone/includesChanged', {
    uris: ['file:///work/zones/hosts.inc'],
  });
  assert.deepEqual(await found(), []);
});

test('an included file that is open counts as it is open, and shows its own mistakes as a part of the zone', async (t) => {
  const { open, found, pull, connection } = await withFiles(t, { 'a.inc': 'sound A 192.0.2.2\n' });
  const partUri = 'file:///work/zones/a.inc';
  await open(`${head}$INCLUDE a.inc sub\nw.sub CNAME x\n`);
  await open('bad A 192.0.2\nw TXT x\n', partUri);
  const { items } = await pull(undefined, zoneUri);
  assert.deepEqual(
    items.map(({ code, range }) => [code, range]),
    [
      ['zone/include-errors', at(5, 9, 14)],
      ['zone/cname-and-other-data', at(6, 6, 11)],
    ],
  );
  const related = (items as unknown as { relatedInformation: { location: object }[] }[]).map(
    ({ relatedInformation }) => relatedInformation.map(({ location }) => location),
  );
  assert.deepEqual(related, [
    [{ uri: partUri, range: at(0, 6, 13) }],
    [{ uri: partUri, range: at(1, 2, 5) }],
  ]);
  assert.deepEqual(await found(partUri), [['zone/bad-rdata', at(0, 6, 13)]]);
  const hover = (await connection.sendRequest('textDocument/hover', {
    textDocument: { uri: partUri },
    position: { line: 1, character: 0 },
  })) as { contents: { value: string } };
  assert.match(hover.contents.value, /w\\?\.sub\\?\.example\\?\.com/);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: partUri, version: 2 },
    contentChanges: [{ text: 'good A 192.0.2.7\n' }],
  });
  assert.deepEqual(await found(partUri), []);
  assert.deepEqual(await found(), []);
});

test('a file that is refused: the reason, and nothing else', async (t) => {
  const { open, found, pull } = await withFiles(t, { passwd: 'outside' });
  await open(`${head}@ MX 10 mx\n$INCLUDE /etc/passwd\n`);
  assert.deepEqual(await found(), [['zone/include-unreadable', at(6, 9, 20)]]);
  const { items } = await pull(undefined, zoneUri);
  assert.equal(items[0]?.message, '/etc/passwd is outside the workspace and is not read.');
});

test('the expanded zone, links and definitions follow what was read', async (t) => {
  const { open, connection } = await withFiles(t, { 'hosts.inc': 'mx A 192.0.2.2\n' });
  await open(`${head}$INCLUDE hosts.inc\n$GENERATE 1-1 g$ A 192.0.2.$\n`);
  const textDocument = { uri: zoneUri };
  const expanded = (await connection.sendRequest('tlsRpt/zone/expand', { uri: zoneUri })) as { text: string };
  assert.match(expanded.text, /^mx\.example\.com\. 300 IN A 192\.0\.2\.2$/m);
  const target = 'file:///work/zones/hosts.inc';
  const links = (await connection.sendRequest('textDocument/documentLink', { textDocument })) as object[];
  assert.deepEqual(links, [{ range: at(5, 9, 18), target }]);
  const position = { line: 5, character: 12 };
  const places = (await connection.sendRequest('textDocument/definition', { textDocument, position })) as {
    uri: string;
  }[];
  assert.deepEqual(
    places.map(({ uri }) => uri),
    [target],
  );
});

test('who asks while a file is being read waits for it, and does not have it read again', async (t) => {
  const { open, found, connection } = await withFiles(t, {});
  const answers: ((files: IncludedText[]) => void)[] = [];
  const reading = new Promise<void>((begun) => {
    connection.onRequest('tlsRpt/zone/includes', () => {
      begun();
      return new Promise<IncludedText[]>((resolve) => answers.push(resolve));
    });
  });
  await open(`${head}@ MX 10 mx\n$INCLUDE hosts.inc\n`);
  const findings = found();
  await reading;
  const expanding = connection.sendRequest('tlsRpt/zone/expand', { uri: zoneUri });
  // It has had its turn when many questions after it are answered.
  for (let count = 0; count < 20; count++) {
    await assert.rejects(connection.sendRequest('tlsRpt/unknown'));
  }
  const files = [{ uri: 'file:///work/zones/hosts.inc', name: 'hosts.inc', text: 'mx A 192.0.2.2\n' }];
  for (const answer of answers) answer(files);
  const { text } = (await expanding) as { text: string };
  assert.match(text, /^mx\.example\.com\. 300 IN A 192\.0\.2\.2$/m);
  assert.deepEqual(await findings, []);
  assert.equal(answers.length, 1);
});

test('where a file may be: beside the configuration, the files that name it, in the workspace', () => {
  assert.deepEqual(
    candidates('inc/a b.inc', [
      'file:///etc/',
      'file:///etc/zones/x.inc',
      'file:///etc/zones/db',
      'file:///',
    ]),
    ['file:///etc/inc/a%20b.inc', 'file:///etc/zones/inc/a%20b.inc', 'file:///inc/a%20b.inc'],
  );
  assert.deepEqual(candidates('/etc/passwd', ['vscode-vfs://github/a/b', 'vscode-vfs://github/']), [
    'vscode-vfs://github/etc/passwd',
  ]);
  assert.deepEqual(candidates('../../x', ['file:///w/db']), ['file:///x']);
  assert.deepEqual(candidates('x', ['untitled:Untitled-1']), []);
});

test('a server that reads by itself stays in the folders, behind links too', async (t) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tls-rpt-disk-')));
  t.after(() => rmSync(folder, { recursive: true }));
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(join(folder, 'secret'), 'hunter2\n');
  writeFileSync(join(work, 'a.inc'), 'x A 192.0.2.1\n');
  writeFileSync(join(work, 'binary'), 'a\0b');
  symlinkSync(join(folder, 'secret'), join(work, 'link'));
  symlinkSync('a.inc', join(work, 'inner'));
  const uri = (...parts: string[]) => pathToFileURL(join(folder, ...parts)).href;
  const read = (...uris: string[]) => readFiles([uris], [uri('work')]).then(([found]) => found);
  const text = { uri: uri('work', 'a.inc'), name: 'a.inc', text: 'x A 192.0.2.1\n' };
  assert.deepEqual(await read(uri('work', 'gone'), uri('work', 'a.inc')), text);
  assert.deepEqual(await read(uri('work', 'inner')), text);
  assert.deepEqual(await read(uri('work', 'gone')), { problem: 'missing' });
  assert.deepEqual(await read(uri('work', 'binary')), { problem: 'notText' });
  assert.deepEqual(await read(uri('work')), { problem: 'outside' });
  mkdirSync(join(work, 'sub'));
  symlinkSync(folder, join(work, 'away'));
  const names = async (...folders: string[]) =>
    (await listFolder(folders, [uri('work')]))
      .map(({ name, isFolder }) => (isFolder ? `${name}/` : name))
      .sort();
  assert.deepEqual(await names(uri('work')), ['a.inc', 'away', 'binary', 'inner', 'link', 'sub/']);
  assert.deepEqual(await names(uri('work', 'gone'), uri('work', 'sub')), []);
  for (const out of [folder, '/etc', join(work, 'away')]) {
    assert.deepEqual(await names(pathToFileURL(out).href), [], out);
  }
  for (const out of [uri('secret'), uri('gone'), uri('work', 'link'), 'file:///etc/passwd']) {
    assert.deepEqual(await read(out), { problem: 'outside' }, out);
  }
});

test('completes the file of an $INCLUDE from the folder that is typed', async (t) => {
  const { open, connection } = await withFiles(t, {});
  const listed: string[][] = [];
  connection.onRequest('tlsRpt/zone/list', ({ folders }: ListParams): ListedFile[] => {
    listed.push([...folders]);
    return [
      { name: 'hosts.inc', isFolder: false },
      { name: 'two words', isFolder: false },
      { name: '.hidden', isFolder: false },
      { name: 'sub', isFolder: true },
    ];
  });
  const complete = async (line: string) => {
    const uri = `file:///work/zones/${listed.length}.zone`;
    await open(`${line}\n`, uri);
    const items: readonly { label: string; textEdit: { newText: string; range: ReturnType<typeof at> } }[] =
      await connection.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position: { line: 0, character: line.length },
      });
    return items.map(({ label, textEdit: { newText, range } }) => [label, newText, range] as const);
  };
  assert.deepEqual(await complete('$INCLUDE '), [
    ['hosts.inc', 'hosts.inc', at(0, 9, 9)],
    ['two words', '"two words"', at(0, 9, 9)],
    ['sub/', 'sub/', at(0, 9, 9)],
  ]);
  assert.deepEqual(await complete('$include sub/ho'), [
    ['hosts.inc', 'sub/hosts.inc', at(0, 9, 15)],
    ['two words', '"sub/two words"', at(0, 9, 15)],
    ['sub/', 'sub/sub/', at(0, 9, 15)],
  ]);
  assert.deepEqual((await complete('$INCLUDE "h'))[0], ['hosts.inc', '"hosts.inc"', at(0, 9, 11)]);
  assert.deepEqual(listed, [
    ['file:///work/zones/', 'file:///work/'],
    ['file:///work/zones/sub/', 'file:///work/sub/'],
    ['file:///work/zones/', 'file:///work/'],
  ]);
  assert.deepEqual(await complete('$INCLUDE hosts.inc '), []);
  assert.equal(listed.length, 3);
});

test('a zone that includes itself is a circle, and every question is answered', async (t) => {
  const text = `${head}$INCLUDE db.example.com\n`;
  const { open, found } = await withFiles(t, { 'db.example.com': text });
  await open(text);
  assert.deepEqual(await found(), [['zone/include-cycle', at(5, 9, 23)]]);
});
