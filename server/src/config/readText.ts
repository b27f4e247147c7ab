import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ReadText } from './find.js';

/** No configuration is so large, in octets. */
const limit = 1_000_000;

/** Reads files of this machine, where the server is a process on it. */
export const readText: ReadText = async (uri) => {
  try {
    const path = fileURLToPath(uri);
    const { size } = await stat(path);
    return size > limit ? undefined : await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
};
