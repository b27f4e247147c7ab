/** `npm run test:soak [-- CYCLES]`: opens, edits and closes documents at length, 10,000 unless told, and measures the heap. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [cycles = '10000'] = process.argv.slice(2);
const unit = fileURLToPath(new URL('unit.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [unit, 'protocol/memory'], {
  stdio: 'inherit',
  env: { ...process.env, TLS_RPT_SOAK_CYCLES: cycles },
});
process.exitCode = status ?? 1;
