/** What a selection in a zone file grows to: from a field of a TLS-RPT record to the records of an owner and the file. */
import { type Span, spanOf } from '../../span.js';
import { isTooLong, sourceSpan } from '../../tlsrpt/intended.js';
import { partsOf } from '../../tlsrpt/parts.js';
import type { ZoneDocument } from '../../zone/document.js';
import { tokensTouching } from '../../zone/lexer.js';
import type { Entry, Field, RecordEntry } from '../../zone/model.js';
import { reportValue } from './reportValue.js';
import { contentEnd, sameOwner } from './sections.js';

/** So many entries before and behind are looked at for records of the same owner. */
const mostEntries = 500;

/** What holds a place, from the smallest to the whole file: each is within the next, and smaller. */
export function selectionSpans(zone: ZoneDocument, offset: number): Span[] {
  const spans = [...spansIn(zone, offset), { start: 0, end: zone.length }];
  const chosen: Span[] = [];
  for (const span of spans) {
    const last = chosen.at(-1) ?? { start: offset, end: offset };
    const holds = span.start <= last.start && last.end <= span.end;
    if (holds && span.end - span.start > last.end - last.start) chosen.push(span);
  }
  return chosen;
}

function* spansIn(zone: ZoneDocument, offset: number): Generator<Span> {
  const entry = zone.entryAt(offset);
  if (entry === undefined) return;
  const text = zone.slice(entry.start, entry.end);
  for (const token of tokensTouching(text, entry.start, offset))
    if (token.kind === 'comment') yield spanOf(token);
  const fields = fieldsOf(entry);
  if (entry.kind === 'record') yield* partsAround(zone, entry);
  for (const { start, end, quoted } of fields.filter(({ start, end }) => start <= offset && offset <= end)) {
    if (quoted) yield { start: start + 1, end: Math.max(start + 1, end - 1) };
    yield { start, end };
  }
  if (entry.kind === 'record') yield* around(entry.rdata);
  yield* around(fields);
  yield { start: entry.start, end: contentEnd(zone, entry) };
  if (entry.kind === 'record') yield runAround(zone, entry);
}

function fieldsOf(entry: Entry): readonly Omit<Field, 'raw'>[] {
  switch (entry.kind) {
    case 'record':
      return [entry.owner, entry.ttl, entry.class, entry.type, ...entry.rdata].filter(
        (field) => field !== undefined,
      );
    case 'directive':
      return [{ ...entry.keyword, quoted: false }, ...entry.arguments];
    case 'blank':
      return [];
  }
}

/** The fields of a TLS-RPT record and its destinations, where they are written. */
function* partsAround(zone: ZoneDocument, record: RecordEntry): Generator<Span> {
  const value = isTooLong(record) ? undefined : reportValue(zone, record);
  if (value === undefined) return;
  for (const { start, end } of partsOf(value.octets)) yield sourceSpan(value, start, end);
}

/** From the first to the last of them, in the order of the text. */
function* around(fields: readonly Span[]): Generator<Span> {
  if (fields.length === 0) return;
  const start = fields.reduce((least, field) => Math.min(least, field.start), Number.POSITIVE_INFINITY);
  yield { start, end: fields.reduce((most, field) => Math.max(most, field.end), 0) };
}

/** The records of the same owner that stand together, with what stands between them. */
function runAround(zone: ZoneDocument, record: RecordEntry): Span {
  let first = record;
  let last = record;
  for (let entry = before(zone, record), seen = 0; entry && seen < mostEntries; seen++) {
    if (entry.kind === 'directive' || (entry.kind === 'record' && !sameOwner(entry, first))) break;
    if (entry.kind === 'record') first = entry;
    entry = before(zone, entry);
  }
  for (let entry = behind(zone, record), seen = 0; entry && seen < mostEntries; seen++) {
    if (entry.kind === 'directive' || (entry.kind === 'record' && !sameOwner(first, entry))) break;
    if (entry.kind === 'record') last = entry;
    entry = behind(zone, entry);
  }
  return { start: first.start, end: contentEnd(zone, last) };
}

const before = (zone: ZoneDocument, { start }: Span) => (start === 0 ? undefined : zone.entryAt(start - 1));
const behind = (zone: ZoneDocument, { end }: Span) => (end >= zone.length ? undefined : zone.entryAt(end));
