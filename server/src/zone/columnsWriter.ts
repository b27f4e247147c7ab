import { type Columns, newColumns } from './columns.js';
import { addTo, type Filter, newFilter, noFilter } from './filter.js';
import { ownerKey } from './hash.js';

/** The columns of a chunk while it is read: as long as they must be, and used again for the next one. */
export class ColumnsWriter {
  starts = new Int32Array(1024);
  flags = new Uint8Array(1024);
  types = new Int32Array(1024);
  ttls = new Int32Array(1024);
  high = new Int32Array(1024);
  low = new Int32Array(1024);
  rdata = new Int32Array(1024);
  /** How many entries they hold. */
  count = 0;
  /** As `Columns` has them. */
  readonly targets: number[] = [];
  readonly #ownerFilter = newFilter();
  readonly #targetFilter = newFilter();

  clear(): void {
    this.count = 0;
    this.targets.length = 0;
  }

  /** Makes place for one entry more. */
  reserve(): void {
    if (this.count === this.starts.length) this.#grow(this.count * 2);
  }

  /**
   * A copy of what they hold, with the filters that go with it.
   *
   * @param like columns that they may be like: what is the same is shared, so that a zone which is read again takes no more memory
   */
  columns(like?: Columns): Columns {
    const { count, targets } = this;
    const hasOwners = this.#fillFilters();
    if (like !== undefined && this.#hasOwnersOf(like)) return this.#shared(like, hasOwners);
    const columns = newColumns(count, hasOwners, targets.length);
    columns.starts.set(this.starts.subarray(0, count));
    columns.types.set(this.types.subarray(0, count));
    columns.ttls.set(this.ttls.subarray(0, count));
    columns.high.set(this.high.subarray(0, count));
    columns.low.set(this.low.subarray(0, count));
    columns.rdata.set(this.rdata.subarray(0, count));
    columns.flags.set(this.flags.subarray(0, count));
    if (columns.ownerFilter !== noFilter) columns.ownerFilter.set(this.#ownerFilter);
    if (targets.length > 0) {
      columns.targets.set(targets);
      columns.targetFilter.set(this.#targetFilter);
    }
    return columns;
  }

  #hasOwnersOf(like: Columns): boolean {
    const { count, high, low } = this;
    return like.count === count && isSame(like.high, high, count) && isSame(like.low, low, count);
  }

  #shared(like: Columns, hasOwners: boolean): Columns {
    const { count, targets } = this;
    const hasTargets = targets.length > 0;
    return {
      count,
      starts: sharedOrCopied(like.starts, this.starts, count),
      types: sharedOrCopied(like.types, this.types, count),
      ttls: sharedOrCopied(like.ttls, this.ttls, count),
      high: like.high,
      low: like.low,
      rdata: sharedOrCopied(like.rdata, this.rdata, count),
      targets: isSame(like.targets, targets, targets.length) ? like.targets : Int32Array.from(targets),
      ownerFilter: hasOwners || hasTargets ? sharedFilter(like.ownerFilter, this.#ownerFilter) : noFilter,
      targetFilter: hasTargets ? sharedFilter(like.targetFilter, this.#targetFilter) : noFilter,
      flags: isSame(like.flags, this.flags, count) ? like.flags : this.flags.slice(0, count),
    };
  }

  /** Whether there are owners. */
  #fillFilters(): boolean {
    const { count, types, high, low, targets } = this;
    const owners = this.#ownerFilter.fill(0);
    // Records of an owner follow each other mostly.
    let last = -1;
    for (let entry = 0; entry < count; entry++) {
      if (types[entry]! < 0) continue;
      if (last >= 0 && low[entry] === low[last] && high[entry] === high[last]) continue;
      addTo(owners, ownerKey(high[entry]!, low[entry]!));
      last = entry;
    }
    if (targets.length === 0) return last >= 0;
    const named = this.#targetFilter.fill(0);
    for (let i = 0; i < targets.length; i += 3) addTo(named, ownerKey(targets[i + 1]!, targets[i + 2]!));
    return last >= 0;
  }

  #grow(length: number): void {
    this.starts = grown(this.starts, length);
    this.types = grown(this.types, length);
    this.ttls = grown(this.ttls, length);
    this.high = grown(this.high, length);
    this.low = grown(this.low, length);
    this.rdata = grown(this.rdata, length);
    const flags = new Uint8Array(length);
    flags.set(this.flags);
    this.flags = flags;
  }
}

function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}

/** Whether the first numbers of a list are all numbers of a column. */
function isSame(column: Int32Array | Uint8Array, numbers: ArrayLike<number>, count: number): boolean {
  if (column.length !== count) return false;
  for (let at = 0; at < count; at++) if (column[at] !== numbers[at]) return false;
  return true;
}

const sharedOrCopied = (column: Int32Array, numbers: Int32Array, count: number) =>
  isSame(column, numbers, count) ? column : numbers.slice(0, count);

const sharedFilter = (filter: Filter, other: Filter): Filter => sharedOrCopied(filter, other, other.length);
