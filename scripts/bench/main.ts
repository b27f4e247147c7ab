/**
 * `npm run bench [-- --only ROW] [--quick] [--json]`: measures the built product and its peers side by side and prints
 * a table, or JSON lines. Builds dist/ first.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './product.js';
import type { Context, Row } from './row.js';
import { folder } from './rows/folder.js';
import { hostile } from './rows/hostile.js';
import { keystroke } from './rows/keystroke.js';
import { lint } from './rows/lint.js';
import { meanwhile } from './rows/meanwhile.js';
import { parse } from './rows/parse.js';
import { report } from './rows/report.js';
import { size } from './rows/size.js';
import { start } from './rows/start.js';
import { jsonLine, tableHead, tableLine } from './table.js';

process.chdir(root);
const rows: readonly Row[] = [lint, parse, keystroke, meanwhile, hostile, report, folder, start, size];
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const unknown = values.only?.filter((name) => !rows.some((row) => row.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`No row ${unknown.join(', ')}; there are ${rows.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const context: Context = {
  folder: join(tmpdir(), 'tls-rpt-bench'),
  quick: values.quick,
  skip: (reason) => console.error(`SKIPPED: ${reason}`),
};
mkdirSync(context.folder, { recursive: true });
void main();

async function main(): Promise<void> {
  if (!values.json) console.log(tableHead);
  for (const row of rows.filter(({ name }) => values.only?.includes(name) ?? true)) {
    for (const figure of await row.measure(context)) {
      console.log(values.json ? jsonLine(row, figure) : tableLine(figure));
    }
  }
}
