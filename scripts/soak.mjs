/** `npm run test:soak [-- CYCLES]`: opens, edits and closes documents at length, in eight rounds of 1,250 unless told, and measures the memory. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [cycles = '1250'] = process.argv.slice(2);
const unit = fileURLToPath(new URL('unit.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [unit, 'protocol/memory'], {
  stdio: 'inherit',
  env: { ...process.env, TLS_RPT_SOAK_CYCLES: cycles },
});
process.exitCode = status ?? 1;
