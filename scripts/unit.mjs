/**
 * Runs the tests that need no VS Code: `node scripts/unit.mjs [PART]…` runs the files whose path holds one of the
 * parts, or all. Closes with the line `N passed, N failed`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
// The files are TypeScript: every test process loads them through tsx.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=tsx`.trim();

const folders = ['test/unit', 'test/protocol', 'test/grammar', 'test/property'];
const parts = process.argv.slice(2);
// Only by name: they need a build.
folders.push(...['test/npm', 'test/editors'].filter((folder) => parts.includes(folder)));
const files = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .sort();
if (files.length === 0) {
  console.error(`No test file matches ${parts.join(', ')}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const stream = run({ files: files.map((file) => join(root, file)), concurrency: availableParallelism() });
stream.on('test:pass', (event) => {
  if (event.details.type !== 'suite' && event.skip === undefined) passed++;
});
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') failed++;
});
stream.compose(spec).pipe(process.stdout);
stream.on('end', () => {
  process.on('exit', () => console.log(`${passed} passed, ${failed} failed`));
  process.exitCode = failed === 0 ? 0 : 1;
});
