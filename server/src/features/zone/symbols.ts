/** The outline of a zone file: its owners with their records, and the directives between them. */
import { type Span, spanOf } from '../../span.js';
import { withUnits } from '../../tlsrpt/style.js';
import type { DirectiveEntry, Field, RecordEntry, ZoneView } from '../../zone/model.js';
import { contentEnd, type OwnerRun, sectionsOf } from './sections.js';

/** An outline with more is no help, and takes an editor long to draw. */
const mostSymbols = 10_000;
/** So many UTF-16 units of a record are shown. */
const longestName = 120;

/** Symbols lie within their parent, and what is selected of a symbol within it. */
export interface ZoneSymbol extends Span {
  readonly kind: 'owner' | 'record' | 'directive';
  /** An owner in full; a record as written from its type on; a directive with its arguments. */
  readonly name: string;
  /** The types of an owner; the TTL of a record. */
  readonly detail: string;
  /** What the editor selects when the symbol is chosen. */
  readonly selection: Span;
  readonly children: readonly ZoneSymbol[];
}

/** The first 10,000 records and directives. An owner that comes again after another is a symbol of its own. */
export function* zoneSymbols(zone: ZoneView, most = mostSymbols): Generator<ZoneSymbol> {
  for (const section of sectionsOf(zone, most)) {
    yield section.kind === 'directive' ? directiveSymbol(zone, section) : ownerSymbol(zone, section);
  }
}

function ownerSymbol(zone: ZoneView, { start, end, name, records }: OwnerRun): ZoneSymbol {
  const [first] = records;
  const types = new Set(records.flatMap(({ typeName }) => typeName ?? []));
  return {
    kind: 'owner',
    start,
    end,
    name: shortened(name),
    detail: [...types].join(', '),
    selection: first.owner === undefined ? fieldsOf(first) : spanOf(first.owner),
    children: records.map((record) => recordSymbol(zone, record)),
  };
}

function recordSymbol(zone: ZoneView, record: RecordEntry): ZoneSymbol {
  const fields = [record.type, ...record.rdata].filter((field) => field !== undefined);
  const seconds = record.effectiveTtl?.seconds;
  return {
    kind: 'record',
    start: record.start,
    end: contentEnd(zone, record),
    name: written(fields) || written([record.owner, record.ttl, record.class]),
    detail: seconds === undefined ? '' : withUnits(seconds),
    selection: fieldsOf(record),
    children: [],
  };
}

function directiveSymbol(zone: ZoneView, directive: DirectiveEntry): ZoneSymbol {
  return {
    kind: 'directive',
    start: directive.start,
    end: contentEnd(zone, directive),
    name: shortened([directive.name, ...directive.arguments.map(({ raw }) => raw)].join(' ')),
    detail: '',
    selection: spanOf(directive.keyword),
    children: [],
  };
}

/** From a record's type to the end of its RDATA, or all there is of it. */
function fieldsOf({ owner, ttl, class: ownClass, type, rdata }: RecordEntry): Span {
  const fields = [ttl, ownClass, owner].filter((field) => field !== undefined);
  const start = type?.start ?? Math.min(...fields.map((field) => field.start));
  const ends = [...fields.map((field) => field.end), type?.end ?? start, rdata.at(-1)?.end ?? start];
  return { start, end: Math.max(...ends) };
}

const written = (fields: readonly (Field | undefined)[]) =>
  shortened(fields.flatMap((field) => field?.raw ?? []).join(' '));

function shortened(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  return line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
}
