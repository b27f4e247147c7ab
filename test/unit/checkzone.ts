import { spawnSync } from 'node:child_process';

const program = 'named-checkzone';

/** Why the tests that compare with BIND cannot run here; false where they can. */
export const missing: string | false =
  spawnSync(program, ['-v']).error !== undefined &&
  `${program} is not installed (Debian package bind9-utils)`;

/** What `named-checkzone` says about a zone file. */
export function namedCheckzone(
  origin: string,
  file: string,
  cwd: string,
): { status: number | null; stdout: string } {
  return spawnSync(program, [origin, file], { cwd, encoding: 'utf8' });
}
