/** A TLS-RPT record taken apart, and what each part means (RFC 8460 section 3): for hover, completion and links. */
import { type Message, msg } from '../message.js';
import type { Span } from '../span.js';
import { skipBack, trim } from './space.js';

export type PartKind = 'version' | 'rua' | 'uri' | 'extension';

/** A part of a value; the span counts decoded octets. */
export interface ValuePart extends Span {
  readonly kind: PartKind;
  readonly text: string;
}

/** The parts of a value, in order: names of fields and the destinations. Tolerant: what is no field is an extension. */
export function partsOf(value: string): ValuePart[] {
  const parts: ValuePart[] = [];
  for (const match of value.matchAll(/[^;]+/g)) {
    const text = trim(match[0]);
    if (text === '') continue;
    const start = match.index + match[0].indexOf(text);
    const end = start + text.length;
    if (/^v[ \t]*=/i.test(text)) {
      parts.push({ kind: 'version', start, end, text });
      continue;
    }
    const [written] = /^rua[ \t]*=[ \t]*/i.exec(text) ?? [];
    if (written === undefined) {
      parts.push({ kind: 'extension', start, end, text });
      continue;
    }
    parts.push({ kind: 'rua', start, end: start + 3, text: text.slice(0, 3) });
    const from = start + written.length;
    for (const item of value.slice(from, end).matchAll(/[^, \t][^,]*/g)) {
      const uri = item[0].slice(0, skipBack(item[0], item[0].length));
      parts.push({ kind: 'uri', start: from + item.index, end: from + item.index + uri.length, text: uri });
    }
  }
  return parts;
}

/** What the fields of the record mean. */
export const fieldMeanings: Readonly<Record<'version' | 'rua' | 'extension', Message>> = {
  version: msg(
    'The version. It is always `v=TLSRPTv1`, spelled exactly so, and the first field of the record.',
  ),
  rua: msg(
    'Where the reports go: one or more URIs, separated by commas. Senders may use one of them only, so put the one that must work first.',
  ),
  extension: msg('An extension. No sender is known to read any.'),
};

/** The schemes that a destination can have. */
export const schemes = ['mailto:', 'https://'] as const;

export const schemeMeanings: Readonly<Record<(typeof schemes)[number], Message>> = {
  'mailto:': msg(
    'Reports come as mail with the JSON attached, gzipped. They are sent even where TLS to this mailbox fails; a mailbox in another domain is safer still.',
  ),
  'https://': msg('Reports are posted to this address as JSON, gzipped or not. Not every sender posts.'),
};

/** What a destination means; undefined where its scheme is none of the two. */
export function uriMeaning(uri: string): Message | undefined {
  const scheme = schemes.find((prefix) => uri.toLowerCase().startsWith(prefix));
  return scheme === undefined ? undefined : schemeMeanings[scheme];
}

/** The section of RFC 8460 on the record. */
export const recordSection = 'https://www.rfc-editor.org/rfc/rfc8460.html#section-3';
