/** The npm package, installed into an empty folder: its commands run there with nothing beside them. Needs a build. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-npm-'));
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

function npm(cwd: string, ...args: string[]): string {
  // The package must do without what the tests need.
  const env = { ...process.env, NODE_OPTIONS: '' };
  return execFileSync('npm', [...args, '--loglevel=error'], { cwd, env, encoding: 'utf8' });
}

/** Path of an installed command. */
const command = (name: string) => join(folder, 'node_modules', '.bin', name);

let packed: { files: { path: string }[]; size: number };

suite('npm package', () => {
  before(() => {
    const list = npm('.', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
    packed = [JSON.parse(list)].flat().map((one) => (one.files ? one : Object.values(one)[0]))[0];
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    npm(
      folder,
      'install',
      '--offline',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `./tls-rpt-${version}.tgz`,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  test('holds the commands and what they need, nothing else', () => {
    const paths = packed.files.map(({ path }) => path).filter((path) => path !== 'README.md');
    assert.deepEqual(paths.sort(), [
      'LICENSE',
      'dist/aheadThread.js',
      'dist/bundle.l10n.de.json',
      'dist/cli.js',
      'dist/server/stdio.js',
      'package.json',
      'schemas/tls-rpt-config.schema.json',
      'schemas/tlsrpt-report.schema.json',
    ]);
    assert.ok(packed.size < 490_000, `${packed.size} bytes`);
  });

  test('its command line finds a mistake', () => {
    const zone = '$ORIGIN example.com.\n$TTL 1h\n_smtp._tls TXT v=TLSRPTv1; rua=mailto:r@example.com\n';
    const run = spawnSync(command('tls-rpt'), ['lint', '--format', 'json', '-'], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '' },
      input: zone,
      encoding: 'utf8',
    });
    assert.equal(run.status, 1, run.stderr);
    const found = JSON.parse(run.stdout) as { code: string; range: object }[];
    assert.deepEqual(
      found.filter(({ code }) => code === 'tlsrpt/unquoted-semicolon').map(({ range }) => range),
      [{ start: { line: 2, character: 15 }, end: { line: 2, character: 51 } }],
    );
  });

  test('its command line speaks German', () => {
    const { stdout } = spawnSync(command('tls-rpt'), ['--lang', 'de', '--help'], { encoding: 'utf8' });
    assert.match(stdout, /^tls-rpt: prüft DNS-Zonendateien/);
  });

  test('its language server answers', async () => {
    const server = spawn(command('tls-rpt-language-server'), ['--stdio'], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const answer = await connection.sendRequest<{ capabilities: object }>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.ok('codeActionProvider' in answer.capabilities);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    connection.dispose();
  });
});
