/** `npm run package`: builds and packs the extension. See scripts/package.ts. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './setup.mjs';

install();
build();
const { tsImport } = await import('tsx/esm/api');
const { packExtension } = await tsImport('./package.ts', import.meta.url);
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const vsix = join(root, `${name}-${version}.vsix`);
await packExtension(vsix);
console.log(`${vsix}: ${Math.ceil(statSync(vsix).size / 1024)} KB`);
