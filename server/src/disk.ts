/** Reads included files from the disk, for editors that do not: within the folders that they give, links followed. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type IncludedText,
  type IncludeRefusal,
  type ListResult,
  largestInclude,
  mostListed,
} from '../../protocol/includes.js';

export async function readFiles(
  files: readonly (readonly string[])[],
  folders: readonly string[],
): Promise<IncludedText[]> {
  const roots = (await Promise.all(folders.map(realFolder))).filter((root) => root !== undefined);
  const found: IncludedText[] = [];
  for (const uris of files) found.push(await firstOf(uris, roots));
  return found;
}

/** What stands in the first of some folders that is there, and within those that the editor gives. */
export async function listFolder(uris: readonly string[], folders: readonly string[]): Promise<ListResult> {
  const roots = (await Promise.all(folders.map(realFolder))).filter((root) => root !== undefined);
  for (const uri of uris) {
    try {
      const given = resolve(fileURLToPath(uri));
      const within = (path: string, root: string) => path === root || isInside(path, root);
      if (!roots.some((root) => within(given, root.path))) continue;
      const path = await realpath(given);
      if (!roots.some(({ real }) => within(path, real))) continue;
      const found = await readdir(path, { withFileTypes: true });
      return found.slice(0, mostListed).map((one) => ({ name: one.name, isFolder: one.isDirectory() }));
    } catch {
      // Not there, or not to be read: another may be.
    }
  }
  return [];
}

/** A folder, as given and behind its links. */
interface Root {
  readonly path: string;
  readonly real: string;
}

async function realFolder(uri: string): Promise<Root | undefined> {
  try {
    const path = resolve(fileURLToPath(uri));
    return { path, real: await realpath(path) };
  } catch {
    // Of another scheme, or gone: nothing is in it.
    return undefined;
  }
}

/** The first file that is there; of several reasons why there is none, the one that says most. */
async function firstOf(uris: readonly string[], roots: readonly Root[]): Promise<IncludedText> {
  let problem: IncludeRefusal = 'missing';
  for (const uri of uris) {
    const found = await read(uri, roots);
    if (!('problem' in found) || (found.problem !== 'missing' && found.problem !== 'outside')) return found;
    if (found.problem === 'outside') problem = 'outside';
  }
  return { problem };
}

async function read(uri: string, roots: readonly Root[]): Promise<IncludedText> {
  try {
    const given = resolve(fileURLToPath(uri));
    // Before anything is asked of the disk: whether a file is there is nobody's business either.
    if (!roots.some((root) => isInside(given, root.path))) return { problem: 'outside' };
    const path = await realpath(given);
    const root = roots.find(({ real }) => isInside(path, real));
    if (root === undefined) return { problem: 'outside' };
    const found = await stat(path);
    if (!found.isFile()) return { problem: 'notText' };
    if (found.size > largestInclude) return { problem: 'tooLarge' };
    const octets = await readFile(path);
    if (octets.includes(0)) return { problem: 'notText' };
    const name = relative(root.real, path).replaceAll(sep, '/');
    return { uri: pathToFileURL(path).href, name, text: octets.toString('utf8') };
  } catch (error) {
    const { code } = error as { readonly code?: string };
    const gone = code === 'ENOENT' || code === 'ENOTDIR' || code?.startsWith('ERR_INVALID') === true;
    return { problem: gone ? 'missing' : 'refused' };
  }
}

const isInside = (path: string, root: string) => path.startsWith(root.endsWith(sep) ? root : root + sep);
