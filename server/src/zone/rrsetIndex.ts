/** A row is six numbers. Row 0 stands for none. */
const width = 6;
const LOW = 0;
const TYPE = 1;
const COUNT = 2;
const TTL = 3;
const RDATA = 4;
const NEXT = 5;

/** Types from here on have no mnemonic, and an owner may have thousands of them: each is kept as an owner of its own. */
const apart = 300;

/** Stands for the type of a record whose head cannot be read: it may be any. */
export const unread = 65_536;

/**
 * The RRsets of a zone by owner (by the 64 bits of its hash) and type, in two typed arrays: a million records cost their
 * numbers and nothing more. Rows are appended as records come, so that reading a zone in order walks through memory in
 * order; only the table of owners, eight octets each, is jumped about in. An owner's rows are linked.
 */
export class RRsetIndex {
  #rows: Int32Array;
  /** Rows handed out so far, the first of those given back, which are linked too. */
  #used = 1;
  #free = 0;
  /** Slots of two numbers, open addressing: the high half of an owner's hash, and its first row (0 where empty). */
  #slots: Int32Array;
  #shift: number;
  #owners = 0;
  /** The owner that was asked for last, and its first row: zones list an owner's records together. */
  #lastHigh = 0;
  #lastLow = 0;
  #last = 0;
  /** The slot in which an owner was looked for last. */
  #lastSlot = 0;
  /** What `touch` has seen: it would be left out as idle if it kept nothing. */
  touched = 0;
  /** Whether any owner ever had a type that is kept apart. */
  hasApart = false;

  constructor(records: number) {
    this.#rows = new Int32Array((Math.ceil(records) + 64) * width);
    let bits = 6;
    while (2 ** bits < records * 0.75) bits++;
    this.#slots = new Int32Array(2 ** bits * 2);
    this.#shift = 32 - bits;
  }

  /** Forgets all, and keeps the memory. */
  clear(): void {
    this.#used = 1;
    this.#free = 0;
    this.#slots.fill(0);
    this.#owners = 0;
    this.#last = 0;
    this.hasApart = false;
  }

  count(row: number): number {
    return this.#rows[row + COUNT]!;
  }

  /** The TTL and the hash of the RDATA that are kept of an RRset: those of one of its records. */
  ttl(row: number): number {
    return this.#rows[row + TTL]!;
  }

  rdata(row: number): number {
    return this.#rows[row + RDATA]!;
  }

  keep(row: number, ttl: number, rdata: number): void {
    this.#rows[row + TTL] = ttl;
    this.#rows[row + RDATA] = rdata;
  }

  type(row: number): number {
    return this.#rows[row + TYPE]!;
  }

  /** The owner's next RRset; 0 after the last. */
  next(row: number): number {
    return this.#rows[row + NEXT]!;
  }

  /** An owner's first RRset; 0 where it has none. */
  first(high: number, low: number): number {
    if (this.#last !== 0 && high === this.#lastHigh && low === this.#lastLow) return this.#last;
    this.#lastSlot = this.#slotOf(high, low);
    const row = this.#slots[this.#lastSlot * 2 + 1]!;
    this.#remember(high, low, row);
    return row;
  }

  /**
   * Looks where an owner belongs, and no more. Called for many owners before these are looked for in earnest, it spares most of
   * the time: the processor fetches their places from memory at once, where each search would wait for its own.
   */
  touch(high: number, low: number): void {
    this.touched |= this.#slots[this.#homeOf(high, low) * 2]!;
  }

  /** The row of an RRset; 0 where there is none. */
  find(high: number, low: number, type: number): number {
    if (type >= apart) return this.first(high ^ spread(type), low ^ type);
    const rows = this.#rows;
    let row = this.first(high, low);
    while (row !== 0 && rows[row + TYPE] !== type) row = rows[row + NEXT]!;
    return row;
  }

  /** Counts one record more of an RRset; its row. */
  add(high: number, low: number, type: number): number {
    let row: number;
    if (type >= apart) {
      this.hasApart ||= type !== unread;
      row = this.#rowOf(high ^ spread(type), low ^ type, type);
    } else {
      row = this.#rowOf(high, low, type);
    }
    this.#rows[row + COUNT]!++;
    return row;
  }

  /** Counts one record less of an RRset, which goes with its last one. */
  remove(high: number, low: number, type: number): void {
    if (type >= apart) this.#drop(high ^ spread(type), low ^ type, type);
    else this.#drop(high, low, type);
  }

  #rowOf(high: number, low: number, type: number): number {
    const first = this.first(high, low);
    if (first === 0) return this.#newOwner(high, low, type);
    let row = first;
    for (;;) {
      if (this.#rows[row + TYPE] === type) return row;
      const next = this.#rows[row + NEXT]!;
      if (next === 0) break;
      row = next;
    }
    const made = this.#newRow(low, type);
    this.#rows[row + NEXT] = made;
    return made;
  }

  /** Of an owner that `first` has just looked for in vain. */
  #newOwner(high: number, low: number, type: number): number {
    let slot = this.#lastSlot;
    if ((this.#owners + 1) * 1.4 > this.#slots.length / 2) {
      this.#growSlots();
      slot = this.#slotOf(high, low);
    }
    const row = this.#newRow(low, type);
    this.#slots[slot * 2] = high;
    this.#slots[slot * 2 + 1] = row;
    this.#owners++;
    this.#remember(high, low, row);
    return row;
  }

  #newRow(low: number, type: number): number {
    let row = this.#free;
    if (row !== 0) {
      this.#free = this.#rows[row + NEXT]!;
    } else {
      row = this.#used * width;
      if (row === this.#rows.length) {
        const rows = new Int32Array(this.#rows.length * 2);
        rows.set(this.#rows);
        this.#rows = rows;
      }
      this.#used++;
    }
    this.#rows[row + LOW] = low;
    this.#rows[row + TYPE] = type;
    this.#rows[row + COUNT] = 0;
    this.#rows[row + NEXT] = 0;
    return row;
  }

  #drop(high: number, low: number, type: number): void {
    const rows = this.#rows;
    const slot = this.#slotOf(high, low);
    let before = 0;
    let row = this.#slots[slot * 2 + 1]!;
    while (row !== 0 && rows[row + TYPE] !== type) {
      before = row;
      row = rows[row + NEXT]!;
    }
    if (row === 0 || --rows[row + COUNT]! > 0) return;
    const next = rows[row + NEXT]!;
    this.#last = 0;
    if (before !== 0) rows[before + NEXT] = next;
    else if (next !== 0) this.#slots[slot * 2 + 1] = next;
    else this.#vacate(slot);
    rows[row + NEXT] = this.#free;
    this.#free = row;
  }

  /** Empties a slot and moves up those behind it that are not where their search starts. */
  #vacate(slot: number): void {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    let hole = slot;
    for (let at = (slot + 1) & mask; slots[at * 2 + 1] !== 0; at = (at + 1) & mask) {
      const home = this.#homeOf(slots[at * 2]!, this.#rows[slots[at * 2 + 1]! + LOW]!);
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      slots[hole * 2] = slots[at * 2]!;
      slots[hole * 2 + 1] = slots[at * 2 + 1]!;
      hole = at;
    }
    slots[hole * 2 + 1] = 0;
    this.#owners--;
  }

  #remember(high: number, low: number, row: number): void {
    this.#lastHigh = high;
    this.#lastLow = low;
    this.#last = row;
  }

  #homeOf(high: number, low: number): number {
    return Math.imul(low ^ (high >>> 7), 0x9e3779b1) >>> this.#shift;
  }

  /** The slot of an owner, or the empty one where it belongs. */
  #slotOf(high: number, low: number): number {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    let slot = this.#homeOf(high, low);
    for (;;) {
      const row = slots[slot * 2 + 1]!;
      if (row === 0 || (slots[slot * 2] === high && this.#rows[row + LOW] === low)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #growSlots(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#shift--;
    for (let at = 0; at < old.length; at += 2) {
      const row = old[at + 1]!;
      if (row === 0) continue;
      const slot = this.#slotOf(old[at]!, this.#rows[row + LOW]!);
      this.#slots[slot * 2] = old[at]!;
      this.#slots[slot * 2 + 1] = row;
    }
  }
}

const spread = (type: number) => Math.imul(type, 0x85ebca6b);
