/**
 * What `code.mjs` does: one run of extension tests in the VS Code server, driven through a headless browser. It prints
 * what the tests say; what VS Code itself says goes to `out/vscode.log`.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bridgeVariable, openBridge } from './bridge.js';
import { launchBrowser } from './browser.js';
import { root } from './cache.js';
import { mark } from './mark.js';
import { PageActions } from './page.js';
import { startServer } from './server.js';
import { automation, workbenchUrl } from './workbench.js';

/** Guard on a whole run, in milliseconds. */
const runLimit = 240_000;

export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    // The desktop's own switches arrive too.
    strict: false,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'extensions-dir': { type: 'string' },
    },
  });
  const extensions = (values.extensionDevelopmentPath ?? []) as string[];
  const tests = values.extensionTestsPath as string | undefined;
  const folder = positionals[0];
  if (tests === undefined || folder === undefined) {
    console.error('Needs --extensionTestsPath=FILE and a folder to open.');
    return 2;
  }
  const dataFolder = await mkdtemp(join(tmpdir(), 'tls-rpt-vscode-'));
  const bridge = await openBridge();
  const server = await startServer({
    dataFolder,
    extensionsFolder: (values['extensions-dir'] as string | undefined) ?? join(dataFolder, 'extensions'),
    driven: true,
    env: { ...testEnv(), [bridgeVariable]: bridge.url },
  });
  const browser = await launchBrowser();
  await mkdir(join(root, 'out'), { recursive: true });
  const log = createWriteStream(join(root, 'out', 'vscode.log'));
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    bridge.connect(new PageActions(page, server.authority));
    const { exit } = await automation(page, (line) => {
      if (line.startsWith(mark)) console.log(line.slice(mark.length));
      else log.write(`${line}\n`);
    });
    await page.goto(workbenchUrl(server, folder, { extensions, tests }));
    const guard = new Promise<number>((resolve) => {
      setTimeout(() => {
        console.error(`The tests in VS Code take longer than ${runLimit / 1000} s.`);
        resolve(1);
      }, runLimit).unref();
    });
    return await Promise.race([exit, guard]);
  } finally {
    await browser.close();
    bridge.close();
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** The variables that are meant for the tests. */
function testEnv(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('TLS_RPT_'));
  return Object.fromEntries(own) as Record<string, string>;
}
