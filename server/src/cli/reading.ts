import { isAscii } from 'node:buffer';
import { readSync } from 'node:fs';
import { msg } from '../message.js';
import { UsageError } from './outcome.js';

/** @throws UsageError where a file cannot be read */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(msg('It cannot be read ({0}).', reason), path);
  }
}

/** What was read: where it ended, which is before the end that was asked for where the file does, and whether each octet is a character. */
export interface Stretch {
  readonly end: number;
  readonly isAscii: boolean;
}

/** So many octets are looked at while they are in the processor's cache. */
const piece = 262_144;

/** Reads a stretch of a file into the same place of a buffer. */
export function readInto(buffer: Buffer, descriptor: number, start: number, end: number): Stretch {
  let at = start;
  let ascii = true;
  for (let more = -1; more !== 0 && at < end; at += more) {
    more = readSync(descriptor, buffer, at, Math.min(piece, end - at), at);
    ascii &&= isAscii(buffer.subarray(at, at + more));
  }
  return { end: at, isAscii: ascii };
}
