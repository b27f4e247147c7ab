import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { reportFolder } from '../generate.js';
import { type Cost, interleaved, isInstalled, runProgram, spreadOf } from '../measure.js';
import { tool } from '../product.js';
import type { Figure, Row } from '../row.js';

const sample = 500;
/** What a shell loop over reports asks: the sums of a report. */
const query = '[.policies[].summary | ."total-successful-session-count", ."total-failure-session-count"]';

/** The sums of a folder of packed reports, against `gunzip | jq` for one file after the other. */
export const folder: Row = {
  name: 'folder',
  async measure({ folder: home, quick, skip }) {
    const count = quick ? 1_000 : 10_000;
    const path = reportFolder(home, count);
    const quarter = reportFolder(home, count / 4);
    const ours = (reports: string) => () =>
      runProgram(process.execPath, [tool, 'report', '--format', 'ndjson', reports]);
    const hasPeer = isInstalled('gunzip') && isInstalled('jq');
    if (!hasPeer) skip('gunzip or jq is not installed: nothing to compare with.');
    const files = readdirSync(path)
      .slice(0, sample)
      .map((name) => join(path, name));
    const results = interleaved<'whole' | 'quarter' | 'peer', Cost>(quick ? 2 : 3, {
      whole: ours(path),
      quarter: ours(quarter),
      peer: hasPeer ? () => oneByOne(files, count) : undefined,
    });
    const peer = hasPeer && {
      name: 'gunzip, jq',
      value: spreadOf(results.peer.map(({ time }) => time)),
    };
    const memory = (runs: readonly Cost[]) => spreadOf(runs.map((run) => run.memory ?? Number.NaN));
    const reports = `${count.toLocaleString('en')} packed reports`;
    return [
      {
        what: `${reports}: time`,
        unit: 'ms',
        value: spreadOf(results.whole.map(({ time }) => time)),
        ...(peer && { peer, note: `the peer over ${sample} files, scaled` }),
        bar: { kind: 'most', value: 0.5, ofPeer: true },
      },
      { what: `${reports}: peak memory`, unit: 'MB', value: memory(results.whole) },
      { what: `a quarter of them: peak memory`, unit: 'MB', value: memory(results.quarter) },
      {
        what: 'growth of peak memory from a quarter of them',
        unit: '×',
        value: spreadOf([memory(results.whole).median / memory(results.quarter).median]),
        bar: { kind: 'most', value: 1.5 },
      },
    ] satisfies Figure[];
  },
};

function oneByOne(files: readonly string[], count: number): Cost {
  const script = `for file; do gunzip -c "$file" | jq -c '${query}' > /dev/null; done`;
  const start = performance.now();
  const shell = spawnSync('sh', ['-ec', script, 'sh', ...files], { encoding: 'utf8' });
  if (shell.status !== 0) throw new Error(`gunzip | jq fails:\n${shell.stderr}`);
  return { time: ((performance.now() - start) * count) / files.length, memory: undefined };
}
