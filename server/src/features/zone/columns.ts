/** The columns of a block of records: where their TTL, class, type and RDATA start. */
import type { Span } from '../../span.js';
import type { LaidEntry } from './laidEntries.js';

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
  of(record: Head, offset: number): number | undefined;
}

/** The fields of a record before its RDATA. */
export type Head = Pick<LaidEntry, 'owner' | 'ttl' | 'class' | 'type'>;

/** Wider fields push what follows them on their own line, and no other. */
const widest = 64;

/** TTL and class come in either order: the first and the second slot are theirs. */
type Slot = 'owner' | 'first' | 'second' | 'type';
const slots: readonly Slot[] = ['owner', 'first', 'second', 'type'];

/** How wide the fields of a block's records are. */
export class Widths {
  readonly #widths = new Map<Slot, number>();
  /** Of records that have one of the two: which slot is theirs, others decide. */
  #ttl = 0;
  #class = 0;
  #classFirst = false;

  add(head: Head): void {
    const { owner, ttl, class: own, type } = head;
    this.#take('owner', owner);
    this.#take('type', type);
    if (ttl !== undefined && own !== undefined) {
      if (own.start < ttl.start) this.#classFirst = true;
      this.#take('first', own.start < ttl.start ? own : ttl);
      this.#take('second', own.start < ttl.start ? ttl : own);
    } else {
      this.#ttl = Math.max(this.#ttl, width(ttl));
      this.#class = Math.max(this.#class, width(own));
    }
  }

  columns(options: LayoutOptions): Columns {
    const classFirst = this.#classFirst;
    const alone = { owner: 0, first: this.#ttl, second: this.#class, type: 0 };
    if (classFirst) [alone.first, alone.second] = [this.#class, this.#ttl];
    const starts = new Map<Slot, number>();
    let column = 0;
    for (const slot of slots) {
      starts.set(slot, column);
      const wide = Math.max(this.#widths.get(slot) ?? 0, alone[slot]);
      // A block that leaves out all owners is indented all the same.
      if (wide > 0) column = after(column + wide, options);
      else if (slot === 'owner') column = options.tabSize;
    }
    return {
      first: starts.get('first') ?? 0,
      rdata: column,
      of: (head, offset) => {
        const slot = slotAt(head, offset, classFirst);
        return slot && starts.get(slot);
      },
    };
  }

  #take(slot: Slot, field: Span | undefined): void {
    this.#widths.set(slot, Math.max(this.#widths.get(slot) ?? 0, width(field)));
  }
}

/** What a field takes of its column; nothing where it is too wide for one. */
function width(field: Span | undefined): number {
  const wide = field === undefined ? 0 : field.end - field.start;
  return wide <= widest ? wide : 0;
}

/** The slot of the field of a head that starts at an offset. */
function slotAt(
  { owner, ttl, class: own, type }: Head,
  offset: number,
  classFirst: boolean,
): Slot | undefined {
  if (owner?.start === offset) return 'owner';
  if (type?.start === offset) return 'type';
  const swapped = ttl !== undefined && own !== undefined ? own.start < ttl.start : classFirst;
  if (ttl?.start === offset) return swapped ? 'second' : 'first';
  if (own?.start === offset) return swapped ? 'first' : 'second';
  return undefined;
}

/** The column after a text that ends at one. */
export const after = (end: number, { tabSize, insertSpaces }: LayoutOptions) =>
  insertSpaces ? end + 1 : (Math.floor(end / tabSize) + 1) * tabSize;

/** White space from one column to another; a single space where that one is no stop of tabs. */
export function gap(from: number, to: number, { tabSize, insertSpaces }: LayoutOptions): string {
  if (insertSpaces || to % tabSize !== 0) return ' '.repeat(to - from);
  return '\t'.repeat(to / tabSize - Math.floor(from / tabSize));
}
