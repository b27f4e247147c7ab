/** The columns of a block of records: where their TTL, class, type and RDATA start. */
import type { Span } from '../../span.js';
import type { RecordEntry } from '../../zone/model.js';

export interface LayoutOptions {
  /** Columns that a tab takes. */
  readonly tabSize: number;
  /** Whether columns are reached by spaces and not by tabs. */
  readonly insertSpaces: boolean;
}

/** Where a block's records have their fields, columns counted from zero in UTF-16 units. */
export interface Columns {
  /** The first column after the owner: where the line of an inherited owner starts. */
  readonly first: number;
  readonly rdata: number;
  /** The column of a field by its offset; undefined for what has none. */
  of(record: RecordEntry, offset: number): number | undefined;
}

/** Wider fields push what follows them on their own line, and no other. */
const widest = 64;

/** TTL and class come in either order: the first and the second slot are theirs. */
type Slot = 'owner' | 'first' | 'second' | 'type';
const slots: readonly Slot[] = ['owner', 'first', 'second', 'type'];

export function columnsFor(records: readonly RecordEntry[], options: LayoutOptions): Columns {
  const classFirst = records.some(({ ttl, class: own }) => ttl && own && own.start < ttl.start);
  const widths = new Map<Slot, number>();
  for (const record of records) {
    for (const [slot, { start, end }] of slotsOf(record, classFirst)) {
      if (end - start <= widest) widths.set(slot, Math.max(widths.get(slot) ?? 0, end - start));
    }
  }
  const starts = new Map<Slot, number>();
  let column = 0;
  for (const slot of slots) {
    starts.set(slot, column);
    const width = widths.get(slot) ?? 0;
    // A block that leaves out all owners is indented all the same.
    if (width > 0) column = after(column + width, options);
    else if (slot === 'owner') column = options.tabSize;
  }
  return {
    first: starts.get('first') ?? 0,
    rdata: column,
    of: (record, offset) => {
      const [slot] = slotsOf(record, classFirst).find(([, { start }]) => start === offset) ?? [];
      return slot && starts.get(slot);
    },
  };
}

/** The fields of a record's head by their slots. */
function slotsOf({ owner, ttl, class: own, type }: RecordEntry, classFirst: boolean): [Slot, Span][] {
  const [ttlSlot, classSlot]: [Slot, Slot] = (ttl && own ? own.start < ttl.start : classFirst)
    ? ['second', 'first']
    : ['first', 'second'];
  const fields: [Slot, Span | undefined][] = [
    ['owner', owner],
    [ttlSlot, ttl],
    [classSlot, own],
    ['type', type],
  ];
  return fields.flatMap(([slot, field]): [Slot, Span][] => (field === undefined ? [] : [[slot, field]]));
}

/** The column after a text that ends at one. */
export const after = (end: number, { tabSize, insertSpaces }: LayoutOptions) =>
  insertSpaces ? end + 1 : (Math.floor(end / tabSize) + 1) * tabSize;

/** White space from one column to another; a single space where that one is no stop of tabs. */
export function gap(from: number, to: number, { tabSize, insertSpaces }: LayoutOptions): string {
  if (insertSpaces || to % tabSize !== 0) return ' '.repeat(to - from);
  return '\t'.repeat(to / tabSize - Math.floor(from / tabSize));
}
