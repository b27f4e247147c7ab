/** The second thread that reads large zones, in processes of its own: one that loads TypeScript cannot wait for it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { buildSync } from 'esbuild';
import { type Folder, folderWith } from './tool.js';

const head = '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 host 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n';
const host = (i: number) => `host${i} A 192.0.2.1\n TXT "${'x'.repeat(200)}"\n`;
const skip = availableParallelism() < 2 && 'one processor';

/** A zone that is large enough for a second thread, with a mistake in each part. */
const zone = [
  head,
  ...Array.from({ length: 40_000 }, (_, i) => (i % 19_999 === 1 ? `bad${i} A 192.0.2\n` : host(i))),
].join('');

const tool = mkdtempSync(join(tmpdir(), 'tls-rpt-ahead-'));
before(() => {
  buildSync({
    entryPoints: ['main', 'ahead', 'aheadThread'].map((name) => `server/src/cli/${name}.ts`),
    bundle: true,
    platform: 'node',
    outdir: tool,
    logLevel: 'error',
    mainFields: ['module', 'main'],
  });
});
after(() => rmSync(tool, { recursive: true }));

/** Runs a program in a folder, with the tool. */
function run(folder: Folder, ...line: readonly string[]) {
  const env = { ...process.env, LANG: 'C', NODE_OPTIONS: '' };
  return spawnSync(process.execPath, line, {
    cwd: folder.path,
    encoding: 'utf8',
    env,
    maxBuffer: 100_000_000,
  });
}

/** What a program begins with. */
const prelude = `
  const { openSync, statSync, truncateSync, utimesSync } = require('node:fs');
  const start = require(${JSON.stringify(join(tool, 'ahead.js'))}).aheadBy(${JSON.stringify(join(tool, 'aheadThread.js'))});
  const path = 'db.example.com';
  const { size } = statSync(path);`;

/** What a thread says of a file, and which chunks it makes of it; `begin` comes before. */
const threadOf = (begin = '') => `${prelude}
  if (start(path, 0, 1000) !== undefined) throw new Error('a thread for a small file');
  ${begin}
  const thread = start(path, openSync(path), size);
  const { ahead, head } = thread;
  const { seam } = ahead;
  ahead.begin({ apex: 'example.com.', origin: 'example.com.' });
  const first = ahead.stretch(0, seam + 1000).text;
  const chunks = [...ahead.chunks()].map(({ start, length }) => [start, length]);
  const text = ahead.slice(0);
  const middle = ahead.slice(size - 100, size - 50);
  console.log(JSON.stringify({ seam, head: head.toString(), first, isText: thread.isText(), chunks, text, middle }));`;

interface Said {
  readonly seam: number;
  readonly head: string;
  readonly first: string;
  readonly isText: boolean;
  readonly chunks: readonly (readonly [start: number, length: number])[];
  readonly text: string;
  readonly middle: string;
}

function said(context: TestContext, content: string | Buffer, begin?: string): Said {
  const folder = folderWith(context, {});
  writeFileSync(join(folder.path, 'db.example.com'), content);
  const ran = run(folder, '-e', threadOf(begin));
  assert.equal(ran.stderr, '');
  return JSON.parse(ran.stdout) as Said;
}

test('a thread reads the later part of a zone to its end', { skip }, (context) => {
  const { seam, head, first, isText, chunks, text, middle } = said(context, zone);
  assert.ok(seam < zone.length / 2);
  assert.ok(head === zone.slice(0, 131_072));
  assert.ok(first === zone.slice(0, seam + 1000));
  assert.ok(isText);
  assert.ok(text === zone);
  assert.equal(middle, zone.slice(-100, -50));
  let at = zone.indexOf('\n', seam - 1) + 1;
  for (const [start, length] of chunks) {
    assert.equal(start, at);
    at += length;
  }
  assert.equal(at, zone.length);
});

/** Where the last of the chunks ends. */
const reach = (chunks: Said['chunks']) => chunks.at(-1)!.reduce((start, length) => start + length);

test('a later part is read ahead as far as its octets are characters', { skip }, (context) => {
  const german = `${zone}tür TXT "ä"\n`;
  const { isText, chunks, text } = said(context, german);
  assert.ok(isText);
  assert.ok(reach(chunks) < zone.length);
  assert.ok(text === german);
  const latin = said(context, Buffer.from(`${zone}t\xfcr TXT "x"\n`, 'latin1'));
  assert.ok(!latin.isText);
  assert.ok(reach(latin.chunks) < zone.length);
  assert.ok(latin.text === `${zone}t\ufffdr TXT "x"\n`);
});

test('of a file that has become shorter there is what there is', { skip }, (context) => {
  const { isText, chunks, text } = said(context, zone, 'truncateSync(path, size - 10);');
  assert.ok(isText);
  assert.ok(reach(chunks) < zone.length - 10);
  assert.ok(text === zone.slice(0, -10));
});

test('a file that changes while it is read is refused', { skip }, (context) => {
  const folder = folderWith(context, { 'db.example.com': zone });
  const ran = run(
    folder,
    '-e',
    `${prelude}
    const { ahead } = start(path, openSync(path), size);
    utimesSync(path, 0, 0);
    try {
      ahead.slice(0);
    } catch ({ file, words }) {
      console.log(file, words.template);
    }`,
  );
  assert.equal(ran.stderr, '');
  assert.equal(ran.stdout, 'db.example.com The file has changed while it was read.\n');
});

test('a zone that two threads read, as one reads it', { skip }, async (context) => {
  const folder = folderWith(context, { 'db.example.com': zone });
  const line = ['lint', '--format', 'json', 'db.example.com'];
  const ran = run(folder, join(tool, 'main.js'), ...line);
  assert.equal(ran.stderr, '');
  assert.equal(ran.status, 1);
  assert.deepEqual(JSON.parse(ran.stdout), JSON.parse((await folder.run(line)).out));
  assert.equal(ran.stdout.match(/"zone\/bad-rdata"/g)?.length, 3);
});

test('a large zone with other characters, or that is none, as one thread reads it', {
  skip,
}, async (context) => {
  const folder = folderWith(context, {
    'db.example.com': `${zone}tür A 192.0.2\n`,
    'first.zone': `; tür\n${zone}`,
    'early.zone': zone.replace('host2000 ', 'tür A 192.0.2\nhost2000 '),
    'latin.zone': '',
    'tlsrpt.json': `{"policies": [{}], "report-id": "${'x'.repeat(9_000_000)}"}`,
  });
  const latin = Buffer.from(zone.replace('host2000 ', 't\xfcr A 192.0.2\nhost2000 '), 'latin1');
  writeFileSync(join(folder.path, 'latin.zone'), latin);
  for (const file of ['db.example.com', 'first.zone', 'early.zone', 'latin.zone', 'tlsrpt.json']) {
    const line = ['lint', '--format', 'json', file];
    const ran = run(folder, join(tool, 'main.js'), ...line);
    assert.equal(ran.stderr, '');
    assert.ok(ran.stdout === (await folder.run(line)).out, file);
  }
});
