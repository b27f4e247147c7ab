/** Writes every generated file (`npm run generate`). With `--check` it writes nothing and fails where one is stale. */
import { generatedFiles } from './files.js';
import { readGenerated, writeGenerated } from './generated.js';

const check = process.argv.includes('--check');
const stale = generatedFiles().filter((file) => readGenerated(file.path) !== file.text);
for (const file of stale) {
  if (check) {
    console.error(`${file.path} is stale: run \`npm run generate\`.`);
  } else {
    writeGenerated(file);
    console.log(`wrote ${file.path}`);
  }
}
process.exitCode = check && stale.length > 0 ? 1 : 0;
