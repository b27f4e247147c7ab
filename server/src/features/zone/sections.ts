/** A zone file in the parts that people see: directives, and runs of records of one owner. */
import type { Span } from '../../span.js';
import type { DirectiveEntry, Entry, RecordEntry, ZoneView } from '../../zone/model.js';
import { nameKey } from '../../zone/names.js';

/** Records of one owner that follow each other; blank lines and comments may stand between them. */
export interface OwnerRun extends Span {
  readonly kind: 'run';
  /** The owner, absolute where that is known; as written where it is no name. */
  readonly name: string;
  readonly records: readonly [RecordEntry, ...RecordEntry[]];
}

/** The parts in file order; after so many records and directives the rest of the file is left out. */
export function* sectionsOf(zone: ZoneView, most: number): Generator<OwnerRun | DirectiveEntry> {
  let records: RecordEntry[] = [];
  let left = most;
  for (const entry of zone.entries()) {
    if (entry.kind === 'blank') continue;
    if (left-- === 0) break;
    if (entry.kind === 'directive' || (records[0] !== undefined && !sameOwner(records[0], entry))) {
      yield* runOf(zone, records);
      records = [];
    }
    if (entry.kind === 'directive') yield entry;
    else records.push(entry);
  }
  yield* runOf(zone, records);
}

/** Whether a record behind another is of the same owner. */
export function sameOwner(first: RecordEntry, next: RecordEntry): boolean {
  return next.owner === undefined || nameKey(nameOf(first)) === nameKey(nameOf(next));
}

function* runOf(zone: ZoneView, [first, ...rest]: readonly RecordEntry[]): Generator<OwnerRun> {
  if (first === undefined) return;
  const end = contentEnd(zone, rest.at(-1) ?? first);
  yield { kind: 'run', start: first.start, end, name: nameOf(first), records: [first, ...rest] };
}

const nameOf = ({ ownerName, owner }: RecordEntry) => ownerName ?? owner?.raw ?? '?';

/** Where an entry ends without its line break. */
export function contentEnd(zone: ZoneView, entry: Entry): number {
  const { start, end } = entry;
  const last = zone.slice(Math.max(start, end - 3), end);
  // A line break may also be within a string that nobody closed: a carriage return, or behind a backslash.
  if (/(?:\r|\\\r?\n)$/.test(last) && entry.tokens.at(-1)?.kind !== 'newline') return end;
  return end - (/\r?\n$|\r$/.exec(last)?.[0].length ?? 0);
}
