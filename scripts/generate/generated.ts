import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** A file that is made from a table of the sources, checked in, and tested to be fresh. */
export interface GeneratedFile {
  /** Path from the project's root, with slashes. A file that ends in `.gz` is compressed on the disk. */
  readonly path: string;
  readonly text: string;
}

/** What is on the disk, uncompressed, since another zlib may compress otherwise; undefined where there is no such file. */
export function readGenerated(path: string): string | undefined {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch {
    return undefined;
  }
}

export function writeGenerated({ path, text }: GeneratedFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
}
