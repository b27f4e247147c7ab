import { isClosed, typographicEnd } from '../quotes.js';
import { firstEndingAt, type Span } from '../span.js';
import { meantRecord } from '../zone/meant.js';
import type { Field, MappedText, RecordEntry, ZoneView } from '../zone/model.js';
import { characterStrings } from '../zone/strings.js';
import { endMeant } from '../zone/unclosedString.js';
import { foreign, foreignStrings } from './foreignQuotes.js';

/** The value that the author of a record meant, and what keeps a name server from serving it. */
export interface Intended extends MappedText {
  /** Where the RDATA starts and the meant value ends, in the document. */
  readonly start: number;
  readonly end: number;
  /** `comment`: part of the value stands behind an unquoted `;`. `quotes`: it stands in quotes that are none. */
  readonly spoiled: 'comment' | 'quotes' | undefined;
}

const foreignQuote = new RegExp(`^"?(?:[${foreign}]|\\\\")`);
const foreignQuotes = new RegExp(`[${foreign}]`, 'g');
const foreignEnd = new RegExp(`^[ \\t\u00a0]*[${foreign}]`);
const delimitedEnd = new RegExp(`^[ \\t\u00a0]*;[ \\t\u00a0]*[${foreign}]`);

/**
 * Reads the value of a TXT record as it was meant. Where an unquoted `;` makes a comment of fields, they belong to it;
 * a comment that is one stays out.
 */
export function intendedText(entry: RecordEntry, zone: ZoneView): Intended {
  const known = lastRead.get(entry);
  if (known !== undefined) return known;
  const intended = read(meantRecord(entry), zone);
  lastRead = new WeakMap([[entry, intended]]);
  return intended;
}

/** The last that was read: one family of rules after the other asks for the same. With its entry it is forgotten. */
let lastRead = new WeakMap<RecordEntry, Intended>();

function read(entry: RecordEntry, zone: ZoneView): Intended {
  const served = characterStrings(entry);
  const first = entry.rdata[0];
  const last = entry.rdata.at(-1);
  if (first === undefined || last === undefined) {
    return { ...served, start: entry.end, end: entry.end, spoiled: undefined };
  }
  // Nobody can serve what is longer, and its quotes may be a million.
  const quoted = foreignQuote.test(first.raw) && !isTooLong(entry);
  const comment = commentIn(zone.slice(last.end, entry.end), last.end);
  const isOpen = () => entry.tokens.some(({ kind }) => kind === 'open');
  const fields =
    comment === undefined ? undefined : fieldsIn(zone.slice(comment.start, comment.end), isOpen());
  if (quoted) {
    const behind = fields === undefined || comment === undefined ? last.end : comment.start + fields;
    const { isOpen: isUnclosed } = foreignStrings(zone.slice(first.start, behind));
    const end = behind + closingQuote(zone.slice(behind, entry.end), isUnclosed);
    const { comments } = foreignStrings(zone.slice(first.start, end));
    return {
      ...plainText(zone, first.start, end, true, comments),
      start: first.start,
      end,
      spoiled: 'quotes',
    };
  }
  // A string that a foreign quote was to close, or that runs over a parenthesis, is still open, as another rule says.
  const closing = last.quoted && !isClosed(last.raw) ? endOf(last, entry) : last.end;
  const value = closing < last.end ? without(served, (octet) => served.startOf(octet) >= closing) : served;
  const asServed = { ...value, start: first.start, end: last.end, spoiled: undefined };
  if (fields === undefined || comment === undefined) return asServed;
  const { quoted: isQuoted } = entry.rdata.find(({ raw }) => raw !== '""') ?? first;
  if (last.quoted !== isQuoted) return asServed;
  // Behind a quoted value that is whole a comment is one.
  if (isQuoted && isWhole.test(served.octets)) return asServed;
  const end = comment.start + fields;
  // `"v=TLSRPTv1;" ; rua=…`: one delimiter is meant.
  const delimited = /;[ \t]*$/.test(served.octets);
  const from = delimited ? comment.start + delimiters(zone.slice(comment.start, end)) : last.end;
  // Of `v=TLSRPTv1; "rua=…"` the quotes stand in the comment; one with a backslash is the value's.
  const rest = plainText(zone, from, end, /(?<!\\)"/.test(zone.slice(from, end)));
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

/** Where a string that is still open was to end. */
function endOf({ start, raw }: Field, entry: RecordEntry): number {
  const end = endMeant(raw, start, entry);
  return start + (typographicEnd.test(raw.slice(0, end)) ? end - 1 : end);
}

/** How far white space and a foreign quote reach; where a string is still open, a last delimiter may stand before the quote. */
const closingQuote = (text: string, isOpen: boolean) =>
  (foreignEnd.exec(text) ?? (isOpen ? delimitedEnd.exec(text) : null))?.[0].length ?? 0;

/** How far delimiters reach, with white space around them. */
const delimiters = (text: string) => /^[ \t;]*/.exec(text)?.[0].length ?? 0;

/** Whether a text has a field beside the version, or destinations that lack the name of theirs. */
const isWhole = /;[ \t]*(?:[a-z]+[ \t]*=|(?:mailto|https?):)|rua[ \t]*[=:]|rua[ \t]+(?:mailto|https?):/i;

/** The comment that follows the last field on its line, given the rest of the entry and where that starts. */
function commentIn(rest: string, offset: number): Span | undefined {
  const [whole, comment] = /^[ \t]*(;[^\r\n]*)/.exec(rest) ?? [];
  if (whole === undefined || comment === undefined) return undefined;
  const end = offset + whole.length;
  return { start: end - comment.length, end };
}

/** What follows the name of a field: no white space, and no delimiter but that of `https;//`. */
const item = String.raw`(?:[^\s;,]|(?<=(?:mailto|https));(?=\S))*`;
/** Items behind a comma, and URIs behind a space that stands for one. */
const more = String.raw`(?:[ \t]*,[ \t]*[^\s;,]*[:@]${item}|,${item}|[ \t]+(?:mailto:|https?:\/\/)${item})*`;
const named = String.raw`[a-z]{1,12}[ \t]*=[ \t]*|ruas?[ \t]*:[ \t]*|rua[ \t]+(?=(?:mailto|https?):)`;
const field = new RegExp(
  String.raw`[ \t]*;[ \t;"${foreign}\u00a0\u200b]*(?:(?:${named})${item}|(?:mailto|https?):${item})${more}`,
  'iy',
);

/**
 * How much of a comment reads as fields: `; rua=…`, `;rua=…, …`. Undefined where nothing does.
 *
 * @param isOpen whether a parenthesis was to be closed
 */
function fieldsIn(comment: string, isOpen: boolean): number | undefined {
  let end = 0;
  for (;;) {
    field.lastIndex = end;
    if (!field.test(comment)) break;
    end = field.lastIndex;
  }
  if (end === 0) return undefined;
  if (isOpen && comment[end - 1] === ')') return end - 1;
  // One more delimiter belongs to the record.
  const delimiter = /;(?=[ \t]*$)/y;
  delimiter.lastIndex = end;
  return delimiter.test(comment) ? delimiter.lastIndex : end;
}

/** A stretch of the document as octets, letter by letter; quotes of any kind left out where asked, and comments within it. */
function plainText(
  zone: ZoneView,
  start: number,
  end: number,
  unquote: boolean,
  comments: readonly Span[] = [],
): MappedText {
  const raw = zone.slice(start, end);
  const dropped = new Set<number>();
  for (const comment of comments) {
    let from = comment.start;
    while (/[ \t]/.test(raw[from - 1] ?? '')) from--;
    for (let i = from; i < comment.end; i++) dropped.add(i);
  }
  if (unquote) {
    for (const match of raw.matchAll(foreignQuotes)) dropped.add(match.index);
    for (const match of raw.matchAll(/\\?"/g)) dropped.add(match.index);
    // Strings on lines of their own are joined with nothing between.
    for (const { 0: gap, index } of raw.matchAll(/[\r\n]\s*/g))
      for (let i = 0; i < gap.length; i++) dropped.add(index + i);
  }
  const read = characterStrings({ rdata: [{ start, end, quoted: false, raw }] });
  return dropped.size === 0 ? read : without(read, (octet) => dropped.has(read.startOf(octet) - start));
}

/** A text as if some of its octets were not there. */
export function without(text: MappedText, isDropped: (octet: number) => boolean): MappedText {
  const kept: number[] = [];
  let octets = '';
  for (let i = 0; i < text.octets.length; i++) {
    if (isDropped(i)) continue;
    octets += text.octets[i];
    kept.push(i);
  }
  const original = (octet: number) => kept[octet] ?? text.octets.length;
  return {
    octets,
    stringStarts: text.stringStarts.map((octet) => firstEndingAt(kept, octet, (end) => ({ end }))),
    startOf: (octet) => text.startOf(original(octet)),
    endOf: (octet) => text.endOf(original(octet)),
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of octets, one character each; undefined where they are not UTF-8, or hold control characters. */
export function textOf(octets: string): string | undefined {
  if (/[\x00-\x1f\x7f]/.test(octets)) return undefined;
  try {
    return utf8.decode(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** Whether a record is longer than the 65,535 octets of RDATA, however they are spelled: nobody can serve it. */
export const isTooLong = (entry: Span) => entry.end - entry.start > 4 * 65_535 + 1024;

/** A stretch of decoded octets in the document. */
export function sourceSpan(text: MappedText, from: number, to: number): { start: number; end: number } {
  const start = text.startOf(from);
  return { start, end: to > from ? text.endOf(to - 1) : start };
}
