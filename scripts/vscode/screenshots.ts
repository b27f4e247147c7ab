/**
 * Takes the pictures of the documentation in a real VS Code: `npm run screenshots [-- PART…]` plays the scenes in
 * test/scenes and writes docs/images/NAME.png. Needs a build.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bridgeVariable, openBridge } from './bridge.js';
import { bundleTests } from './bundle.js';
import { root } from './cache.js';
import { drive } from './drive.js';
import { workbenchUrl } from './workbench.js';

async function main(parts: readonly string[]): Promise<number> {
  const tests = await bundleTests('scenes', parts);
  if (tests === undefined) throw new Error(`No scene matches ${parts.join(', ')}.`);
  const folder = await mkdtemp(join(tmpdir(), 'tls-rpt-scenes-'));
  const workspace = join(folder, 'example');
  const bridge = await openBridge();
  try {
    await cp(join(root, 'examples'), workspace, { recursive: true });
    const options = { log: 'vscode-scenes.log', env: { [bridgeVariable]: bridge.url }, settings, scale: 1.5 };
    return await drive(options, async ({ server, page, actions }) => {
      bridge.connect(actions);
      await page.goto(workbenchUrl(server, workspace, { extensions: [root], tests }));
    });
  } finally {
    bridge.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** For pictures: nothing that blinks, nothing that changes from run to run. */
const settings = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.guides.indentation': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'workbench.sideBar.location': 'right',
};

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
