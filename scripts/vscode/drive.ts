/** One run of tests in the VS Code server, driven through a headless browser, from a fresh profile to the exit code. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { root } from './cache.js';
import { mark } from './mark.js';
import { PageActions } from './page.js';
import { type Server, startServer } from './server.js';
import { automation } from './workbench.js';

export interface DriveOptions {
  /** File in `out/` for what VS Code itself logs; what the tests say is printed. */
  readonly log: string;
  readonly extensionsFolder?: string;
  /** Added to the environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the user, over those for every run. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The display language, `de` say; English where absent. VS Code's own words stay English: no language pack is installed. */
  readonly language?: string;
  /** Device pixels per CSS pixel. */
  readonly scale?: number;
}

export interface Driven {
  readonly server: Server;
  readonly page: Page;
  readonly actions: PageActions;
}

/** Guard on opening the workbench on a busy machine, in milliseconds. */
const startLimit = 120_000;

/**
 * Guard on a silent run, in milliseconds: more than a test waits for anything. There is none on the whole, which takes
 * as long as the machine is slow.
 */
const silence = 400_000;

/** @param open opens the workbench in the page, with the tests @returns their exit code */
export async function drive(options: DriveOptions, open: (driven: Driven) => Promise<void>): Promise<number> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'tls-rpt-vscode-'));
  const extensionsFolder = options.extensionsFolder ?? join(dataFolder, 'extensions');
  const server = await startServer({
    dataFolder,
    extensionsFolder,
    driven: true,
    env: options.env ?? {},
    settings: options.settings ?? {},
  });
  const browser = await launchBrowser();
  await mkdir(join(root, 'out'), { recursive: true });
  const log = createWriteStream(join(root, 'out', options.log));
  let guard: NodeJS.Timeout | undefined;
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
    });
    context.setDefaultNavigationTimeout(startLimit);
    if (options.language !== undefined) {
      // What a language pack's script would set before the workbench starts.
      await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.language)};`);
    }
    const page = await context.newPage();
    const { exit, finish } = await automation(page, (line) => {
      if (line.startsWith(mark)) {
        console.log(line.slice(mark.length));
        guard?.refresh();
      } else log.write(`${line}\n`);
    });
    await open({ server, page, actions: new PageActions(page, server.authority) });
    guard = setTimeout(() => {
      console.log(
        `✖ The tests in VS Code have said nothing for ${silence / 1000} s: see out/${options.log}.`,
      );
      finish(1);
    }, silence);
    return await exit;
  } finally {
    clearTimeout(guard);
    log.end();
    await browser.close();
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
