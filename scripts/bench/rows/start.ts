import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../vscode/cache.js';
import { drive } from '../../vscode/drive.js';
import type { PageActions } from '../../vscode/page.js';
import { workbenchUrl } from '../../vscode/workbench.js';
import { spreadOf } from '../measure.js';
import type { Row } from '../row.js';

interface Times {
  /** Until `activate` returns, with the loading of the bundle: as VS Code says it. Milliseconds. */
  readonly activation: number;
  /** From opening the first zone until the first squiggle shows, the start of the server included. Milliseconds. */
  readonly findings: number;
}

/** The start of the extension in a real VS Code, with a fresh profile each time. */
export const start: Row = {
  name: 'start',
  async measure({ quick }) {
    const times: Times[] = [];
    for (let run = 0; run < (quick ? 1 : 5); run++) times.push(await startOnce());
    return [
      {
        what: 'activation in VS Code, until `activate` returns',
        unit: 'ms',
        value: spreadOf(times.map(({ activation }) => activation)),
        bar: { kind: 'most', value: 50 },
      },
      {
        what: 'the first zone opened, cold, until a finding shows',
        unit: 'ms',
        value: spreadOf(times.map(({ findings }) => findings)),
        bar: { kind: 'most', value: 1000 },
      },
    ];
  },
};

const zone = 'bench.example.zone';

async function startOnce(): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-start-'));
  let times: Times | undefined;
  try {
    cpSync(join(root, 'examples', 'zones'), folder, { recursive: true });
    writeFileSync(join(folder, zone), '_smtp._tls TXT v=TLSRPTv1; rua=mailto:r@example.com\n');
    await drive({ log: 'vscode-start.log' }, async ({ server, page, actions }) => {
      await page.goto(workbenchUrl(server, folder, { extensions: [root] }));
      times = await timesIn(actions);
      await page.evaluate('codeAutomationExit(0)');
    });
    if (times === undefined) throw new Error('The extension did not start: see out/vscode-start.log.');
    return times;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timesIn(actions: PageActions): Promise<Times> {
  await actions.waitFor('workbench', '.explorer-folders-view .monaco-list-row');
  await actions.press('Control+P');
  await actions.type(zone);
  await actions.waitFor('workbench', `.quick-input-list .monaco-list-row[aria-label*="${zone}"]`);
  const opened = performance.now();
  await actions.press('Enter');
  await actions.waitFor('workbench', '.squiggly-error');
  const findings = performance.now() - opened;
  await actions.press('F1');
  await actions.type('Show Running Extensions');
  await actions.waitFor('workbench', '.quick-input-list .monaco-list-row[aria-label*="Running Extensions"]');
  await actions.press('Enter');
  await actions.waitFor('workbench', '.runtime-extensions-editor .monaco-list-row');
  const rows = await actions.texts('workbench', '.runtime-extensions-editor .monaco-list-row');
  const said = rows.find((row) => row.startsWith('tls-rpt'));
  const [, activation] = /Activation: (\d+)ms/.exec(said ?? '') ?? [];
  if (activation === undefined) throw new Error(`VS Code says no time of activation: ${said}`);
  return { activation: Number(activation), findings };
}
