/** Finding and reading small files of the workspace, of whatever kind it is. */
import { type Uri, workspace } from 'vscode';

const excluded = '**/{node_modules,.git,.hg,.svn}/**';

/** Whether a file is where nobody searches. */
export function isExcluded({ path }: Uri): boolean {
  return /\/(?:node_modules|\.git|\.hg|\.svn)\//.test(path);
}

/** The files that fit one of the patterns, each once, in the order of their paths. */
export async function findInWorkspace(patterns: readonly string[], mostOfEach: number): Promise<Uri[]> {
  const found = await Promise.all(
    patterns.map((pattern) => workspace.findFiles(pattern, excluded, mostOfEach)),
  );
  const unique = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  return [...unique.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The text of a file; undefined where it is larger than so many octets, went since the search, or may not be read. */
export async function readSmallText(uri: Uri, largest: number): Promise<string | undefined> {
  try {
    if ((await workspace.fs.stat(uri)).size > largest) return undefined;
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
