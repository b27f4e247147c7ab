/** Paths with slashes, of files in the editor and of files as a name server sees them. */
import { glob, isGlob } from '../glob.js';

/** A path by its parts, without `.` and `..`. */
export function segments(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

export const isAbsolutePath = (path: string) => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);

export const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

export const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** How many parts two paths have in common at their end. */
export function commonEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

/** How many parts two paths have in common at their start. */
export function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

/** A path with its parts. */
export interface Located {
  readonly path: string;
  readonly parts: readonly string[];
}

/** More wildcards than this have no use, and take long. */
const mostWildcards = 4;

/**
 * The files that an `include` means. The name server has them in other folders than the editor: those count whose path
 * ends most like what is written; of several, those nearest to the file that includes them.
 *
 * @param from the path of the file that includes
 */
export function includedFiles(written: string, from: string, files: readonly Located[]): string[] {
  const wanted = segments(isAbsolutePath(written) ? written : folderOf(from) + written);
  const others = files.filter(({ path }) => path !== from);
  if (!isGlob(written)) {
    const ends = others.map(({ parts }) => commonEnd(parts, wanted));
    const best = Math.max(1, ...ends);
    return nearest(
      others.filter((_file, index) => ends[index] === best),
      from,
    );
  }
  if ((written.match(/[*{]/g)?.length ?? 0) > mostWildcards) return [];
  // A glob like `*.conf` alone would take in every folder.
  for (let length = wanted.length; length > 1; length--) {
    const fits = glob(`**/${wanted.slice(-length).join('/')}`);
    const found = others.filter(({ path }) => fits(path));
    if (found.length > 0) return nearest(found, from);
  }
  return [];
}

function nearest(files: readonly Located[], from: string): string[] {
  const here = segments(folderOf(from));
  const distances = files.map(({ parts }) => commonStart(parts, here));
  const best = Math.max(...distances);
  return files.flatMap(({ path }, index) => (distances[index] === best ? [path] : []));
}

/** A glob under which an editor finds what an `include` means; undefined where it means nothing. */
export function searchGlob(written: string): string | undefined {
  const parts = segments(written);
  if (isGlob(written)) return parts.length > 1 ? `**/${parts.slice(-2).join('/')}` : undefined;
  return parts.length > 0 ? `**/${parts.at(-1)}` : undefined;
}
