/** What `code.mjs` does: runs the extension tests that its arguments name in the VS Code server. */
import { parseArgs } from 'node:util';
import { bridgeVariable, openBridge } from './bridge.js';
import { drive } from './drive.js';
import { workbenchUrl } from './workbench.js';

/** @returns the exit code of the tests */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    // The desktop's own switches arrive too.
    strict: false,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'extensions-dir': { type: 'string' },
    },
  });
  const extensions = strings(values.extensionDevelopmentPath);
  const [tests] = strings(values.extensionTestsPath);
  const [extensionsFolder] = strings(values['extensions-dir']);
  const [folder] = positionals;
  if (tests === undefined || folder === undefined) {
    console.error('Needs --extensionTestsPath=FILE and a folder to open.');
    return 2;
  }
  const bridge = await openBridge();
  const options = {
    log: 'vscode.log',
    env: { ...testEnv(), [bridgeVariable]: bridge.url },
    ...(extensionsFolder === undefined ? {} : { extensionsFolder }),
  };
  try {
    return await drive(options, async ({ server, page, actions }) => {
      bridge.connect(actions);
      await page.goto(workbenchUrl(server, folder, { extensions, tests }));
    });
  } finally {
    bridge.close();
  }
}

function strings(value: unknown): readonly string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}

/** The variables that are meant for the tests. */
function testEnv(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('TLS_RPT_'));
  return Object.fromEntries(own) as Record<string, string>;
}
