/** What is published: versions, dependencies, and the ways into other people's pipelines. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { suite, test } from 'node:test';
import * as esbuild from 'esbuild';
import { kindByName } from '../../server/src/kind.js';
import { folderWith } from './cli/tool.js';

interface Manifest {
  readonly version: string;
  readonly dependencies?: object;
  readonly optionalDependencies?: object;
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly languages: readonly { readonly firstLine?: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly enum?: string[]; readonly default: unknown }>>;
    };
  };
}

const read = (path: string) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

suite('package', () => {
  test('the version is the same everywhere', () => {
    const { version } = manifest;
    const lock = JSON.parse(read('package-lock.json')) as Manifest & {
      readonly packages: Readonly<Record<string, Manifest>>;
    };
    assert.equal(lock.version, version);
    assert.equal(lock.packages['']?.version, version);
    assert.equal(/^## \[?(\d+\.\d+\.\d+)/m.exec(read('CHANGELOG.md'))?.[1], version);
    const pinned = [...read('docs/command-line.md').matchAll(/rev: v(\S+)/g)].map(([, one]) => one);
    assert.deepEqual(pinned, [version]);
  });

  test('VS Code tells a zone of any name by its first line', () => {
    const [{ firstLine = '' } = {}] = manifest.contributes.languages;
    const cases = [
      ['$TTL 1D', true],
      ['; <<>> DiG 9.18.28 <<>> AXFR example.com', true],
      ['@ IN SOA ns1 hostmaster (', true],
      ['; Zone file for example.com', true],
      [';; zonefile of example.com, made by hand', true],
      ['; BIND reverse data file for 192.0.2.0/24', true],
      ['; the time zone of the server', false],
      ['; these keys bind to the editor', false],
      ['[zone file]', false],
    ] as const;
    for (const [line, isZone] of cases) assert.equal(new RegExp(firstLine).test(line), isZone, line);
  });

  test('nothing is traced unless it is set, by the words that language clients know', () => {
    const setting = manifest.contributes.configuration.properties['tlsRpt.trace.server'];
    assert.deepEqual(setting?.enum, ['off', 'messages', 'compact', 'verbose']);
    assert.equal(setting.default, 'off');
  });

  test('nothing is installed or run on the user’s machine beside it', () => {
    assert.equal(manifest.dependencies, undefined);
    assert.equal(manifest.optionalDependencies, undefined);
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
    assert.deepEqual(
      hooks.filter((hook) => Object.hasOwn(manifest.scripts, hook)),
      [],
    );
  });

  test('these packages go into the bundles, and no other', async () => {
    const inputs = async (platform: 'node' | 'browser', entryPoints: string[]) => {
      const { metafile } = await esbuild.build({
        entryPoints,
        outdir: 'out',
        bundle: true,
        write: false,
        metafile: true,
        platform,
        mainFields: platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
        external: ['vscode', './web.js'],
        logLevel: 'silent',
      });
      return Object.keys(metafile.inputs);
    };
    const node = [
      'client/src/node.ts',
      'server/src/node.ts',
      'server/src/stdio.ts',
      'server/src/cli/main.ts',
    ];
    const pages = ['client/webview/summary/main.ts', 'client/webview/dashboard/main.ts'];
    const web = ['client/src/web.ts', 'server/src/web.ts', ...pages];
    const packages = new Map(
      [...(await inputs('node', node)), ...(await inputs('browser', web))].flatMap((path) => {
        const [folder, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
        return folder !== undefined && name !== undefined ? [[name, folder]] : [];
      }),
    );
    // With the reason for each, and the version that is locked.
    const told = [...read('docs/security.md').matchAll(/^\| `([^`]+)` (\d\S+) \|/gm)];
    assert.deepEqual(
      [...packages.keys()].sort(),
      told.map(([, name]) => name),
    );
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string }> };
    for (const [, name, version] of told)
      assert.equal(lock.packages[packages.get(name ?? '') ?? '']?.version, version, name);
  });

  test('npm pack prints the name of the package alone, as pre-commit wants it', () => {
    // Its script prepack must not speak on the standard output, which for this command npm's own default lets it.
    assert.match(read('.npmrc'), /^foreground-scripts=false$/m);
  });

  test('the hook of pre-commit takes the files that lint knows by name', () => {
    const hook = read('.pre-commit-hooks.yaml');
    const files = new RegExp(/^ {2}files: '(.*)'$/m.exec(hook)?.[1] ?? '$^');
    const ours = [
      'example.com.zone',
      'zones/2.0.192.in-addr.arpa',
      'a.signed',
      'a.dns',
      'zones/db.example.com',
      'etc/bind/de/example.com.db',
      'mta-sts.example.com/mta-sts.txt',
      'google.com!example.com!1780272000!1780358399!001.json.gz',
    ];
    for (const name of ours) {
      assert.match(name, files);
      assert.ok(kindByName(name), name);
    }
    // What is named is checked whatever it is called, so nothing else may be.
    for (const name of [
      'README.md',
      'package.json',
      'mydb.sqlite',
      'robots.txt',
      'src/db.test.ts',
      'Thumbs.db',
    ])
      assert.doesNotMatch(name, files);
    assert.match(hook, /^ {2}entry: tls-rpt lint$/m);
  });

  const bash = spawnSync('bash', ['--version']).status === 0;
  test('the GitHub Action hands its inputs to lint, each word by itself', {
    skip: !bash && 'no bash',
  }, (context) => {
    const action = read('action.yml');
    const script = /^ {6}run: \|\n((?: {8}.*\n?)+)/m.exec(action)?.[1]?.replace(/^ {8}/gm, '') ?? '';
    const folder = folderWith(context, { npx: '#!/bin/sh\nprintf "%s\\n" "$@"\n' });
    spawnSync('chmod', ['+x', join(folder.path, 'npx')]);
    writeFileSync(join(folder.path, 'step.sh'), script);
    const run = (paths: string, more: string) =>
      spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', 'step.sh'], {
        cwd: folder.path,
        encoding: 'utf8',
        env: {
          PATH: `${folder.path}${delimiter}${process.env.PATH}`,
          TLS_RPT_PATHS: paths,
          TLS_RPT_ARGUMENTS: more,
          TLS_RPT_VERSION: '1.2.3',
        },
      });
    const words = ['--yes', 'tls-rpt@1.2.3', 'lint', '--format', 'github'];
    const plain = run('.', '');
    assert.equal(plain.status, 0, plain.stderr);
    assert.deepEqual(plain.stdout.trim().split('\n'), [...words, '--', '.']);
    // Nothing of an input is run or expanded.
    assert.deepEqual(run('zones/* $(id)', '--max-warnings 0').stdout.trim().split('\n'), [
      ...words,
      '--max-warnings',
      '0',
      '--',
      'zones/*',
      '$(id)',
    ]);
    for (const name of ['TLS_RPT_PATHS', 'TLS_RPT_ARGUMENTS', 'TLS_RPT_VERSION'])
      assert.ok(action.includes(`${name}: \${{`));
  });

  test('what Open VSX wants of the manifest is there', () => {
    const fields = JSON.parse(read('package.json')) as Record<string, unknown>;
    for (const field of [
      'name',
      'publisher',
      'version',
      'license',
      'repository',
      'icon',
      'engines',
      'displayName',
    ]) {
      assert.ok(fields[field], field);
    }
    assert.ok(existsSync('LICENSE') && existsSync('README.md'));
  });
});
