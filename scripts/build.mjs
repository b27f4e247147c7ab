/** Builds everything that ships into dist/. `--watch` rebuilds on change, `--dev` keeps names and adds source maps. */
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import * as esbuild from 'esbuild';

const dev = process.argv.includes('--dev') || process.argv.includes('--watch');

const common = {
  bundle: true,
  minify: !dev,
  sourcemap: dev,
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
  // A UMD build that esbuild cannot follow breaks only in the packed extension: make it fail here.
  logOverride: { 'import-is-undefined': 'error' },
};

/** What is loaded before anything can be shown. */
const early = [
  'dist/cli.js',
  'dist/aheadThread.js',
  'dist/server/stdio.js',
  'dist/server/web.js',
  'dist/client/node.js',
];

/** `module` first: jsonc-parser's `main` is a UMD build whose requires a bundler cannot follow. */
const node = { ...common, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] };
const web = {
  ...common,
  platform: 'browser',
  format: 'cjs',
  mainFields: ['browser', 'module', 'main'],
  define: { 'process.platform': '"web"' },
};

const builds = [
  {
    ...node,
    entryPoints: {
      'client/node': 'client/src/node.ts',
      'client/languageClient': 'client/src/languageClient.ts',
    },
    // Loaded when it is wanted: by `require`, as VS Code's extension host knows it.
    external: ['vscode', './languageClient.js'],
    supported: { 'dynamic-import': false },
  },
  { ...web, entryPoints: { 'client/web': 'client/src/web.ts' }, external: ['vscode'] },
  // The server is packed once: the web entry holds it, and the node entry takes it from there.
  { ...node, entryPoints: { 'server/node': 'server/src/node.ts' }, external: ['./web.js'] },
  {
    ...web,
    entryPoints: { 'server/web': 'server/src/web.ts' },
    banner: { js: 'var module=typeof module==="object"?module:{exports:{}};' },
  },
  {
    ...node,
    entryPoints: {
      cli: 'server/src/cli/main.ts',
      aheadThread: 'server/src/cli/aheadThread.ts',
      'server/stdio': 'server/src/stdio.ts',
    },
    banner: { js: '#!/usr/bin/env node' },
    // Other languages lie beside: V8 would read them whenever a tool starts, and most starts want none.
    loader: { '.de.json': 'copy' },
    assetNames: '[name]',
    supported: { 'dynamic-import': false },
  },
  {
    ...web,
    format: 'iife',
    entryPoints: ['summary', 'dashboard'].flatMap((page) => [
      { in: `client/webview/${page}/main.ts`, out: `webview/${page}` },
      { in: `client/webview/${page}/${page}.css`, out: `webview/${page}` },
    ]),
  },
].map((options) => ({ ...options, outdir: 'dist' }));

rmSync('dist', { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
  for (const file of early) {
    // esbuild escapes what is no ASCII everywhere but in regular expressions.
    if (/[^\0-\x7f]/.test(readFileSync(file, 'utf8')))
      throw new Error(`${file} is not ASCII: V8 would take twice the memory for it, and longer to load it.`);
  }
  for (const tool of ['dist/cli.js', 'dist/server/stdio.js']) chmodSync(tool, 0o755);
}
