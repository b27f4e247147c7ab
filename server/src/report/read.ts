/**
 * From the octets of a file to the JSON text of the reports in it: plain JSON, gzip, or a mail (RFC 8460 section 5.3)
 * with either, whatever its labels say. Nothing here throws: what cannot be read has its reason.
 */
import { type Message, msg } from '../message.js';
import { isReport } from './detect.js';
import { gunzip, type Inflated, isGzip, isTooLarge, tooLarge } from './gzip.js';
import { type Part, partsOf } from './mime.js';
import { wideEncoding } from './wide.js';

export interface ReportText {
  /** The JSON, without a byte-order mark. */
  readonly text: string;
  /** Name of the attachment in a mail, where it has one. */
  readonly attachment?: string;
}

export type Reading = { readonly reports: readonly ReportText[] } | { readonly reason: Message };

export interface ReadOptions {
  /** Name of the file; it breaks ties only, the content decides. */
  readonly name?: string;
  /** Largest JSON text and largest mail, in octets. */
  readonly limit?: number;
  /** Another way to unpack gzip, where the platform has a faster one. */
  readonly gunzip?: (bytes: Uint8Array, limit: number) => Promise<Inflated>;
}

/** A report of a thousand failure details has 300 kB; receivers of mail take 10 MB. */
export const defaultLimit = 50_000_000;
/** What is damaged may have been unpacked to so many times its size before that was seen: gzip packs no closer. */
const mostInflated = 1032;
/** The reason of a mail that is like any other. */
export const noReport = msg('The mail has no report attached.');

/** Reads every report of a file; a file without any has a reason. */
export async function readReports(bytes: Uint8Array, options: ReadOptions = {}): Promise<Reading> {
  const limit = options.limit ?? defaultLimit;
  if (bytes.length === 0) return { reason: msg('The file is empty.') };
  if (bytes.length > limit) return { reason: tooLarge(limit) };
  if (looksLikeMail(bytes)) return readMail(bytes, options);
  const read = await readJson(bytes, options, { left: limit });
  return 'reason' in read ? read : { reports: [read] };
}

/**
 * One JSON text, packed or not.
 *
 * @param room how many octets may still be unpacked; what is unpacked is taken off
 */
async function readJson(
  bytes: Uint8Array,
  options: ReadOptions,
  room: { left: number },
): Promise<ReportText | { reason: Message }> {
  if (isGzip(bytes)) {
    const inflated = await (options.gunzip ?? gunzip)(bytes, room.left);
    room.left -= 'reason' in inflated ? bytes.length * mostInflated : inflated.bytes.length;
    if ('reason' in inflated) return inflated;
    if (isGzip(inflated.bytes)) return { reason: msg('The gzip data holds gzip data again, not a report.') };
    return decode(inflated.bytes);
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04) {
    return {
      reason: msg('This is a zip archive; unpack it, reports are JSON or gzip (RFC 8460 section 5.2).'),
    };
  }
  return decode(bytes);
}

function decode(bytes: Uint8Array): ReportText | { reason: Message } {
  const wide = wideEncoding(bytes);
  const head = new TextDecoder(wide).decode(bytes.subarray(0, 4096));
  // Of what is packed in another way it says nothing that its octets are no text.
  if (!/^\s*[{[]/.test(head)) {
    const isEmpty = head.trim() === '' && new TextDecoder(wide).decode(bytes).trim() === '';
    return { reason: isEmpty ? msg('The file is empty.') : msg('The content is no JSON.') };
  }
  try {
    return { text: new TextDecoder(wide, { fatal: true }).decode(bytes) };
  } catch {
    return wide === undefined
      ? { reason: msg('The text is not valid UTF-8 (I-JSON, RFC 7493 section 2.1).') }
      : { reason: msg('The text is not valid UTF-16.') };
  }
}

/** Whether data begins with a mail header (RFC 5322) or the first line of an mbox. */
function looksLikeMail(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 512));
  return /^(?:\u00ef\u00bb\u00bf)?\s*(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t\r\n]/.test(start);
}

async function readMail(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
  const parts = partsOf(bytes);
  if ('template' in parts) return { reason: parts };
  const limit = options.limit ?? defaultLimit;
  // Together they may be as large as one alone: a mail holds many that are small while they are packed.
  const room = { left: limit };
  const reports: ReportText[] = [];
  let reason: Message | undefined;
  for (const part of parts) {
    const content = part.content();
    const labelled = isLabelled(part);
    if (!labelled && !isGzip(content) && (isWords(part) || !startsAsReport(content))) continue;
    const read = await readJson(content, options, room);
    if ('reason' in read) {
      if (isTooLarge(read.reason)) return { reason: reason ?? tooLarge(limit) };
      reason ??= read.reason;
    } else if (labelled || isReport(read.text)) {
      reports.push(part.name ? { ...read, attachment: part.name } : read);
    }
  }
  if (reports.length === 0) {
    for (const part of parts.filter(isWords)) {
      // A report that is text like the words before it.
      const body = part.text();
      const start = body.search(/^[ \t]*\{/m);
      const text = start < 0 ? '' : body.slice(start).trim();
      if (isReport(text)) return { reports: [{ text }] };
    }
  }
  return reports.length > 0 ? { reports } : { reason: reason ?? noReport };
}

/** Whether a part says that it is a report, by type or by name. */
function isLabelled({ type, name = '' }: Part): boolean {
  return /^application\/tlsrpt(?:\+|$)/.test(type) || /\.json(?:\.gz)?$/i.test(name);
}

/** Whether a part is what somebody has written. */
function isWords({ type, isAttachment }: Part): boolean {
  return type === 'text/plain' && !isAttachment;
}

function startsAsReport(content: Uint8Array): boolean {
  return isReport(new TextDecoder().decode(content.subarray(0, 4096)));
}
