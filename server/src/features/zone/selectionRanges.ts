/** What a selection in a zone file grows to: from a field of a TLS-RPT record to the records of an owner and the file. */
import { type Span, spanAround, spanOf } from '../../span.js';
import { isTooLong, sourceSpan } from '../../tlsrpt/intended.js';
import { partsOf } from '../../tlsrpt/parts.js';
import type { ZoneDocument } from '../../zone/document.js';
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
  for (const token of entry.tokensAt(offset)) if (token.kind === 'comment') yield spanOf(token);
  const fields = fieldsOf(entry);
  if (entry.kind === 'record') yield* partsAround(zone, entry);
  for (const { start, end, quoted } of fields.filter(({ start, end }) => start <= offset && offset <= end)) {
    if (quoted) yield { start: start + 1, end: Math.max(start + 1, end - 1) };
    yield { start, end };
  }
  if (entry.kind === 'record') yield spanAround(entry.rdata);
  yield spanAround(fields);
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

/** The records of the same owner that stand together, with what stands between them. */
function runAround(zone: ZoneDocument, record: RecordEntry): Span {
  const before = ({ start }: Entry) => (start === 0 ? undefined : zone.entryAt(start - 1));
  const behind = ({ end }: Entry) => (end >= zone.length ? undefined : zone.entryAt(end));
  const first = farthest(record, before, (entry, reached) => sameOwner(entry, reached));
  const last = farthest(record, behind, (entry) => sameOwner(first, entry));
  return { start: first.start, end: contentEnd(zone, last) };
}

/** The last record that belongs to one and is reached from there, over comments and blank lines. */
function farthest(
  record: RecordEntry,
  next: (entry: Entry) => Entry | undefined,
  belongs: (entry: RecordEntry, reached: RecordEntry) => boolean,
): RecordEntry {
  let reached = record;
  let entry = next(record);
  for (let seen = 0; entry !== undefined && seen < mostEntries; seen++) {
    if (entry.kind === 'directive' || (entry.kind === 'record' && !belongs(entry, reached))) break;
    if (entry.kind === 'record') reached = entry;
    entry = next(entry);
  }
  return reached;
}
