/**
 * `npm run test:fuzz:guided [-- SECONDS [TARGET]…]`: coverage-guided fuzzing of test/fuzz/targets.ts with Jazzer.js, a
 * minute each unless told. Jazzer.js is fetched into the system's folder for temporary files, once; what has been
 * learnt stays in out/fuzz. Its addon wants glibc 2.38: where the system's is older, TLS_RPT_FUZZ_NODE names a Node.js that has it. An input that breaks a target is written to out/fuzz: make a test of it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
await esbuild.build({
  entryPoints: ['test/fuzz/targets.ts'],
  outfile: join(out, 'targets.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
});

/** What a target begins with: the examples of its kind, and for the server an octet for the kind before each. */
const seeds = {
  zone: [/\.zone$|db\./, ''],
  record: [/$^/, ''],
  policy: [/mta-sts\.txt$/, ''],
  report: [/\.json$/, ''],
  mail: [/\.(?:eml|gz)$/, ''],
  lsp: [/\.zone$/, '\0\x07'.padEnd(34, '\x05')],
};
const [seconds = '60', ...chosen] = process.argv.slice(2);
let failed = 0;
for (const target of chosen.length > 0 ? chosen : Object.keys(seeds)) {
  const corpus = join(out, target);
  mkdirSync(corpus, { recursive: true });
  const [pattern, before] = seeds[target];
  for (const file of readdirSync('examples', { recursive: true, encoding: 'utf8' })) {
    if (!pattern.test(file)) continue;
    const content = readFileSync(join('examples', file)).subarray(0, 900);
    writeFileSync(join(corpus, file.replaceAll('/', '_')), Buffer.concat([Buffer.from(before), content]));
  }
  if (target === 'record')
    writeFileSync(join(corpus, 'usual'), 'v=TLSRPTv1; rua=mailto:r@example.com,https://e.example/v1');
  const args = [bin, join(out, 'targets.cjs'), '--fuzzEntryPoint', target, '--includes', 'targets.cjs'];
  args.push('--timeout', '20000');
  if (target !== 'mail' && target !== 'lsp') args.push('--sync');
  const limits = [`-max_total_time=${seconds}`, '-max_len=1024', `-artifact_prefix=${out}/${target}-`];
  console.log(`\n── ${target} ──`);
  if (
    run(process.env.TLS_RPT_FUZZ_NODE ?? process.execPath, [...args, corpus, '--', ...limits], {
      cwd: out,
    }) !== 0
  )
    failed++;
}
process.exitCode = failed > 0 ? 1 : 0;
