/**
 * Runs the tests in `test/restricted`: in a folder that nobody trusts, beside a stand-in for the other zone extensions.
 * Needs a build.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bridgeVariable, openBridge } from './bridge.js';
import { bundleTests } from './bundle.js';
import { root } from './cache.js';
import { drive } from './drive.js';
import { listExtension } from './server.js';
import { workbenchUrl } from './workbench.js';

const settings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

async function main(parts: readonly string[]): Promise<number> {
  const tests = await bundleTests('restricted', parts);
  if (tests === undefined) throw new Error(`No test file matches ${parts.join(', ')}.`);
  const folder = await mkdtemp(join(tmpdir(), 'tls-rpt-restricted-'));
  const [workspace, extensionsFolder] = [join(folder, 'workspace'), join(folder, 'extensions')];
  const bridge = await openBridge();
  try {
    await cp(join(root, 'examples'), workspace, { recursive: true });
    await listExtension(join(root, 'test', 'restricted', 'standIn'), extensionsFolder);
    const env = { [bridgeVariable]: bridge.url };
    const options = { log: 'vscode-restricted.log', env, settings, extensionsFolder };
    return await drive(options, async ({ server, page, actions }) => {
      bridge.connect(actions);
      await page.goto(workbenchUrl(server, workspace, { extensions: [root], tests }));
    });
  } finally {
    bridge.close();
    await rm(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
