/** Draws media/icon.png, the extension's mark on the marketplaces, from media/icon.svg: `npm run icon`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './vscode/browser.js';
import { root } from './vscode/cache.js';

async function main(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
    const svg = await readFile(join(root, 'media', 'icon.svg'), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: join(root, 'media', 'icon.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
}

main();
