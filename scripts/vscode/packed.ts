/**
 * Packs the extension, installs it into a fresh VS Code server and drives it from a second, empty extension: finds what
 * `.vscodeignore` and the bundler left out. Needs a build.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packExtension } from '../package.js';
import { bridgeVariable, openBridge } from './bridge.js';
import { bundleTests } from './bundle.js';
import { root } from './cache.js';
import { drive } from './drive.js';
import { installExtension } from './server.js';
import { workbenchUrl } from './workbench.js';

async function main(): Promise<number> {
  const tests = await bundleTests('package', []);
  const folder = await mkdtemp(join(tmpdir(), 'tls-rpt-package-'));
  const [vsix, again] = [join(folder, 'first.vsix'), join(folder, 'second.vsix')];
  const [workspace, extensionsFolder] = [join(folder, 'workspace'), join(folder, 'extensions')];
  const bridge = await openBridge();
  try {
    await cp(join(root, 'examples'), workspace, { recursive: true });
    await packExtension(vsix);
    await packExtension(again);
    await installExtension(vsix, join(folder, 'data'), extensionsFolder);
    const env = {
      TLS_RPT_VSIX: vsix,
      TLS_RPT_VSIX_AGAIN: again,
      TLS_RPT_ROOT: root,
      [bridgeVariable]: bridge.url,
    };
    return await drive(
      { log: 'vscode-package.log', extensionsFolder, env },
      async ({ server, page, actions }) => {
        bridge.connect(actions);
        const development = { extensions: [join(root, 'test', 'package', 'driver')], tests: tests! };
        await page.goto(workbenchUrl(server, workspace, development));
      },
    );
  } finally {
    bridge.close();
    await rm(folder, { recursive: true, force: true });
  }
}

main().then((code) => {
  process.exitCode = code;
});
