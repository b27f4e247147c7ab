/** Bundles the tests that run inside VS Code: one file that exports `run()`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './cache.js';

/**
 * @param folder of the tests, from the top of the project; the harness is its `host/harness.ts` or `harness.ts`
 * @param parts only the files whose name holds one of them; all, where there are none
 */
export async function bundleTests(
  folder: string,
  platform: 'node' | 'browser',
  parts: readonly string[],
): Promise<string> {
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
    .sort();
  if (files.length === 0) throw new Error(`No test file in ${folder} matches ${parts.join(', ')}.`);
  const outfile = join(root, 'out', `${folder}.js`);
  const imports = files.map((file) => `import './${file}';`).join('\n');
  await esbuild.build({
    stdin: {
      contents: `${imports}\nexport { run } from '../vscode/host/harness.js';\n`,
      resolveDir: join(root, folder),
      loader: 'ts',
    },
    bundle: true,
    outfile,
    platform,
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    keepNames: true,
    logLevel: 'warning',
  });
  return outfile;
}
