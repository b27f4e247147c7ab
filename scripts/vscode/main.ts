/**
 * Runs the tests in a real VS Code: `npm run vscode [-- PART…]` in the node extension host, with `--web` first in the
 * web worker's. Needs a build.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleTests } from './bundle.js';
import { cacheFolder, root } from './cache.js';
import { versions } from './versions.js';
import { runInWorker } from './web.js';

async function main(args: readonly string[]): Promise<number> {
  const web = args[0] === '--web';
  const parts = web ? args.slice(1) : args;
  const tests = await bundleTests(web ? 'web' : 'node', parts);
  if (tests === undefined) {
    console.error(`No test file matches ${parts.join(', ')}.`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tls-rpt-test-'));
  const workspace = join(folder, 'workspace');
  try {
    await cp(join(root, 'examples'), workspace, { recursive: true });
    return web ? await runInWorker(workspace) : await runInNode(folder, workspace, tests);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runInNode(folder: string, workspace: string, tests: string): Promise<number> {
  // A desktop VS Code where one can be downloaded and shown.
  const desktop = process.platform !== 'linux' || process.env.TLS_RPT_DESKTOP === '1';
  try {
    return await runTests({
      ...(desktop
        ? { version: versions.desktop, cachePath: cacheFolder }
        : { vscodeExecutablePath: join(root, 'scripts', 'vscode', 'code.mjs') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, 'user')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
    });
  } catch {
    // The tests have said what failed.
    return 1;
  }
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
