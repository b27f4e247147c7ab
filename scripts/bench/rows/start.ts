import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { bridgeVariable, openBridge } from '../../vscode/bridge.js';
import { root } from '../../vscode/cache.js';
import { drive } from '../../vscode/drive.js';
import { workbenchUrl } from '../../vscode/workbench.js';
import { spreadOf } from '../measure.js';
import type { Row } from '../row.js';

/** What one start took, in milliseconds. */
export interface StartTimes {
  /** Reading, compiling and evaluating what `main` names: between the two marks that VS Code sets around it. */
  readonly load: number;
  /** What VS Code calls the loading: with the wait for the extensions that the same event activates before this one. */
  readonly loadInTurn: number;
  /** From the call of `activate` until it returns. */
  readonly call: number;
  /** From when the extension host has the first zone until it has the findings; the server starts in that time. */
  readonly findings: number;
  /** From the key that opens the zone until the first squiggle shows: with all that VS Code does to open and draw a file. */
  readonly shown: number;
}

/** The start of the extension in a real VS Code, with a fresh profile each time. */
export const start: Row = {
  name: 'start',
  async measure({ quick }) {
    const times: StartTimes[] = [];
    for (let run = 0; run < (quick ? 1 : 5); run++) times.push(await startOnce());
    const spread = (of: (one: StartTimes) => number) => spreadOf(times.map(of));
    const inTurn = spread(({ loadInTurn, call }) => loadInTurn + call).median;
    return [
      {
        what: 'activation in VS Code: load and `activate`, until it returns',
        unit: 'ms',
        value: spread(({ load, call }) => load + call),
        bar: { kind: 'most', value: 50 },
        note: `${inTurn} ms with the load of VS Code’s own extensions in turn`,
      },
      {
        what: 'the first zone opened, cold, until the findings are there',
        unit: 'ms',
        value: spread(({ findings }) => findings),
        bar: { kind: 'most', value: 1000 },
      },
      {
        what: 'the first zone opened, cold, from the key until a squiggle shows',
        unit: 'ms',
        value: spread(({ shown }) => shown),
      },
    ];
  },
};

async function startOnce(): Promise<StartTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-start-'));
  const result = join(folder, 'times.json');
  const tests = join(root, 'out', 'test', 'bench.js');
  const bridge = await openBridge();
  try {
    await esbuild.build({
      entryPoints: [join(root, 'test', 'bench', 'start.ts')],
      bundle: true,
      outfile: tests,
      platform: 'node',
      format: 'cjs',
      target: 'es2022',
      external: ['vscode'],
    });
    writeFileSync(
      join(folder, 'bench.example.zone'),
      '_smtp._tls TXT v=TLSRPTv1; rua=mailto:r@example.com\n',
    );
    writeFileSync(join(folder, 'plain.txt'), 'no zone\n');
    const env = { [bridgeVariable]: bridge.url, TLS_RPT_BENCH: result };
    const code = await drive({ log: 'vscode-start.log', env }, async ({ server, page, actions }) => {
      bridge.connect(actions);
      await page.goto(workbenchUrl(server, folder, { extensions: [root], tests }));
    });
    if (code !== 0) throw new Error('The start was not measured: see out/vscode-start.log.');
    return JSON.parse(readFileSync(result, 'utf8')) as StartTimes;
  } finally {
    bridge.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
