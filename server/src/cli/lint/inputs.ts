import { type Dirent, readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { glob, isGlob } from '../../glob.js';
import { msg } from '../../message.js';
import { UsageError } from '../outcome.js';

/** A file to read. */
export interface Input {
  /** As the user would write it, with slashes; `-` is the standard input. */
  readonly path: string;
  /** Whether the user named it: then it is checked whatever its name. */
  readonly named: boolean;
}

/**
 * The files that the operands stand for: a folder for everything below it, a glob for what fits it. Hidden folders and
 * `node_modules` are passed over. In the order of the operands, each file once.
 *
 * @param ignored whether a path found in a folder is to be left out
 * @param unreadable is told of each operand that there is not, and of each folder that cannot be read
 */
export function inputsOf(
  operands: readonly string[],
  cwd: string,
  ignored: (path: string) => boolean,
  unreadable: (error: UsageError) => void,
): Input[] {
  const inputs = new Map<string, Input>();
  const add = (path: string, named: boolean) => {
    if (!inputs.has(path)) {
      inputs.set(path, { path, named });
    }
  };
  for (const operand of operands) {
    const path = sep === '/' ? operand : operand.replaceAll(sep, '/');
    const kind = operand === '-' ? 'file' : kindOf(resolve(cwd, operand));
    if (kind === 'file') {
      add(path, true);
    } else if (kind === 'folder') {
      for (const found of walk(cwd, path, unreadable)) {
        if (!ignored(found)) {
          add(found, false);
        }
      }
    } else {
      const found = isGlob(path) ? fitting(cwd, path, unreadable) : [];
      if (found.length === 0) {
        unreadable(new UsageError(msg('There is no such file.'), operand));
      }
      for (const file of found) {
        add(file, true);
      }
    }
  }
  return [...inputs.values()];
}

/** Undefined where nothing is there, or a link to nothing or to itself. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/** The files that fit a glob; unlike in settings, one without a slash speaks of this folder alone. */
function fitting(cwd: string, pattern: string, unreadable: (error: UsageError) => void): string[] {
  const fixed = pattern.slice(0, pattern.search(/[*?{[]/)).replace(/[^/]*$/, '');
  const fits = glob(pattern.startsWith('/') || pattern.includes('/') ? pattern : `./${pattern}`);
  return kindOf(resolve(cwd, fixed)) === 'folder' ? [...walk(cwd, fixed, unreadable)].filter(fits) : [];
}

/** The files below a folder, by name; links to folders are not followed: they may lead in a circle. */
function* walk(cwd: string, folder: string, unreadable: (error: UsageError) => void): Iterable<string> {
  const prefix = /^(?:\.\/)*\.?$/.test(folder) ? '' : folder.replace(/\/*$/, '/');
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(resolve(cwd, folder), { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    unreadable(new UsageError(msg('It cannot be read ({0}).', reason), folder));
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = prefix + entry.name;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') {
      continue;
    }
    if (entry.isDirectory()) {
      yield* walk(cwd, path, unreadable);
    } else if (entry.isFile() || (entry.isSymbolicLink() && kindOf(resolve(cwd, path)) === 'file')) {
      yield path;
    }
  }
}
