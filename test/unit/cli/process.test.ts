import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { test } from 'node:test';
import { folderWith } from './tool.js';

const main = ['--import=tsx', 'server/src/cli/main.ts'];
const env = { ...process.env, LANG: 'C' };

test('as a process: the standard input, the exit code, no colours into a pipe', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...main, 'lint', '--stdin-filename', 'a.json', '-'],
    { input: '{"organization-name": "x", "report-id": "y"', encoding: 'utf8', env },
  );
  assert.equal(status, 1, stderr);
  assert.match(stdout, /^a\.json:1:\d+: error: .+ \[report\/json-syntax\]$/m);
  assert.ok(!stdout.includes('\u001b'));
  assert.equal(stderr, '');
});

test('a report without end on the standard input is given up', {
  skip: !existsSync('/dev/zero') && 'no /dev/zero',
}, () => {
  const endless = openSync('/dev/zero', 'r');
  const { status, stderr } = spawnSync(process.execPath, [...main, 'report', '-'], {
    ...{ env, encoding: 'utf8', timeout: 60_000 },
    stdio: [endless, 'ignore', 'pipe'],
  });
  closeSync(endless);
  assert.equal(status, 2);
  assert.equal(stderr, '-: The report is larger than 50 MB and is not read.\n');
});

test('a reader that stops is no error', async (context) => {
  const failures = Array.from({ length: 3000 }, () => ({ 'result-type': 'x' }));
  const report = { 'organization-name': 'x', 'report-id': 'y', policies: [{ 'failure-details': failures }] };
  const folder = folderWith(context, { 'a.json': JSON.stringify(report, undefined, 1) });
  const child = spawn(process.execPath, [...main, 'lint', `${folder.path}/a.json`], { env });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  await once(child, 'exit');
  assert.equal(Buffer.concat(errors).toString(), '');
});

test('output that cannot be written is said, and no finding', {
  skip: !existsSync('/dev/full') && 'no /dev/full',
}, () => {
  const full = openSync('/dev/full', 'w');
  const run = spawnSync(
    process.execPath,
    [...main, 'record', '--domain', 'a.example', '--rua', 'mailto:r@b.example'],
    {
      env,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    },
  );
  closeSync(full);
  assert.equal(run.status, 2);
  assert.match(run.stderr, /^tls-rpt: ENOSPC: [^\n]+\n$/);
});
