/** Edits of a record's value that say the same however the value is written: quoted or not, in one string or several. */

import { isClosed } from '../quotes.js';
import { firstEndingAt, type Span, type SpanEdit, spanOf } from '../span.js';
import { type Intended, intendedText } from '../tlsrpt/intended.js';
import { meantRecord } from '../zone/meant.js';
import type { RecordEntry, Token, ZoneView } from '../zone/model.js';
import { octetsIn } from '../zone/strings.js';

/** Most octets of a character-string (RFC 1035 section 3.3). */
const longest = 255;

/** A token of a value without its quotes. */
interface Piece extends Span {
  readonly token: Token;
}

/** How the value of a record is written. */
interface Written {
  readonly spoiled: Intended['spoiled'];
  readonly pieces: readonly Piece[];
}

/** Kept with the entry: a record may have many mistakes, each with its fix. */
const known = new WeakMap<RecordEntry, Written>();

function writtenIn(zone: ZoneView, entry: RecordEntry): Written {
  let value = known.get(entry);
  if (value === undefined) {
    const { spoiled } = intendedText(entry, zone);
    const last = entry.rdata.at(-1)?.end ?? 0;
    const isPiece = ({ kind, start }: Token) =>
      kind === 'string' ||
      kind === 'word' ||
      (spoiled === 'comment' && start >= last && (kind === 'comment' || kind === 'space'));
    const pieces = entry.tokens.filter(isPiece).map((token) => ({ token, ...innerOf(token, zone) }));
    value = { spoiled, pieces };
    known.set(entry, value);
  }
  return value;
}

/**
 * A replacement within a value, as its decoded text has it, as edits of the document: what is inserted is escaped for its
 * place; of what is removed the quotes, and comments between strings, stay.
 */
export function valueEdits(zone: ZoneView, { start, end, newText }: SpanEdit): SpanEdit[] {
  const entry = zone.entryAt(start);
  if (entry?.kind !== 'record') return [];
  const { spoiled, pieces } = writtenIn(zone, entry);
  // Between quotes that are none all is as it is read.
  if (spoiled === 'quotes') return [{ start, end, newText }];
  const first = firstEndingAt(pieces, start, (piece) => piece);
  const next = pieces[first];
  const place = next !== undefined && next.start <= start ? next : undefined;
  const edits: SpanEdit[] = [];
  if (newText !== '') edits.push({ start, end: start, newText: written(zone, place, start, end, newText) });
  for (let at = first; at < pieces.length && pieces[at]!.start < end; at++) {
    const { token, ...inner } = pieces[at]!;
    const from = Math.max(start, inner.start);
    const to = Math.min(end, inner.end);
    if (from >= to) continue;
    const rest = token.kind === 'comment' ? zone.slice(to, token.end) : '';
    // What is left of a comment stays one.
    const mark = newText === '' && from === token.start && /^[ \t]*[^\s;]/.test(rest) ? ';' : '';
    edits.push({ start: from, end: to, newText: mark });
  }
  const [edit] = edits;
  const emptied = meantRecord(entry).rdata.every(({ start: from, end: to }) => start <= from && end >= to);
  if (edit !== undefined && emptied && newText === '') edits[0] = { ...edit, newText: `""${edit.newText}` };
  return merged(edits);
}

/** A token without its quotes. */
function innerOf(token: Token, zone: ZoneView): Span {
  if (token.kind !== 'string') return spanOf(token);
  const raw = zone.slice(token.start, token.end);
  return { start: token.start + 1, end: token.end - (isClosed(raw) ? 1 : 0) };
}

function written(zone: ZoneView, place: Piece | undefined, start: number, end: number, text: string): string {
  if (place?.token.kind === 'string') {
    const kept =
      octetsOf(zone.slice(place.start, start)) + octetsOf(zone.slice(Math.min(end, place.end), place.end));
    const escaped = text.replace(/["\\]/g, '\\$&');
    if (kept + octetsOf(escaped) <= longest) return escaped;
    return `${start > place.start ? '" "' : ''}${escaped}${end < place.end ? '" "' : ''}`;
  }
  if (place?.token.kind !== 'word') return text;
  return text.replace(/["\\();]/g, '\\$&').replace(/[ \t]/g, (space) => (space === ' ' ? '\\032' : '\\009'));
}

const octetsOf = (raw: string) => octetsIn(raw, 0, raw.length).length;

/** An insertion and the removal behind it are one edit. */
function merged(edits: readonly SpanEdit[]): SpanEdit[] {
  const [first, second, ...others] = edits;
  if (first === undefined || second === undefined) return [...edits];
  return first.end === second.start
    ? [{ start: first.start, end: second.end, newText: first.newText + second.newText }, ...others]
    : [...edits];
}
