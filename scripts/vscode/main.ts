/** Runs the tests in a real VS Code: `npm run vscode [-- PART…]` (needs a build). Its last line is `N passed, N failed`. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleTests } from './bundle.js';
import { cacheFolder, root } from './cache.js';
import { versions } from './versions.js';

async function main(parts: readonly string[]): Promise<number> {
  const tests = await bundleTests('test/vscode', 'node', parts);
  const folder = await mkdtemp(join(tmpdir(), 'tls-rpt-test-'));
  const workspace = join(folder, 'workspace');
  await cp(join(root, 'examples'), workspace, { recursive: true });
  try {
    await runTests({
      ...(hasDesktop()
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
    return 0;
  } catch {
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether a desktop VS Code can be downloaded and shown. */
function hasDesktop(): boolean {
  return process.platform !== 'linux' || process.env.TLS_RPT_DESKTOP === '1';
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
