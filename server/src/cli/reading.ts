import { isAscii } from 'node:buffer';
import { readSync } from 'node:fs';
import { msg } from '../message.js';
import { UsageError } from './outcome.js';

/** @throws UsageError where a file cannot be read */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(msg('It cannot be read ({0}).', reason), path);
  }
}

/** What was read of a file: less than the buffer holds where the file ends, and whether each octet is a character. */
export interface Stretch {
  readonly length: number;
  readonly isAscii: boolean;
}

/** So many octets are looked at while they are in the processor's cache. */
const piece = 262_144;

/** Fills a buffer with a stretch of a file. */
export function readInto(buffer: Buffer, descriptor: number, start: number): Stretch {
  let at = 0;
  let ascii = true;
  for (let more = -1; more !== 0 && at < buffer.length; at += more) {
    more = readSync(descriptor, buffer, at, Math.min(piece, buffer.length - at), start + at);
    ascii &&= isAscii(buffer.subarray(at, at + more));
  }
  return { length: at, isAscii: ascii };
}
