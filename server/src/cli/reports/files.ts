/** The files of a `tls-rpt report` line, read ahead a few at a time and handed out in order. */
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { gunzip } from '../../gunzip.js';
import { type Message, msg } from '../../message.js';
import { tooLarge } from '../../report/gzip.js';
import { defaultLimit, type Reading, readReports } from '../../report/read.js';
import type { Io } from '../command.js';

/** How many files are read ahead: enough to keep a disk busy, few enough to keep memory flat. */
const ahead = 16;

export interface InputFile {
  /** As named on the line, or found below a folder of it. */
  readonly file: string;
  /** Whether it stands on the line: then it must be a report; below a folder other JSON is passed over. */
  readonly named: boolean;
  readonly reading: Reading;
}

/** Reads every report file of the operands: files, folders with everything below, `-` for the standard input. */
export async function* inputFiles(operands: readonly string[], io: Io): AsyncGenerator<InputFile> {
  const queue: Promise<InputFile>[] = [];
  for await (const [file, named] of paths(operands, io.cwd)) {
    queue.push(read(file, named, io));
    if (queue.length >= ahead) yield queue.shift()!;
  }
  for (const next of queue) yield next;
}

async function* paths(
  operands: readonly string[],
  cwd: string,
): AsyncGenerator<[file: string, named: boolean]> {
  for (const operand of operands) {
    const isFolder = operand !== '-' && (await isDirectory(absolute(operand, cwd)));
    if (isFolder) yield* below(operand, cwd);
    else yield [operand, true];
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The files below a folder that may be reports, by name; hidden ones, packages and linked folders are left out. */
async function* below(folder: string, cwd: string): AsyncGenerator<[file: string, named: boolean]> {
  const entries = await readdir(absolute(folder, cwd), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    // Reading it says why it cannot be read.
    yield [folder, false];
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const file = join(folder, entry.name);
    if (entry.isDirectory()) yield* below(file, cwd);
    else if (/\.(?:json|gz|eml)$/i.test(entry.name)) yield [file, false];
  }
}

async function read(file: string, named: boolean, io: Io): Promise<InputFile> {
  const bytes = file === '-' ? await io.stdin(defaultLimit) : await readBounded(absolute(file, io.cwd));
  const reading =
    'template' in bytes ? { reason: bytes } : await readReports(bytes, { name: basename(file), gunzip });
  return { file, named, reading };
}

async function readBounded(path: string): Promise<Uint8Array | Message> {
  try {
    const found = await lstat(path).then((entry) => (entry.isSymbolicLink() ? stat(path) : entry));
    // A folder comes here where it cannot be listed: that says why.
    if (found.isDirectory()) await readdir(path);
    if (!found.isFile()) return msg('This is no file.');
    return found.size > defaultLimit ? tooLarge(defaultLimit) : await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT'
      ? msg('There is no such file.')
      : msg('The file cannot be read ({0}).', String(code));
  }
}

function absolute(path: string, cwd: string): string {
  return isAbsolute(path) ? path : join(cwd, path);
}
