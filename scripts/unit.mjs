/**
 * Runs the tests that need no VS Code: `node scripts/unit.mjs [PART]…` runs the files whose path holds one of the
 * parts, or all. Closes with the line `N passed, N failed`.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim();

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

/** A bundled file lies elsewhere: it is told where its source does. */
const places = {
  name: 'places',
  setup(build) {
    // What Node.js cannot import as it is: JSON without an attribute, names that it does not see.
    const bundled =
      /^(?:@microsoft\/jest-sarif|vscode-json-languageservice|jsonc-parser|vscode-[a-z-]+types)(?:\/|$)/;
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || bundled.test(path) ? undefined : { path, external: true },
    );
    build.onLoad({ filter: /[\\/](?:test|scripts)[\\/].*\.ts$/ }, ({ path }) => {
      const meta = { url: pathToFileURL(path).href, dirname: dirname(path) };
      const text = readFileSync(path, 'utf8');
      const contents = text.replaceAll(/\bimport\.meta\.(url|dirname)\b/g, (_, name) =>
        JSON.stringify(meta[name]),
      );
      return { contents, loader: 'ts' };
    });
  },
};

const outdir = join(root, 'out', 'unit', String(process.pid));
// Every test file is a process: bundled together they take half the time that they take one by one through a loader.
const { metafile } = await esbuild.build({
  entryPoints: files,
  outdir,
  outbase: '.',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [places],
});
const bundles = Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
  files.includes(entryPoint) ? [join(root, path)] : [],
);

let passed = 0;
let failed = 0;
const stream = run({ files: bundles.sort(), concurrency: availableParallelism() });
stream.on('test:pass', (event) => {
  if (event.details.type !== 'suite' && event.skip === undefined) passed++;
});
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') failed++;
});
stream.compose(spec).pipe(process.stdout);
stream.on('end', () => {
  rmSync(outdir, { recursive: true, force: true });
  process.on('exit', () => console.log(`${passed} passed, ${failed} failed`));
  process.exitCode = failed === 0 ? 0 : 1;
});
