/** What `npm start` and `npm test` do first on a fresh clone. Node.js alone: nothing is installed yet. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Installs the dependencies where they are absent or not those of package-lock.json. */
export function install() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Needs Node.js 20 or newer; this is ${process.version}.`);
  if (installed()) return;
  console.log('Installing the dependencies (npm ci) …');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  });
}

/** Builds everything that ships into dist/. */
export function build() {
  run(process.execPath, ['scripts/build.mjs']);
}

/** Whether node_modules holds what package-lock.json names, packages for other platforms aside. */
function installed() {
  const lists = ['package-lock.json', 'node_modules/.package-lock.json'].map((name) => join(root, name));
  if (!lists.every((path) => existsSync(path))) return false;
  const [wanted, present] = lists.map((path) => JSON.parse(readFileSync(path, 'utf8')).packages);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

/** @param {string} command @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} [options] */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : '.'}`);
}
