/** Writes every generated file (`npm run generate`). With `--check` it writes nothing and fails where one is stale. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles } from './files.js';

const check = process.argv.includes('--check');
const stale = generatedFiles().filter(({ path, text }) => read(path) !== text);
for (const { path, text } of stale) {
  if (check) {
    console.error(`${path} is stale: run \`npm run generate\`.`);
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
process.exitCode = check && stale.length > 0 ? 1 : 0;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
