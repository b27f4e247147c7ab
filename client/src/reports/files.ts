/** The files below a folder that may hold reports, read in batches for the server. */
import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import type { FileBytes } from '../../../protocol/requests.js';
import { toBase64 } from './bytes.js';

/** Folders that hold no reports, and many files. */
const skipped = /^(?:\.git|node_modules)$/;

/** Whether a file may hold a report, by its name. */
export function isReportName(name: string): boolean {
  return /\.(?:json|json\.gz|eml)$/i.test(name);
}

/** Reading goes this many files at a time. */
const batchFiles = 64;
/** A batch ends early over this many octets, so that one message to the server stays small. */
const batchBytes = 8 * 1024 * 1024;
/** A file over this size is no report that anybody sends: ten megabytes is the usual limit (RFC 8460 section 5.2). */
const largestFile = 50 * 1024 * 1024;

/** The path of a file below a folder, as the server and the page call it. */
export function pathBelow(folder: Uri, file: Uri): string {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return file.path.startsWith(base) ? file.path.slice(base.length) : file.path;
}

/**
 * Every file below a folder that may be a report, in the order of their paths. Walks the file system itself: a search
 * would find nothing outside of the workspace and in virtual folders. Links to folders are not followed.
 */
export async function findReportFiles(folder: Uri, token: CancellationToken): Promise<Uri[]> {
  const found: Uri[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && !token.isCancellationRequested; next = folders.pop()) {
    for (const [name, type] of await entriesOf(next)) {
      if (type === FileType.Directory && !skipped.test(name)) folders.push(Uri.joinPath(next, name));
      else if ((type & FileType.File) !== 0 && isReportName(name)) found.push(Uri.joinPath(next, name));
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function entriesOf(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    // A folder that may not be read holds nothing for us.
    return [];
  }
}

/**
 * Reads files and hands them on in batches. A file that cannot be read, or is too large, is handed on empty: the
 * server lists it among the unreadable ones.
 */
export async function readInBatches(
  files: readonly Uri[],
  nameOf: (file: Uri) => string,
  token: CancellationToken,
  take: (batch: readonly FileBytes[], done: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < files.length && !token.isCancellationRequested; at += batchFiles) {
    const read = await Promise.all(
      files.slice(at, at + batchFiles).map(async (file): Promise<FileBytes> => {
        return { file: nameOf(file), base64: await readBase64(file) };
      }),
    );
    if (token.isCancellationRequested) return;
    let batch: FileBytes[] = [];
    let size = 0;
    for (const file of read) {
      batch.push(file);
      size += file.base64.length;
      if (size > batchBytes) {
        await take(batch, at);
        batch = [];
        size = 0;
      }
    }
    await take(batch, Math.min(at + batchFiles, files.length));
  }
}

async function readBase64(file: Uri): Promise<string> {
  try {
    const { size, type } = await workspace.fs.stat(file);
    if (size > largestFile || (type & FileType.File) === 0) return '';
    return toBase64(await workspace.fs.readFile(file));
  } catch {
    return '';
  }
}
