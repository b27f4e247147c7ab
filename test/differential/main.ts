/** `npm run test:differential [COUNT [SEED]]`: compares so many generated zones with named-compilezone. */
import fc from 'fast-check';
import { missing, Oracle } from './compare.js';
import { zones } from './zones.js';

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
if (missing !== false) {
  console.error(missing);
  process.exitCode = 2;
} else {
  const oracle = new Oracle();
  const started = Date.now();
  let done = 0;
  console.log(`${count} zones, seed ${seed}`);
  try {
    fc.assert(
      fc.property(zones, (zone) => {
        if (++done % 5000 === 0) console.log(`${done} zones, ${Math.round((Date.now() - started) / 1000)} s`);
        const difference = oracle.difference(zone);
        if (difference !== undefined) throw new Error(`${difference}\n\n${zone}`);
      }),
      { numRuns: count, seed, endOnFailure: false },
    );
    console.log(`${count} zones: the same verdict and the same records.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message);
    process.exitCode = 1;
  } finally {
    oracle.close();
  }
}
