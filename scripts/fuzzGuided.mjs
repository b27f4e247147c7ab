/**
 * `npm run test:fuzz:guided [-- [--keep] SECONDS [TARGET]…]`: coverage-guided fuzzing of test/fuzz/targets.ts with
 * Jazzer.js, a minute each unless told. It begins with test/fuzz/seeds.ts; what it learns stays in out/fuzz, and with
 * `--keep` the few kilobytes of it that reach the most are written to test/fuzz/seeds, for everybody. Jazzer.js is
 * fetched into the system's folder for temporary files, once. Its addon wants glibc 2.38: where the system's is older,
 * TLS_RPT_FUZZ_NODE names a Node.js that has it. An input that breaks a target is written to out/fuzz: make a test of it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const version = '4.0.0';
const jazzer = join(tmpdir(), `tls-rpt-jazzer-${version}`);
const bin = join(jazzer, 'node_modules/@jazzer.js/core/dist/cli.js');
const run = (program, args, options = {}) =>
  spawnSync(program, args, { stdio: 'inherit', ...options }).status;

if (!existsSync(bin)) {
  mkdirSync(jazzer, { recursive: true });
  const args = ['install', '--prefix', jazzer, '--no-audit', '--no-fund', `@jazzer.js/core@${version}`];
  if (run('npm', args) !== 0) throw new Error('Jazzer.js cannot be fetched from the npm registry.');
}

const out = join(root, 'out/fuzz');
const common = { bundle: true, platform: 'node', mainFields: ['module', 'main'] };
await esbuild.build({
  ...common,
  entryPoints: ['test/fuzz/targets.ts'],
  outfile: join(out, 'targets.cjs'),
  format: 'cjs',
});
await esbuild.build({
  ...common,
  entryPoints: ['test/fuzz/seeds.ts'],
  outfile: join(out, 'seeds.mjs'),
  format: 'esm',
});
const { seeded, seedsOf } = await import(pathToFileURL(join(out, 'seeds.mjs')).href);

const given = process.argv.slice(2);
const keep = given.includes('--keep');
const [seconds = '60', ...chosen] = given.filter((word) => word !== '--keep');
let failed = 0;
for (const target of chosen.length > 0 ? chosen : Object.keys(seeded)) {
  const corpus = join(out, target);
  mkdirSync(corpus, { recursive: true });
  for (const { name, content } of seedsOf(target)) writeFileSync(join(corpus, name), content);
  console.log(`\n── ${target} ──`);
  if (fuzz(target, corpus) !== 0) failed++;
  else if (keep) await keepBest(target, corpus);
}
process.exitCode = failed > 0 ? 1 : 0;

/** Runs Jazzer.js on a target for as long as is wanted. */
function fuzz(target, corpus) {
  const args = [bin, join(out, 'targets.cjs'), '--fuzzEntryPoint', target, '--includes', 'targets.cjs'];
  args.push('--timeout', '20000');
  if (target !== 'mail' && target !== 'lsp') args.push('--sync');
  const limits = [`-max_total_time=${seconds}`, `-max_len=${seeded[target].longest}`];
  const program = process.env.TLS_RPT_FUZZ_NODE ?? process.execPath;
  return run(program, [...args, corpus, '--', ...limits, `-artifact_prefix=${out}/${target}-`], { cwd: out });
}

/** Keeps the inputs that reach the most that others do not, for their length, up to three kilobytes. */
async function keepBest(target, corpus) {
  const { targets } = createRequire(import.meta.url)(join(out, 'targets.cjs'));
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const rows = [];
  for (const name of readdirSync(corpus)) {
    const content = readFileSync(join(corpus, name));
    if (content.length > 400) continue;
    await targets[target](content);
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const functions = result.find(({ url }) => url.endsWith('targets.cjs'))?.functions ?? [];
    const ranges = functions.flatMap((one) => one.ranges).filter(({ count }) => count > 0);
    // How often, by its order of magnitude, is a feature too.
    rows.push({
      content,
      features: ranges.map((one) => `${one.startOffset} ${Math.min(3, Math.log2(one.count) | 0)}`),
    });
  }
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  const reached = new Set();
  const kept = [];
  const worth = ({ content, features }) =>
    features.filter((feature) => !reached.has(feature)).length / (content.length + 30);
  for (let room = 3000; ; ) {
    const best = rows
      .filter(({ content }) => content.length > 0 && content.length <= room)
      .reduce((best, row) => (best === undefined || worth(row) > worth(best) ? row : best), undefined);
    if (best === undefined || worth(best) === 0) break;
    for (const feature of best.features) reached.add(feature);
    kept.push(best.content.toString('latin1'));
    room -= best.content.length;
  }
  mkdirSync('test/fuzz/seeds', { recursive: true });
  // Nothing in it but ASCII, so that no editor changes what it does not show.
  const ascii = JSON.stringify(kept, null, 2).replace(
    /[\x7f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  writeFileSync(`test/fuzz/seeds/${target}.json`, `${ascii}\n`);
  console.log(`${kept.length} of ${rows.length} inputs kept.`);
}
