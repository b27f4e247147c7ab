/** The MTA-STS record (RFC 8461 section 3.1) taken apart, and what each part means. */
import { type Message, msg } from '../message.js';
import { isNear } from '../nearest.js';
import { utcTime } from '../report/time.js';
import type { Span } from '../span.js';
import { trim } from '../tlsrpt/space.js';

export type RecordPartKind = 'version' | 'id' | 'extension';

/** A field of a value; the span counts decoded octets. */
export interface RecordPart extends Span {
  readonly kind: RecordPartKind;
  readonly text: string;
}

const near = /^\s*v\s*[=:]\s*([^\s;,]*)/i;

/** Whether a text begins like an MTA-STS record, well spelled or not. */
export function isStsText(text: string): boolean {
  const word =
    near.exec(text)?.[1]?.toLowerCase() ??
    /^\s*(m?ta-?stsv?1|stsv?1)\s*(?:[;,]|id\b|$)/i.exec(text)?.[1]?.toLowerCase() ??
    '';
  return /^(?:mta-?)?stsv?\d/.test(word) || (word.length >= 4 && isNear(word, 'stsv1', 1));
}

/** The fields of a value, in order. Tolerant: what is no other field is an extension. */
export function recordParts(value: string): RecordPart[] {
  const parts: RecordPart[] = [];
  for (const match of value.matchAll(/[^;]+/g)) {
    const text = trim(match[0]);
    if (text === '') continue;
    const start = match.index + match[0].indexOf(text);
    const kind = /^v[ \t]*=/i.test(text) ? 'version' : /^id[ \t]*=/i.test(text) ? 'id' : 'extension';
    parts.push({ kind, start, end: start + text.length, text });
  }
  return parts;
}

export const recordMeanings: Readonly<Record<RecordPartKind, Message>> = {
  version: msg('The version. It is always `v=STSv1`, spelled exactly so, and the first field of the record.'),
  id: msg(
    'The id of the policy: 1 to 32 letters and digits, another one with every change. Senders fetch the policy again when it differs from the one they know.',
  ),
  extension: msg('An extension. No sender is known to read any.'),
};

/** The moment that an id is made of, as `2026-11-24 12:30:00`; undefined where it is none. */
export function policyTime(field: string): string | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /=\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?$/.exec(field) ?? [];
  if (year === undefined || Number(year) < 2015) return undefined;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Of a day that a month does not have, `Date` makes one of the next month.
  if (Number.isNaN(time.getTime()) || time.getUTCDate() !== Number(day)) return undefined;
  return utcTime(time.getTime());
}
