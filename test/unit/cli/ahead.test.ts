/** The second thread that reads large zones, in processes of its own: one that loads TypeScript cannot wait for it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
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

/** Builds the tool into a folder, and runs a program there. */
function built(folder: Folder, ...line: readonly string[]) {
  buildSync({
    entryPoints: ['main', 'ahead', 'aheadThread'].map((name) => `server/src/cli/${name}.ts`),
    bundle: true,
    platform: 'node',
    outdir: folder.path,
    logLevel: 'error',
    mainFields: ['module', 'main'],
  });
  const env = { ...process.env, LANG: 'C', NODE_OPTIONS: '' };
  return spawnSync(process.execPath, line, { cwd: folder.path, encoding: 'utf8', env });
}

test('a thread reads the later part of a zone to its end', { skip }, (context) => {
  const program = `
    const ahead = require('./ahead.js').aheadBy(require.resolve('./aheadThread.js'));
    if (ahead(1000) !== undefined) throw new Error('a thread for a small file');
    const octets = require('node:fs').readFileSync('db.example.com');
    const later = ahead(octets.length).reader(octets);
    const seam = later.begin({ apex: 'example.com.', origin: 'example.com.' });
    const chunks = [...later.chunks()].map(({ start, length }) => [start, length]);
    console.log(JSON.stringify({ seam, chunks }));`;
  const run = built(folderWith(context, { 'db.example.com': zone }), '-e', program);
  assert.equal(run.stderr, '');
  const { seam, chunks } = JSON.parse(run.stdout) as { seam: number; chunks: [number, number][] };
  let at = zone.indexOf('\n', seam - 1) + 1;
  for (const [start, length] of chunks) {
    assert.equal(start, at);
    at += length;
  }
  assert.equal(at, zone.length);
});

test('a zone that two threads read, as one reads it', { skip }, async (context) => {
  const folder = folderWith(context, { 'db.example.com': zone });
  const line = ['lint', '--format', 'json', 'db.example.com'];
  const run = built(folder, 'main.js', ...line);
  assert.equal(run.stderr, '');
  assert.equal(run.status, 1);
  assert.deepEqual(JSON.parse(run.stdout), JSON.parse((await folder.run(line)).out));
  assert.equal(run.stdout.match(/"zone\/bad-rdata"/g)?.length, 3);
});
