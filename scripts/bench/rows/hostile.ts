import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileReports, hostileZones } from '../hostile.js';
import { runProgram, spreadOf } from '../measure.js';
import { tool } from '../product.js';
import type { Figure, Row } from '../row.js';

/** Inputs of a megabyte that are made to be slow: each a whole `tls-rpt lint`. */
export const hostile: Row = {
  name: 'hostile',
  async measure({ folder, quick }) {
    const home = join(folder, 'hostile');
    mkdirSync(home, { recursive: true });
    const inputs = [
      ...Object.entries(hostileZones).map(([what, text]) => ({ what, text, name: 'example.com.zone' })),
      ...Object.entries(hostileReports).map(([what, text]) => ({ what, text, name: 'report.json' })),
    ];
    const figures: Figure[] = [];
    for (const { what, text, name } of inputs) {
      const file = join(home, name);
      writeFileSync(file, text);
      const runs = Array.from({ length: quick ? 1 : 3 }, () =>
        runProgram(process.execPath, [tool, 'lint', file], [0, 1]),
      );
      const time = spreadOf(runs.map((run) => run.time));
      const memory = spreadOf(runs.map((run) => run.memory ?? Number.NaN));
      figures.push(
        { what: `hostile, ${what}: time`, unit: 'ms', value: time, bar: { kind: 'most', value: 1000 } },
        {
          what: `hostile, ${what}: peak memory`,
          unit: 'MB',
          value: memory,
          bar: { kind: 'most', value: 500 },
        },
      );
    }
    return figures;
  },
};
