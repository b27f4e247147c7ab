import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Kind, kindByContent, kindByName, kindSample } from '../../kind.js';
import { msg } from '../../message.js';
import type { Io } from '../command.js';
import { UsageError } from '../outcome.js';
import type { Input } from './inputs.js';

/** A text to check. */
export interface Source {
  readonly kind: Kind;
  readonly text: string;
  /** Whether the file is this text, octet for octet: only then can `--fix` write it back. */
  readonly plain: boolean;
}

/** What a compressed report may hold, in octets: more is no report but an attack. */
const maxInflated = 64 * 1024 * 1024;

/**
 * Reads a file; undefined where it was found in a folder and is none that the rules know.
 *
 * @param name the name that tells the kind; another than the path for the standard input
 * @throws UsageError where it cannot be read
 */
export async function readSource({ path, named }: Input, name: string, io: Io): Promise<Source | undefined> {
  if (path !== '-' && !named && !isCandidate(name, () => head(resolve(io.cwd, path)))) {
    return undefined;
  }
  const bytes = path === '-' ? await io.stdin() : reading(path, () => readFileSync(resolve(io.cwd, path)));
  const compressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = decode(compressed ? await inflate(path, bytes) : bytes);
  const inner = name.replace(/\.gz$/i, '');
  const kind =
    kindByName(inner) ?? kindByContent(text) ?? (named || path === '-' ? kindByGuess(inner) : undefined);
  return kind && { kind, text, plain: !compressed && isUtf8(bytes) };
}

/** What somebody means who names a file of no known kind: JSON is a report, anything else a zone. */
const kindByGuess = (name: string): Kind => (/\.json$/i.test(name) ? 'report' : 'zone');

/** Whether a file found in a folder may be one of ours; binary files are not even read whole. */
function isCandidate(name: string, readHead: () => Buffer): boolean {
  if (/\.json\.gz$/i.test(name) || kindByName(name) !== undefined) {
    return true;
  }
  const sample = readHead();
  const text = sample.toString('latin1');
  return !sample.includes(0) && (kindByContent(text) !== undefined || /^\s*\{/.test(text));
}

function head(path: string): Buffer {
  return reading(path, () => {
    const file = openSync(path, 'r');
    try {
      const sample = Buffer.alloc(kindSample);
      return sample.subarray(0, readSync(file, sample));
    } finally {
      closeSync(file);
    }
  });
}

/** One octet a character where the text allows it: V8 reads such strings faster, and they take half the memory. */
function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isAscii(buffer) ? buffer.toString('latin1') : buffer.toString('utf8');
}

async function inflate(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxInflated });
  } catch (error) {
    throw error instanceof RangeError
      ? new UsageError(msg('It inflates to more than {0} MB.', maxInflated / 1024 / 1024), path)
      : new UsageError(msg('It is damaged: gzip cannot read it.'), path);
  }
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(msg('It cannot be read ({0}).', reason), path);
  }
}
