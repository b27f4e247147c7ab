/** Draws media/icon.png, the extension's mark on the marketplaces, from media/icon.svg: `npm run icon`. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { launchBrowser } from './vscode/browser.js';
import { root } from './vscode/cache.js';

const size = 256;

async function main(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = await readFile(join(root, 'media', 'icon.svg'), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    const drawn = (await page.screenshot({ omitBackground: true })).toString('base64');
    const pixels = await page.evaluate(async (png) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      return Array.from(context.getImageData(0, 0, image.width, image.height).data);
    }, drawn);
    await writeFile(join(root, 'media', 'icon.png'), png(Buffer.from(pixels)));
  } finally {
    await browser.close();
  }
}

/** A PNG of RGBA pixels, its lines unfiltered: for flat areas that takes half of what browsers write. */
function png(pixels: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  const lines = Array.from({ length: size }, (_, line) => [
    Buffer.from([0]),
    pixels.subarray(line * size * 4, (line + 1) * size * 4),
  ]);
  const data = deflateSync(Buffer.concat(lines.flat()), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

main();
