import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Kind, kindByContent, kindByName, kindSample } from '../../kind.js';
import { wideEncoding } from '../../report/wide.js';
import type { Ahead } from '../../zone/ahead.js';
import type { AheadThread, StartAhead } from '../ahead.js';
import type { Io } from '../command.js';
import { UsageError } from '../outcome.js';
import { reading } from '../reading.js';
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
  /** Its head, and what reads it: once, and before anybody asks for the text. */
  readonly inParts?: { readonly head: string; readonly ahead: Ahead };
  /** Nobody asks for its text again. */
  close?(): void;
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
  const kindOf = (text: string) =>
    known ?? kindByContent(text) ?? (named ? kindByGuess(name, text) : undefined);
  const opened =
    path === '-'
      ? Buffer.from(await io.stdin())
      : reading(path, () => readFile(file, path, (known ?? 'zone') === 'zone' ? startAhead : undefined));
  if (!Buffer.isBuffer(opened)) {
    const { head } = opened;
    if (isAscii(head) && !isPacked(name, head) && !packedName.test(name)) {
      const text = head.toString('latin1');
      if (kindOf(text) === 'zone') return [new LargeZone(name, text, opened)];
    }
  }
  const bytes = Buffer.isBuffer(opened) ? opened : wholeOf(opened);
  if (isPacked(name, bytes)) {
    return unpack(path, bytes, name, named);
  }
  // One octet a character where the text allows it: V8 reads such strings faster, and they take half the memory.
  const ascii = isAscii(bytes);
  const whole = reading(path, () => textOf(bytes, ascii));
  const kind = kindOf(whole);
  if (kind === 'report' ? !ascii && !isUtf8(bytes) : packedName.test(name)) {
    // Reading it as a report says what it is instead.
    return unpack(path, bytes, name, named);
  }
  if (kind === undefined) {
    return [];
  }
  // JSON has no byte-order mark, and editors hide it; in a zone it is data.
  const marked = kind === 'report' && whole.startsWith('\ufeff');
  const text = marked ? whole.slice(1) : whole;
  const plain = ascii || isUtf8(bytes);
  return [{ kind, text, name, plain, ...(marked && { mark: '\ufeff' as const }) }];
}

/** A zone whose later part a thread reads. Its text is put together where somebody asks for it. */
class LargeZone implements Source {
  readonly kind = 'zone';
  readonly name: string;
  readonly inParts: NonNullable<Source['inParts']>;
  readonly #thread: AheadThread;
  #text: string | undefined;

  constructor(name: string, head: string, thread: AheadThread) {
    this.name = name;
    this.inParts = { head, ahead: thread.ahead };
    this.#thread = thread;
  }

  get text(): string {
    this.#text ??= textOf(this.#thread.whole());
    return this.#text;
  }

  get plain(): boolean {
    return this.#thread.isText();
  }

  close(): void {
    this.#thread.close();
  }
}

function wholeOf(thread: AheadThread): Buffer {
  try {
    return thread.whole();
  } finally {
    thread.close();
  }
}

/** Reads a file; with a thread that reads its later part, where that is worth it. */
function readFile(file: string, path: string, startAhead: StartAhead | undefined): Buffer | AheadThread {
  const descriptor = openSync(file, 'r');
  let thread: AheadThread | undefined;
  try {
    thread = startAhead?.(path, descriptor, fstatSync(descriptor).size);
    return thread ?? readFileSync(descriptor);
  } finally {
    if (thread === undefined) closeSync(descriptor);
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
