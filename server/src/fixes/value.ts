/** Edits of a record's value that say the same however the value is written: quoted or not, in one string or several. */

import { isClosed } from '../quotes.js';
import type { SpanEdit } from '../span.js';
import { intendedText } from '../tlsrpt/intended.js';
import type { Token, ZoneView } from '../zone/model.js';
import { octetsIn } from '../zone/strings.js';

/** Most octets of a character-string (RFC 1035 section 3.3). */
const longest = 255;

/**
 * A replacement within a value, as its decoded text has it, as edits of the document: what is inserted is escaped for its
 * place; of what is removed the quotes, and comments between strings, stay.
 */
export function valueEdits(zone: ZoneView, { start, end, newText }: SpanEdit): SpanEdit[] {
  const entry = zone.entryAt(start);
  if (entry?.kind !== 'record') return [];
  const { spoiled } = intendedText(entry, zone);
  // Between quotes that are none all is as it is read.
  if (spoiled === 'quotes') return [{ start, end, newText }];
  const last = entry.rdata.at(-1)?.end ?? 0;
  const tokens = entry.tokens.filter(
    (token) =>
      token.kind === 'string' ||
      token.kind === 'word' ||
      (spoiled === 'comment' && token.start >= last && (token.kind === 'comment' || token.kind === 'space')),
  );
  const place = tokens.find((token) => isIn(token, start, zone));
  const edits: SpanEdit[] = [];
  if (newText !== '') edits.push({ start, end: start, newText: written(zone, place, start, end, newText) });
  for (const token of tokens) {
    const inner = innerOf(token, zone);
    const from = Math.max(start, inner.start);
    const to = Math.min(end, inner.end);
    if (from >= to) continue;
    const rest = token.kind === 'comment' ? zone.slice(to, token.end) : '';
    // What is left of a comment stays one.
    const mark = newText === '' && from === token.start && /^[ \t]*[^\s;]/.test(rest) ? ';' : '';
    edits.push({ start: from, end: to, newText: mark });
  }
  const [edit] = edits;
  const emptied = entry.rdata.every(({ start: from, end: to }) => start <= from && end >= to);
  if (edit !== undefined && emptied && newText === '') edits[0] = { ...edit, newText: `""${edit.newText}` };
  return merged(edits);
}

function isIn(token: Token, offset: number, zone: ZoneView): boolean {
  const { start, end } = innerOf(token, zone);
  return offset >= start && offset <= end;
}

/** A token without its quotes. */
function innerOf(token: Token, zone: ZoneView): { start: number; end: number } {
  if (token.kind !== 'string') return token;
  const raw = zone.slice(token.start, token.end);
  return { start: token.start + 1, end: token.end - (isClosed(raw) ? 1 : 0) };
}

function written(zone: ZoneView, place: Token | undefined, start: number, end: number, text: string): string {
  if (place?.kind === 'string') {
    const inner = innerOf(place, zone);
    const kept =
      octetsOf(zone.slice(inner.start, start)) + octetsOf(zone.slice(Math.min(end, inner.end), inner.end));
    const escaped = text.replace(/["\\]/g, '\\$&');
    if (kept + octetsOf(escaped) <= longest) return escaped;
    return `${start > inner.start ? '" "' : ''}${escaped}${end < inner.end ? '" "' : ''}`;
  }
  if (place?.kind !== 'word') return text;
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
