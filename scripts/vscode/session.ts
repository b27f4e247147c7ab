/**
 * Runs the tests that need a VS Code of their own: those in `test/restricted`, in a folder that nobody trusts and beside a
 * stand-in for the other zone extensions, or in `test/german`, with German as the display language. Needs a build.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bridgeVariable, openBridge } from './bridge.js';
import { bundleTests } from './bundle.js';
import { root } from './cache.js';
import { type DriveOptions, drive } from './drive.js';
import { listExtension } from './server.js';
import { workbenchUrl } from './workbench.js';

interface Session {
  readonly options: Partial<DriveOptions>;
  /** The folder of an extension that is installed beside. */
  readonly beside?: string;
}

const sessions = {
  restricted: {
    options: {
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
      },
    },
    beside: join(root, 'test', 'restricted', 'standIn'),
  },
  german: { options: { language: 'de' } },
} satisfies Record<string, Session>;

async function main([name, ...parts]: readonly string[]): Promise<number> {
  if (name !== 'restricted' && name !== 'german') throw new Error(`No session ${name}.`);
  const session: Session = sessions[name];
  const tests = await bundleTests(name, parts);
  if (tests === undefined) throw new Error(`No test file matches ${parts.join(', ')}.`);
  const folder = await mkdtemp(join(tmpdir(), `tls-rpt-${name}-`));
  const [workspace, extensionsFolder] = [join(folder, 'workspace'), join(folder, 'extensions')];
  const bridge = await openBridge();
  try {
    await cp(join(root, 'examples'), workspace, { recursive: true });
    if (session.beside !== undefined) await listExtension(session.beside, extensionsFolder);
    const env = { [bridgeVariable]: bridge.url };
    const options = { ...session.options, log: `vscode-${name}.log`, env, extensionsFolder };
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
