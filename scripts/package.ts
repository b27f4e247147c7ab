/**
 * Packs the extension: `npm run package` writes tls-rpt-VERSION.vsix. Two builds of one commit are the same, byte for
 * byte: the time in the archive is the commit's, unless SOURCE_DATE_EPOCH says otherwise.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './vscode/cache.js';

const execute = promisify(execFile);

/** Packs what dist/ holds into a .vsix. Throws where vsce has a warning. */
export async function packExtension(vsix: string): Promise<void> {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { stdout, stderr } = await execute(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--no-update-package-json', '--out', vsix],
    {
      cwd: root,
      env: { ...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? (await commitTime()) },
    },
  );
  const output = stdout + stderr;
  if (/warning/i.test(output)) throw new Error(`vsce warns:\n${output}`);
}

/** Seconds since 1970 of the commit, or 1980, the first year that an archive knows, outside a checkout. */
async function commitTime(): Promise<string> {
  try {
    return (await execute('git', ['log', '-1', '--format=%ct'], { cwd: root })).stdout.trim();
  } catch {
    return '315619200';
  }
}
