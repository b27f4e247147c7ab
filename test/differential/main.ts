/** `npm run test:differential [COUNT [SEED]]`: compares so many generated zones with BIND. */
import fc from 'fast-check';
import { differences, missing, shrink } from './compare.js';
import { zones } from './zones.js';

const count = Number(process.argv[2] ?? 100_000);
const first = Number(process.argv[3] ?? Date.now() % 2 ** 31);
/** So many zones in one name server. */
const batch = 1000;
/** So many differences are shown: the next run finds the others. */
const most = 10;

/** One zone of so many goes to named-compilezone, at about 35 ms each. */
const compiledEach = 2;

async function run(): Promise<number> {
  const started = Date.now();
  let shown = 0;
  console.log(`${count} zones, seed ${first}`);
  for (let done = 0; done < count && shown < most; ) {
    const size = Math.min(batch, count - done);
    const texts = fc.sample(zones, { numRuns: size, seed: first + done });
    const found = await differences(texts, compiledEach);
    for (const [index, difference] of found.entries()) {
      if (difference === undefined || shown === most) continue;
      shown++;
      const small = await shrink(texts[index]!);
      console.error(`\nseed ${first + done}, zone ${index}: ${small.difference}\n${small.text}`);
    }
    done += size;
    if (done % 5000 === 0) console.log(`${done} zones, ${Math.round((Date.now() - started) / 1000)} s`);
  }
  if (shown === 0) console.log(`${count} zones: the same verdict and the same records.`);
  return shown === 0 ? 0 : 1;
}

if (missing !== false) {
  console.error(missing);
  process.exitCode = 2;
} else {
  void run().then((code) => {
    process.exitCode = code;
  });
}
