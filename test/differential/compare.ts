/** What BIND makes of zones, and what we do. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../server/src/checks.js';
import { expandedZone } from '../../server/src/expandedZone.js';
import { severityOf } from '../../server/src/rules/levels.js';
import type { ReadInclude } from '../../server/src/zone/includes.js';
import { type Loaded, loadAll, type NamedZone, missing as noNamed, recordLines } from './named.js';
import { includes, origin } from './zones.js';

const program = 'named-compilezone';

/** Why the comparison cannot run here; false where it can. */
export const missing: string | false =
  spawnSync(program, ['-v']).error === undefined
    ? noNamed
    : `${program} is not installed (Debian package bind9-utils)`;

/**
 * How the two differ over each zone; undefined where they agree on the verdict and every record. Where BIND refuses a
 * zone, lint must find an error too, also for what stands in included files.
 *
 * @param each of so many zones one is given to named-compilezone instead, a process each: the two are one code but for the
 *   address in place of a name server's name, which named takes
 */
export async function differences(
  texts: readonly string[],
  each = Number.POSITIVE_INFINITY,
): Promise<(string | undefined)[]> {
  const zones = texts.map((text, index): NamedZone => {
    // As long as the name that it stands for: no line gets another length.
    const bare = `e${String(index).padStart(6, '0')}.com`;
    return { name: `${bare}.`, text: text.replaceAll(origin.slice(0, -1), bare) };
  });
  const compiledHere = (index: number) => index % each === each - 1;
  const loaded = await loadAll(
    zones.filter((_, index) => !compiledHere(index)),
    includes,
  );
  let next = 0;
  return zones.map((zone, index) => difference(zone, compiledHere(index) ? compiled(zone) : loaded[next++]!));
}

function difference({ name, text }: NamedZone, bind: Loaded): string | undefined {
  const octets = Buffer.from(text).toString('latin1');
  const read: ReadInclude = (file) => {
    const included = includes[file];
    return included === undefined ? 'missing' : { name: file, text: included };
  };
  const expanded = expandedZone({ name: 'zone', text: octets }, { origin: name, octets: true, read });
  const ours: Loaded =
    'lines' in expanded
      ? { lines: expanded.lines, said: '' }
      : { lines: undefined, said: JSON.stringify(expanded.causes) };
  const different = records(bind, ours, 'BIND', 'we');
  if (different !== undefined) return different;
  const lint = check('zone', text, { origin: name, path: 'zone', read }).findings.find(
    (finding) => finding.rule.startsWith('zone/') && severityOf(finding, {}) === 'error',
  );
  if (bind.lines !== undefined) {
    return lint && `BIND loads it, and lint says ${lint.rule}: ${JSON.stringify(lint.message)}`;
  }
  // A part of a zone has no SOA, and a file that is not here may be there: lint only warns.
  if (lint !== undefined || /^\$include[ \t]+missing/im.test(text) || !/\bSOA ns1 /.test(text))
    return undefined;
  return `BIND refuses it, and lint finds nothing: ${bind.said}`;
}

function records(a: Loaded, b: Loaded, first: string, second: string): string | undefined {
  if (a.lines === undefined || b.lines === undefined) {
    if (a.lines === b.lines) return undefined;
    const [refuses, loads, said] = a.lines === undefined ? [first, second, a.said] : [second, first, b.said];
    return `${loads} loads it, ${refuses} refuses it: ${said}`;
  }
  const at = a.lines.findIndex((line, index) => line !== b.lines?.[index]);
  if (at >= 0) return `${first}: ${a.lines[at]}\n${second}: ${b.lines[at]}`;
  return a.lines.length === b.lines.length
    ? undefined
    : `${first}: ${a.lines.length} records, ${second}: ${b.lines.length}`;
}

/** A zone in a process of its own. */
function compiled({ name, text }: NamedZone): Loaded {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-compile-'));
  for (const [file, content] of Object.entries(includes)) writeFileSync(join(folder, file), content);
  writeFileSync(join(folder, 'zone'), text);
  const run = spawnSync(program, ['-i', 'none', '-k', 'ignore', '-s', 'full', '-o', '-', name, 'zone'], {
    cwd: folder,
    encoding: 'latin1',
  });
  rmSync(folder, { recursive: true });
  return {
    lines: run.status === 0 ? recordLines(run.stdout.split('\n')) : undefined,
    said: run.stderr.trim(),
  };
}

/** The shortest zone, by lines, that still differs, and how. */
export async function shrink(text: string): Promise<{ text: string; difference: string }> {
  const [found] = await differences([text]);
  if (found === undefined) throw new Error('The zone does not differ.');
  let lines = text.split('\n');
  let difference = found;
  for (let size = lines.length >> 1; size >= 1; ) {
    const candidates = lines.flatMap((_, at) =>
      at % size === 0 ? [[...lines.slice(0, at), ...lines.slice(at + size)]] : [],
    );
    const results = await differences(candidates.map((candidate) => candidate.join('\n')));
    const at = results.findIndex((result) => result !== undefined);
    if (at < 0) size >>= 1;
    else {
      lines = candidates[at]!;
      difference = results[at]!;
    }
  }
  return { text: lines.join('\n'), difference };
}
