import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { zoneFile } from '../generate.js';
import { interleaved, runProgram, spreadOf } from '../measure.js';
import { root } from '../product.js';
import type { Context, Figure, Row } from '../row.js';

const peers = { 'dns-zonefile': 'lib/zonefile.js', dnsz: 'dist/index.js' } as const;

/** Parsing alone, text in memory to records in memory, against the parsers from npm. */
export const parse: Row = {
  name: 'parse',
  async measure(context) {
    const { folder, quick } = context;
    const modules = fetchPeers(context);
    // The peers need minutes for more.
    const small = zoneFile(folder, quick ? 20_000 : 100_000);
    const large = zoneFile(folder, quick ? 100_000 : 1_000_000);
    const half = zoneFile(folder, quick ? 50_000 : 500_000);
    // Bundled as it ships: a loader of TypeScript would slow down the product alone.
    const script = join(folder, 'parseAlone.cjs');
    buildSync({
      entryPoints: [join(root, 'scripts/bench/parseAlone.ts')],
      bundle: true,
      platform: 'node',
      outfile: script,
      logLevel: 'error',
    });
    const speed = (parser: string, file: string, runs: number) => () => {
      const entry =
        modules === undefined ? '' : join(modules, parser, peers[parser as keyof typeof peers] ?? '');
      const args = [script, parser, entry, file, String(runs)];
      const { output } = runProgram(process.execPath, args);
      const times = JSON.parse(output) as number[];
      return statSync(file).size / 1000 / spreadOf(times).median;
    };
    const results = interleaved(3, {
      small: speed('tls-rpt', small, 15),
      large: speed('tls-rpt', large, 3),
      half: speed('tls-rpt', half, 3),
      'dns-zonefile': modules === undefined ? undefined : speed('dns-zonefile', small, 3),
      dnsz: modules === undefined ? undefined : speed('dnsz', small, 3),
    });
    const fastest = (Object.keys(peers) as (keyof typeof peers)[])
      .flatMap((name) => (results[name].length === 0 ? [] : [{ name, value: spreadOf(results[name]) }]))
      .sort((a, b) => b.value.median - a.value.median);
    const size = (file: string) => `${(statSync(file).size / 1e6).toFixed(1)} MB`;
    return [
      {
        what: `parse alone, ${size(small)}`,
        unit: 'MB/s',
        value: spreadOf(results.small),
        ...(fastest[0] && { peer: fastest[0] }),
        bar: { kind: 'least', value: 5, ofPeer: true },
        ...(fastest[1] && { note: `${fastest[1].name}: ${fastest[1].value.median.toFixed(2)} MB/s` }),
      },
      { what: `parse alone, ${size(large)}`, unit: 'MB/s', value: spreadOf(results.large) },
      {
        what: `parse alone: growth of time from ${size(half)} to ${size(large)}`,
        unit: '×',
        value: spreadOf(
          results.large.map(
            (speedOfLarge, run) =>
              statSync(large).size / speedOfLarge / (statSync(half).size / results.half[run]!),
          ),
        ),
        bar: { kind: 'most', value: 2.2 },
      },
    ] satisfies Figure[];
  },
};

/** The folder of the peers' packages, fetched from npm once; undefined where they cannot be had. */
function fetchPeers({ folder, skip }: Context): string | undefined {
  const home = join(folder, 'peers');
  const modules = join(home, 'node_modules');
  if (Object.keys(peers).every((name) => existsSync(join(modules, name)))) return modules;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  const names = ['dns-zonefile@^0.3.2', 'dnsz@^4.5.2'];
  const npm = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...names], {
    cwd: home,
  });
  if (npm.status === 0) return modules;
  skip(`npm cannot fetch ${names.join(' and ')}: nothing to compare parsing with.`);
  return undefined;
}
