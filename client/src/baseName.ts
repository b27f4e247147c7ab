import type { Uri } from 'vscode';

/** The last part of a path: a file's or a folder's name. */
export function baseName({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
