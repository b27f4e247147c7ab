/** What BIND makes of a zone, and what we do. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../server/src/checks.js';
import { expandedZone } from '../../server/src/expandedZone.js';
import { severityOf } from '../../server/src/rules/levels.js';
import { origin } from './zones.js';

const program = 'named-compilezone';

/** Why the comparison cannot run here; false where it can. */
export const missing: string | false =
  spawnSync(program, ['-v']).error !== undefined &&
  `${program} is not installed (Debian package bind9-utils)`;

/** Compares zones with BIND, one process each. */
export class Oracle {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tls-rpt-differential-'));

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** How the two differ over a zone; undefined where they agree on the verdict and every record. */
  difference(text: string): string | undefined {
    const file = join(this.#folder, 'zone');
    writeFileSync(file, text);
    const run = spawnSync(program, ['-i', 'none', '-k', 'ignore', '-s', 'full', '-o', '-', origin, file], {
      encoding: 'latin1',
    });
    const octets = Buffer.from(text).toString('latin1');
    const ours = expandedZone({ name: 'zone', text: octets }, { origin, octets: true });
    const lint = check('zone', text, { origin }).findings.find(
      (finding) => finding.rule.startsWith('zone/') && severityOf(finding, {}) === 'error',
    );
    const said = run.stderr.replaceAll(`${file}:`, '').trim();
    if (run.status !== 0) {
      if ('lines' in ours) return `BIND refuses it, and we expand it: ${said}`;
      return lint === undefined ? `BIND refuses it, and lint finds nothing: ${said}` : undefined;
    }
    if ('causes' in ours) return `BIND loads it, and we refuse it: ${JSON.stringify(ours.causes)}`;
    if (lint !== undefined)
      return `BIND loads it, and lint says ${lint.rule}: ${JSON.stringify(lint.message)}`;
    const theirs = run.stdout
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith(';'))
      .map((line) => line.replace(/^(\S+)\s+(\d+)\s+(\S+)\s+(\S+)\s*/, '$1 $2 $3 $4 ').trimEnd());
    const at = theirs.findIndex((line, index) => line !== ours.lines[index]);
    if (at >= 0) return `BIND: ${theirs[at]}\nours: ${ours.lines[at]}`;
    return theirs.length === ours.lines.length
      ? undefined
      : `BIND has ${theirs.length} records, we ${ours.lines.length}`;
  }
}
