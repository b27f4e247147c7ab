/** Reads included files from the disk: the command line reads what its user may read. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import type { IncludeProblem, ReadInclude, ZoneSource } from '../zone/includes.js';

/** The largest file that is read, in octets. */
const largest = 50_000_000;

/**
 * A file is looked for where BIND does, in the working directory, and then beside the file that names it.
 *
 * @param decode makes text of the octets
 */
export function includeReader(cwd: string, decode: (octets: Buffer) => string): ReadInclude {
  return (written, from) => {
    const beside = join(dirname(from.name), written);
    const names = isAbsolute(written) ? [written] : [normalize(written), beside];
    for (const name of names) {
      const found = readSource(cwd, name, decode);
      if (found !== 'missing') return found;
    }
    return 'missing';
  };
}

/** What tells a file from others, by whatever links it is reached: its path as seen from the working directory. */
export const uriOf = (cwd: string, path: string) =>
  relative(cwd, realpathSync(resolve(cwd, path))).replaceAll('\\', '/');

function readSource(
  cwd: string,
  name: string,
  decode: (octets: Buffer) => string,
): ZoneSource | IncludeProblem {
  try {
    const path = resolve(cwd, name);
    const found = statSync(path);
    // Neither a folder nor a device that never ends.
    if (!found.isFile()) return 'notText';
    if (found.size > largest) return 'tooLarge';
    const octets = readFileSync(path);
    return octets.includes(0) ? 'notText' : { name, text: decode(octets), uri: uriOf(cwd, path) };
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE'
      ? 'missing'
      : 'refused';
  }
}
