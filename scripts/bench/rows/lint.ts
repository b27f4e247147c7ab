import { zoneFile } from '../generate.js';
import { interleaved, isInstalled, runProgram, spreadOf } from '../measure.js';
import { tool } from '../product.js';
import type { Figure, Row } from '../row.js';

const named = 'named-checkzone';

/** `tls-rpt lint` against `named-checkzone`, each a whole process from start to exit. */
export const lint: Row = {
  name: 'lint',
  async measure({ folder, quick, skip }) {
    const records = quick ? 100_000 : 1_000_000;
    const file = zoneFile(folder, records);
    const half = zoneFile(folder, records / 2);
    const ours = (path: string) => () => runProgram(process.execPath, [tool, 'lint', path]);
    const hasPeer = isInstalled(named);
    if (!hasPeer) skip(`${named} is not installed (Debian package bind9-utils): nothing to compare with.`);
    const results = interleaved(quick ? 3 : 5, {
      half: ours(half),
      whole: ours(file),
      // Local checks only: as many as tls-rpt makes, and no questions to the network.
      peer: hasPeer ? () => runProgram(named, ['-i', 'local', 'example.com', file]) : undefined,
    });
    const times = (of: keyof typeof results) => spreadOf((results[of] ?? []).map(({ time }) => time));
    const memories = (of: keyof typeof results) =>
      spreadOf((results[of] ?? []).map(({ memory }) => memory ?? Number.NaN));
    const what = `lint of ${records.toLocaleString('en')} records, whole process`;
    return [
      {
        what: `${what}: time`,
        unit: 'ms',
        value: times('whole'),
        ...(hasPeer && { peer: { name: named, value: times('peer') } }),
        bar: { kind: 'most', value: 0.25, ofPeer: true },
      },
      {
        what: `${what}: peak memory`,
        unit: 'MB',
        value: memories('whole'),
        ...(hasPeer && { peer: { name: named, value: memories('peer') } }),
        bar: { kind: 'most', value: 1, ofPeer: true },
      },
      {
        what: `lint: growth of time from ${(records / 2).toLocaleString('en')} records`,
        unit: '×',
        value: spreadOf(results.whole.map(({ time }, run) => time / results.half[run]!.time)),
        bar: { kind: 'most', value: 2.2 },
      },
    ] satisfies Figure[];
  },
};
