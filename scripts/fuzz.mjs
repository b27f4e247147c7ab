/** `npm run test:fuzz [-- RUNS]`: the property tests at length, 20,000 runs each unless told. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [runs = '20000'] = process.argv.slice(2);
const unit = fileURLToPath(new URL('unit.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [unit, 'zone/document', 'zone/plainLines', 'zone/ahead', 'test/property'],
  {
    stdio: 'inherit',
    env: { ...process.env, TLS_RPT_FUZZ_RUNS: runs },
  },
);
process.exitCode = status ?? 1;
