/** Runs the VS Code server on the loopback interface. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { fetchCodeServer, plainEnv } from './cache.js';
import { settings } from './settings.js';

export interface ServerOptions {
  /** Where it keeps settings, state and logs. */
  readonly dataFolder: string;
  /** Where it looks for installed extensions; by default an empty folder in `dataFolder`. */
  readonly extensionsFolder?: string;
  /** Whether a test drives it. Without this it ignores what the page asks of it; with it no notification is shown. */
  readonly driven: boolean;
  /** 0, the default: any free port. */
  readonly port?: number;
  /** Added to the environment of the server and of its extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the user, over those for every run. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Server {
  /** `127.0.0.1:PORT` */
  readonly authority: string;
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Guard against a server that never answers, in milliseconds. */
const startLimit = 60_000;

export async function startServer(options: ServerOptions): Promise<Server> {
  const { node, folder } = await fetchCodeServer();
  await seedSettings(options);
  const child = spawn(
    node,
    [
      join(folder, 'out', 'server-main.js'),
      '--host=127.0.0.1',
      `--port=${options.port ?? 0}`,
      '--without-connection-token',
      '--accept-server-license-terms',
      '--telemetry-level=off',
      `--server-data-dir=${options.dataFolder}`,
      `--extensions-dir=${options.extensionsFolder ?? join(options.dataFolder, 'extensions')}`,
      ...(options.driven ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: { ...plainEnv(), ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await boundPort(child);
  return {
    authority: `127.0.0.1:${port}`,
    ended,
    stop: async () => {
      child.kill();
      const force = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(force);
    },
  };
}

/** Installs a packed extension into an extensions folder. */
export async function installExtension(
  vsix: string,
  dataFolder: string,
  extensionsFolder: string,
): Promise<void> {
  const { node, folder } = await fetchCodeServer();
  const child = spawn(
    node,
    [
      join(folder, 'out', 'server-main.js'),
      `--server-data-dir=${dataFolder}`,
      `--extensions-dir=${extensionsFolder}`,
      `--install-extension=${vsix}`,
      '--accept-server-license-terms',
    ],
    { env: plainEnv(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`VS Code does not install ${vsix}:\n${output}`);
}

/** Lists the extension in a folder as the one that is installed, where it is. */
export async function listExtension(folder: string, extensionsFolder: string): Promise<void> {
  const manifest = await readFile(join(folder, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(manifest) as Record<string, string>;
  const location = { $mid: 1, path: pathToFileURL(folder).pathname.replace(/\/$/, ''), scheme: 'file' };
  const list = [{ identifier: { id: `${publisher}.${name}` }, version, location, metadata: {} }];
  await mkdir(extensionsFolder, { recursive: true });
  await writeFile(join(extensionsFolder, 'extensions.json'), JSON.stringify(list));
}

async function seedSettings(options: ServerOptions): Promise<void> {
  const folder = join(options.dataFolder, 'data', 'User');
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ ...settings, ...options.settings }, null, 2);
  await writeFile(join(folder, 'settings.json'), text);
}

/** The port that the server says it listens on. */
function boundPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (why: string) => reject(new Error(`The VS Code server ${why}.\n${said.join('\n')}`));
    const guard = setTimeout(() => fail('does not start'), startLimit);
    child.once('error', reject);
    child.once('exit', (code) => fail(`ended with ${code}`));
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface(stream).on('line', (line) => {
        said.push(line);
        const port =
          /(?:Extension host agent listening on|bound to [\d.]+:|Web UI available at http:\/\/[^:]+:)\s*(\d+)/.exec(
            line,
          )?.[1];
        if (port === undefined) return;
        clearTimeout(guard);
        resolve(Number(port));
      });
    }
  });
}
