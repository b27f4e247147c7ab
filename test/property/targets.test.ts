/** What guided fuzzing feeds with what it has learnt, fed at random with what is kept of that, and with the examples. */
import { test } from 'node:test';
import fc from 'fast-check';
import { seedsOf } from '../fuzz/seeds.js';
import { targets } from '../fuzz/targets.js';

const fuzzed = process.env.TLS_RPT_FUZZ_RUNS;

/** Pieces of other seeds and octets that mean something, put at a place, in place of what is there. */
type Change = { at: number; remove: number; from: number; length: number; octets: Uint8Array };
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  remove: fc.nat(30),
  from: fc.nat(),
  length: fc.nat(30),
  octets: fc.oneof(
    fc
      .constantFrom('\n', '\r\n', '"', '\\', '(', ')', ';', '{', ']', ',', ':', '=', '\0', '\u202e', '--')
      .map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 4 }),
  ),
});

function changed(seed: Buffer, other: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((octets, { at, remove, from, length, octets: some }) => {
    const start = at % (octets.length + 1);
    const piece = from % (other.length + 1);
    return Buffer.concat([
      octets.subarray(0, start),
      some,
      other.subarray(piece, piece + length),
      octets.subarray(start + remove),
    ]);
  }, seed);
}

for (const [name, target] of Object.entries(targets)) {
  // A server answers a dozen questions for each.
  const numRuns = fuzzed === undefined ? 60 : Math.ceil(Number(fuzzed) / (name === 'lsp' ? 20 : 1));
  test(`${name}: holds for seeds that were changed at random`, () => {
    const seeds = seedsOf(name).map(({ content }) => content);
    const seed = fc.constantFrom(...seeds);
    return fc.assert(
      fc.asyncProperty(seed, seed, fc.array(change, { maxLength: 6 }), async (one, other, changes) => {
        await target(changed(one, other, changes));
      }),
      { numRuns, endOnFailure: fuzzed !== undefined, includeErrorInReport: true },
    );
  });
}
