/** Bundles the tests that run inside VS Code: one file that exports `run()`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './cache.js';

/** Where tests run: in an extension host of one kind, or in the node one untrusted, in German, with the packed extension, or for pictures. */
export type Host = keyof typeof folders;

/** The tests of each. Those in `shared` run in both extension hosts. */
const folders = {
  node: ['test/vscode/shared', 'test/vscode'],
  web: ['test/vscode/shared', 'test/web'],
  restricted: ['test/restricted'],
  german: ['test/german'],
  package: ['test/package'],
  scenes: ['test/scenes'],
} as const;

const node: esbuild.BuildOptions = { platform: 'node', mainFields: ['module', 'main'] };

const options: Readonly<Record<Host, esbuild.BuildOptions>> = {
  node,
  restricted: node,
  german: node,
  package: node,
  scenes: node,
  web: {
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    alias: { 'node:assert/strict': join(root, 'test/web/assert.ts') },
  },
};

/**
 * @param parts only the files whose path holds one of them; all, where there are none
 * @returns the bundle's path, or nothing where no file has one of the parts
 */
export async function bundleTests(host: Host, parts: readonly string[]): Promise<string | undefined> {
  const files = folders[host]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
    .sort();
  if (files.length === 0) return undefined;
  const outfile = join(root, 'out', 'test', `${host}.js`);
  const imports = files.map((file) => `import './${file}';`).join('\n');
  await esbuild.build({
    stdin: {
      contents: `${imports}\nexport { run } from './test/vscode/host/harness.js';\n`,
      resolveDir: root,
      loader: 'ts',
    },
    ...options[host],
    bundle: true,
    outfile,
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    keepNames: true,
    logLevel: 'warning',
  });
  return outfile;
}
