import type { Entry, MappedText, RecordEntry, ZoneView } from '../zone/model.js';
import { characterStrings } from '../zone/strings.js';

/** The value that the author of a record meant, and what keeps a name server from serving it. */
export interface Intended extends MappedText {
  /** Where the RDATA starts and the meant value ends, in the document. */
  readonly start: number;
  readonly end: number;
  /** `comment`: part of the value stands behind an unquoted `;`. `quotes`: it stands in quotes that are none. */
  readonly spoiled: 'comment' | 'quotes' | undefined;
}

const foreignQuote = /^[“”„‟«»‘’‚‛'`´]/;
const foreignQuotes = /[“”„‟«»‘’‚‛'`´]/g;

/**
 * Reads the value of a TXT record as it was meant. Where an unquoted `;` makes a comment of fields, they belong to it;
 * a comment that is one stays out.
 */
export function intendedText(entry: RecordEntry, zone: ZoneView): Intended {
  const served = characterStrings(entry);
  const first = entry.rdata[0];
  const last = entry.rdata.at(-1);
  if (first === undefined || last === undefined) {
    return { ...served, start: entry.end, end: entry.end, spoiled: undefined };
  }
  const quoted = foreignQuote.test(first.raw.replace(/^"/, ''));
  const comment = commentAfter(entry, last.end);
  const fields = comment === undefined ? undefined : fieldsIn(zone.slice(comment.start, comment.end));
  if (quoted) {
    const end = fields === undefined || comment === undefined ? last.end : comment.start + fields;
    return { ...plainText(zone, first.start, end, true), start: first.start, end, spoiled: 'quotes' };
  }
  if (fields === undefined || comment === undefined || last.quoted !== first.quoted) {
    return { ...served, start: first.start, end: last.end, spoiled: undefined };
  }
  const end = comment.start + fields;
  const rest = plainText(zone, last.end, end, false);
  const length = served.octets.length;
  return {
    octets: served.octets + rest.octets,
    stringStarts: served.stringStarts,
    startOf: (octet) => (octet < length ? served.startOf(octet) : rest.startOf(octet - length)),
    endOf: (octet) => (octet < length ? served.endOf(octet) : rest.endOf(octet - length)),
    start: first.start,
    end,
    spoiled: 'comment',
  };
}

/** The comment that follows the last field on its line. */
function commentAfter(entry: Entry, offset: number): { start: number; end: number } | undefined {
  for (const token of entry.tokens) {
    if (token.start < offset) continue;
    if (token.kind === 'comment') return token;
    if (token.kind !== 'space') return undefined;
  }
  return undefined;
}

/** How much of a comment reads as fields: `; rua=…`, `;rua=…, …`. Undefined where nothing does. */
function fieldsIn(comment: string): number | undefined {
  const field =
    /[ \t]*;[ \t]*(?:(?:rua|ruf|v|id|[a-z]{1,12})[ \t]*=[ \t]*[^\s;]*(?:[ \t]*,[ \t]*[^\s;,]+)*|(?:mailto|https?):[^\s;]*(?:[ \t]*,[ \t]*[^\s;,]+)*)/iy;
  let end = 0;
  for (;;) {
    field.lastIndex = end;
    if (!field.test(comment)) break;
    end = field.lastIndex;
  }
  if (end === 0) return undefined;
  // One more delimiter belongs to the record.
  const delimiter = /[ \t]*;(?=[ \t]*$)/y;
  delimiter.lastIndex = end;
  return delimiter.test(comment) ? delimiter.lastIndex : end;
}

/** A stretch of the document as octets, letter by letter; quotes of any kind left out where asked. */
function plainText(zone: ZoneView, start: number, end: number, unquote: boolean): MappedText {
  const raw = zone.slice(start, end);
  const dropped = new Set<number>();
  if (unquote) {
    for (const match of raw.matchAll(foreignQuotes)) dropped.add(match.index);
    for (const match of raw.matchAll(/"/g)) dropped.add(match.index);
  }
  const read = characterStrings({ rdata: [{ start, end, quoted: false, raw }] });
  if (dropped.size === 0) return read;
  let octets = '';
  const kept: number[] = [];
  for (let i = 0; i < read.octets.length; i++) {
    if (dropped.has(read.startOf(i) - start)) continue;
    octets += read.octets[i];
    kept.push(i);
  }
  return {
    octets,
    stringStarts: [0],
    startOf: (octet) => read.startOf(kept[octet] ?? read.octets.length),
    endOf: (octet) => read.endOf(kept[octet] ?? read.octets.length),
  };
}

/** Whether a record is longer than the 65,535 octets of RDATA, however they are spelled: nobody can serve it. */
export const isTooLong = (entry: Entry) => entry.end - entry.start > 4 * 65_535 + 1024;

/** A stretch of decoded octets in the document. */
export function sourceSpan(text: MappedText, from: number, to: number): { start: number; end: number } {
  const start = text.startOf(from);
  return { start, end: to > from ? text.endOf(to - 1) : start };
}
