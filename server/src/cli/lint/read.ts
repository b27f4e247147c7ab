import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Kind, kindByContent, kindByName, kindSample } from '../../kind.js';
import { msg } from '../../message.js';
import { wideEncoding } from '../../report/wide.js';
import type { Ahead } from '../../zone/ahead.js';
import type { AheadThread, StartAhead } from '../ahead.js';
import type { Io } from '../command.js';
import { UsageError } from '../outcome.js';
import type { Input } from './inputs.js';

/** A text to check. */
export interface Source {
  readonly kind: Kind;
  readonly text: string;
  /** The name that goes with the text: the attachment's, where it came in a mail. */
  readonly name: string;
  /** Whether the file is this text, octet for octet and behind its mark: only then can `--fix` write it back. */
  readonly plain: boolean;
  /** The byte-order mark before the text, where it is none of its characters. */
  readonly mark?: '\ufeff';
  /** Reads its later part. */
  readonly ahead?: Ahead;
}

/**
 * Reads a file; nothing where it was found in a folder and is none that the rules know, several where it is a mail with
 * several reports.
 *
 * @param startAhead starts a thread that reads the later part of a large zone
 * @param name the name that tells the kind; another than the path for the standard input
 * @throws UsageError where it cannot be read
 */
export async function readSources(
  { path, named }: Input,
  name: string,
  io: Io,
  startAhead?: StartAhead,
): Promise<Source[]> {
  const file = resolve(io.cwd, path);
  if (!named && !isCandidate(name, () => head(file, path))) {
    return [];
  }
  const known = kindByName(name);
  const { bytes, thread } =
    path === '-'
      ? { bytes: Buffer.from(await io.stdin()) }
      : reading(path, () => readFile(file, (known ?? 'zone') === 'zone' ? startAhead : undefined));
  if (isPacked(name, bytes)) {
    thread?.stop();
    return unpack(path, bytes, name, named);
  }
  // One octet a character where the text allows it: V8 reads such strings faster, and they take half the memory.
  const ascii = isAscii(bytes);
  const whole = reading(path, () => textOf(bytes, ascii));
  const kind = known ?? kindByContent(whole) ?? (named ? kindByGuess(name, whole) : undefined);
  if (kind === 'report' ? !ascii && !isUtf8(bytes) : packedName.test(name)) {
    // Reading it as a report says what it is instead.
    thread?.stop();
    return unpack(path, bytes, name, named);
  }
  const ahead = kind === 'zone' && ascii ? thread?.reader(bytes) : thread?.stop();
  if (kind === undefined) {
    return [];
  }
  // JSON has no byte-order mark, and editors hide it; in a zone it is data.
  const marked = kind === 'report' && whole.startsWith('\ufeff');
  const text = marked ? whole.slice(1) : whole;
  return [
    {
      ...{ kind, text, name, plain: ascii || isUtf8(bytes) },
      ...(marked && { mark: '\ufeff' as const }),
      ...(ahead !== undefined && { ahead }),
    },
  ];
}

/** Reads a file. A thread that is worth it gets ready meanwhile, and shares its octets. */
function readFile(
  file: string,
  startAhead: StartAhead | undefined,
): { readonly bytes: Buffer; readonly thread?: AheadThread | undefined } {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const thread = startAhead?.(size);
    if (thread === undefined) return { bytes: readFileSync(descriptor) };
    const bytes = Buffer.from(new SharedArrayBuffer(size));
    let read = 0;
    for (let more = -1; more !== 0 && read < size; read += more)
      more = readSync(descriptor, bytes, read, size - read, null);
    return { bytes: bytes.subarray(0, read), thread };
  } finally {
    closeSync(descriptor);
  }
}

/** The text of octets. */
export const textOf = (bytes: Buffer, ascii = isAscii(bytes)) => bytes.toString(ascii ? 'latin1' : 'utf8');

/** What somebody means who names a file of no known kind: JSON is a report, anything else a zone. */
const kindByGuess = (name: string, text: string): Kind =>
  /\.json$/i.test(name) || /^\s*\{/.test(text) ? 'report' : 'zone';

const packedName = /\.(?:json\.gz|eml)$/i;
const mailStart =
  /^(?:From |(?:Return-Path|Received|Delivered-To|DKIM-Signature|ARC-[\w-]+|From|To|Date|Subject|Message-ID|MIME-Version|Content-Type|TLS-Report-\w+):)/i;

/** Whether it is JSON in UTF-16. */
function isWide(bytes: Buffer): boolean {
  const encoding = wideEncoding(bytes);
  return encoding !== undefined && /^\s*\{/.test(new TextDecoder(encoding).decode(bytes.subarray(0, 64)));
}

/** Whether it is gzip, a mail or wide: reports only come so. */
function isPacked(name: string, bytes: Buffer): boolean {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return gzipped || isWide(bytes) || /\.eml$/i.test(name) || mailStart.test(bytes.toString('latin1', 0, 40));
}

async function unpack(path: string, bytes: Buffer, name: string, named: boolean): Promise<Source[]> {
  const [{ readReports }, { gunzip }, { isReport }] = await Promise.all([
    import('../../report/read.js'),
    import('../../gunzip.js'),
    import('../../report/detect.js'),
  ]);
  const read = await readReports(bytes, { name, gunzip });
  if ('reason' in read) {
    if (!named && /\.eml$/i.test(name)) {
      // A folder of mail holds other mail too.
      return [];
    }
    throw new UsageError(read.reason, path);
  }
  return read.reports
    .filter(({ text }) => named || isReport(text, name))
    .map(({ text, attachment }) => ({ kind: 'report', text, name: attachment ?? name, plain: false }));
}

/** Whether a file found in a folder may be one of ours; others are not even read whole. */
function isCandidate(name: string, readHead: () => Buffer): boolean {
  if (packedName.test(name) || kindByName(name) !== undefined) {
    return true;
  }
  const sample = readHead();
  return isWide(sample) || (!sample.includes(0) && kindByContent(sample.toString('latin1')) !== undefined);
}

function head(file: string, path: string): Buffer {
  return reading(path, () => {
    const descriptor = openSync(file, 'r');
    try {
      const sample = Buffer.alloc(kindSample);
      return sample.subarray(0, readSync(descriptor, sample));
    } finally {
      closeSync(descriptor);
    }
  });
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(msg('It cannot be read ({0}).', reason), path);
  }
}
