import { type Filter, filterWords, noFilter } from './filter.js';

/** The numbers of a chunk, a column each. */
export class Columns {
  readonly count: number;
  /** Where each entry starts. */
  readonly starts: Int32Array;
  /** Of records: type (-1 where missing), TTL (-1 where missing), hashes of the owner and of the RDATA. */
  readonly types: Int32Array;
  readonly ttls: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  readonly rdata: Int32Array;
  /** NS, MX and SRV records: of each the entry's index and the hash of the target, high and low. */
  readonly targets: Int32Array;
  /** Which owners have records here, and which are the targets. */
  readonly ownerFilter: Filter;
  readonly targetFilter: Filter;
  readonly flags: Uint8Array;

  /** Of what has more it takes the columns alone: whoever keeps them keeps no text. */
  constructor(of: Columns) {
    this.count = of.count;
    this.starts = of.starts;
    this.types = of.types;
    this.ttls = of.ttls;
    this.high = of.high;
    this.low = of.low;
    this.rdata = of.rdata;
    this.targets = of.targets;
    this.ownerFilter = of.ownerFilter;
    this.targetFilter = of.targetFilter;
    this.flags = of.flags;
  }
}

/** Those by which the whole zone is judged. */
export type Records = Omit<Columns, 'starts' | 'targets' | 'targetFilter'>;

/** Columns for so many entries, all in one buffer: memory is asked for once a chunk. */
export function newColumns(count: number, hasOwners: boolean, targets: number): Columns {
  const filters = targets > 0 ? 2 * filterWords : hasOwners ? filterWords : 0;
  return columnsIn(new ArrayBuffer(octets(count, targets, filters)), count, targets);
}

const octets = (count: number, targets: number, filters: number) =>
  4 * (6 * count + targets + filters) + count;

/** The columns in a buffer of `newColumns`. */
export function columnsIn(buffer: ArrayBuffer, count: number, targets: number): Columns {
  const hasFilters = buffer.byteLength > octets(count, targets, 0);
  let at = 0;
  const next = (length: number) => {
    const column = new Int32Array(buffer, at, length);
    at += 4 * length;
    return column;
  };
  return {
    count,
    starts: next(count),
    types: next(count),
    ttls: next(count),
    high: next(count),
    low: next(count),
    rdata: next(count),
    targets: next(targets),
    ownerFilter: hasFilters ? next(filterWords) : noFilter,
    targetFilter: targets === 0 ? noFilter : next(filterWords),
    flags: new Uint8Array(buffer, at, count),
  };
}
