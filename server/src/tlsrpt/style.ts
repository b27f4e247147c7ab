/** How a record of a zone file is laid out, and another one in the same way. */
import type { Field, RecordEntry, ZoneView } from '../zone/model.js';

type Part = 'ttl' | 'class' | 'type' | 'rdata';

export interface RecordStyle {
  /** What the record writes after its owner, in its order, with the columns they start at (tabs of eight). */
  readonly parts: readonly { readonly part: Part; readonly column: number; readonly tab: boolean }[];
  /** The class as written. */
  readonly class: string | undefined;
  /** Whether TTLs have units. */
  readonly units: boolean;
  readonly lowerCase: boolean;
}

export interface RecordText {
  readonly owner: string;
  /** In seconds; not written where absent. */
  readonly ttl: number | undefined;
  /** Upper case. */
  readonly type: string;
  readonly rdata: string;
}

const tabWidth = 8;

const plain: RecordStyle = {
  parts: [
    { part: 'class', column: 0, tab: false },
    { part: 'type', column: 0, tab: false },
    { part: 'rdata', column: 0, tab: false },
  ],
  class: 'IN',
  units: false,
  lowerCase: false,
};

/** The style of a record's first line. */
export function columnsOf(zone: ZoneView, entry: RecordEntry): RecordStyle {
  const { ttl, type } = entry;
  const [first] = entry.rdata;
  const text = zone.slice(entry.start, entry.end);
  const fields: [Part, Field | undefined][] = [
    ['ttl', ttl],
    ['class', entry.class],
    ['type', type],
    ['rdata', first],
  ];
  const parts = fields
    .flatMap(([part, field]) => (field === undefined ? [] : [{ part, start: field.start - entry.start }]))
    .filter(({ start }) => !/[\r\n]/.test(text.slice(0, start)))
    .sort((a, b) => a.start - b.start)
    .map(({ part, start }) => ({ part, column: columnAt(text, start), tab: text[start - 1] === '\t' }));
  return {
    parts: parts.length === 0 ? plain.parts : parts,
    class: entry.class?.raw,
    units: /[a-z]/i.test(ttl?.raw ?? ''),
    lowerCase: type !== undefined && type.raw === type.raw.toLowerCase(),
  };
}

/** A record in a style: columns are kept where the owner leaves room for them. */
export function lineOf(record: RecordText, style: RecordStyle = plain): string {
  const written: Readonly<Record<Part, string | undefined>> = {
    ttl: record.ttl === undefined ? undefined : style.units ? withUnits(record.ttl) : String(record.ttl),
    class: style.class,
    type: style.lowerCase ? record.type.toLowerCase() : record.type,
    rdata: record.rdata,
  };
  const places = [...style.parts];
  if (!places.some(({ part }) => part === 'ttl'))
    places.unshift({ part: 'ttl', column: 0, tab: places[0]?.tab ?? false });
  // What stood in a later line of the record has no column.
  for (const needed of ['type', 'rdata'] as const)
    if (!places.some(({ part }) => part === needed)) places.push({ part: needed, column: 0, tab: false });
  let line = record.owner;
  for (const { part, column, tab } of places) {
    const text = written[part];
    if (text === undefined) continue;
    line += gap(columnAt(line, line.length), column, tab) + text;
  }
  return line;
}

/** White space from a column to another, at least one. */
function gap(from: number, to: number, tab: boolean): string {
  if (!tab) return ' '.repeat(Math.max(1, to - from));
  return '\t'.repeat(Math.max(1, Math.ceil(to / tabWidth) - Math.floor(from / tabWidth)));
}

function columnAt(text: string, end: number): number {
  let column = 0;
  for (let i = 0; i < end; i++)
    column = text[i] === '\t' ? (Math.floor(column / tabWidth) + 1) * tabWidth : column + 1;
  return column;
}

const units: readonly [string, number][] = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
];

/** Seconds with BIND's units: `1d12h`. */
export function withUnits(seconds: number): string {
  let rest = seconds;
  let text = '';
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * length;
  }
  return text === '' ? '0' : text;
}
