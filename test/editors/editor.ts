/** What the tests in real editors share. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { TestContext } from 'node:test';

/** The version that an editor names, major and minor; undefined where there is no such editor. */
export function versionOf(editor: string, pattern: RegExp): readonly [number, number] | undefined {
  const found = pattern.exec(spawnSync(editor, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  return found === null ? undefined : [Number(found[1]), Number(found[2])];
}

/** The code of a language on an editor's page, in the order of the page. */
export function codeBlocks(page: string, language: string): string[] {
  const text = readFileSync(`docs/editors/${page}.md`, 'utf8');
  return [...text.matchAll(/^```(\S+)\n(.*?)^```$/gms)]
    .filter(([, named]) => named === language)
    .map(([, , code = '']) => code);
}

export interface EditorFolder {
  readonly path: string;
  /** An environment in which the built server is found, and nothing of the user's own set-up. */
  readonly env: NodeJS.ProcessEnv;
  read(name: string): string;
}

/** A folder with these files, gone after the test, and a home of its own. */
export function editorFolder(context: TestContext, files: Readonly<Record<string, string>>): EditorFolder {
  const path = mkdtempSync(join(tmpdir(), 'tls-rpt-editor-'));
  context.after(() => rmSync(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  const bin = join(path, 'bin');
  mkdirSync(bin);
  symlinkSync(resolve('dist/server/stdio.js'), join(bin, 'tls-rpt-language-server'));
  const { NODE_OPTIONS: _, ...own } = process.env;
  const env = {
    ...own,
    PATH: `${bin}${delimiter}${own.PATH}`,
    HOME: path,
    XDG_CONFIG_HOME: path,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
  };
  return { path, env, read: (name) => readFileSync(join(path, name), 'utf8') };
}

const unquoted = 'v=TLSRPTv1; rua=mailto:r@example.com';
const zone = `$ORIGIN example.com.
$TTL 1d
@ SOA ns1 hostmaster 7 4h 1h 4w 1h
  MX 10 mx
  NS ns1
ns1 A 192.0.2.1
mx A 192.0.2.2
_smtp._tls.mx 60 TXT ${unquoted}
`;
const quoted = zone.replace(unquoted, `"${unquoted}"`);

/** A zone to be mended: an unquoted record, whose TTL the pages' settings let pass, and none for the zone itself. */
export const mistakes = {
  zone,
  unquoted,
  quoted,
  /** What the zone becomes by quoting and by inserting this record for the zone itself. */
  with: (record: string) => quoted.replace('  NS ns1\n', `  NS ns1\n${record}\n`),
};
