/** So many rows are looked at from a key's home on, then from another place. */
const crowd = 16;
const elsewhere = (key: number, home: number) =>
  Math.imul(key ^ Math.imul(home, 0x85ebca6b), 0x9e3779b1) >>> 7;

/**
 * An open-addressing hash table from a 32-bit key to a row of three numbers, in one typed array: a million rows cost
 * their numbers and nothing more. Rows with the same home lie side by side, so that what is asked of one owner is near
 * in memory; where a home is crowded, the search goes on from another place. Keys may collide: what is read from it is a suspicion until the text has confirmed it.
 */
export class Table {
  /** Rows of four numbers: the key (0 for an empty row) and three values. */
  #rows: Int32Array;
  /** The home of each row, for growing. */
  #homes: Int32Array;
  #mask: number;
  #size = 0;

  constructor(capacity = 64) {
    let length = 64;
    while (length < capacity * 1.5) length *= 2;
    this.#mask = length - 1;
    this.#rows = new Int32Array(length * 4);
    this.#homes = new Int32Array(length);
  }

  /** The row of a key whose search starts at a home, or -1. */
  find(key: number, home: number): number {
    const slot = this.#slotOf(key === 0 ? 1 : key, home);
    return this.#rows[slot << 2] === 0 ? -1 : slot << 2;
  }

  /** The slot of a key, or the empty one where it belongs. */
  #slotOf(key: number, home: number): number {
    const rows = this.#rows;
    const mask = this.#mask;
    let slot = home & mask;
    for (let step = 1; ; step++) {
      const found = rows[slot << 2]!;
      if (found === key || found === 0) return slot;
      slot = (step === crowd ? elsewhere(key, home) : slot + 1) & mask;
    }
  }

  /** The row of a key, made with zeros where it was not there. Rows found before are no longer valid. */
  add(key: number, home: number): number {
    const wanted = key === 0 ? 1 : key;
    let slot = this.#slotOf(wanted, home);
    if (this.#rows[slot << 2] === 0) {
      if ((this.#size + 1) * 1.15 > this.#mask) {
        this.#grow();
        slot = this.#slotOf(wanted, home);
      }
      this.#rows[slot << 2] = wanted;
      this.#homes[slot] = home;
      this.#size++;
    }
    return slot << 2;
  }

  get(row: number, column: 1 | 2 | 3): number {
    return this.#rows[row + column]!;
  }

  set(row: number, column: 1 | 2 | 3, value: number): void {
    this.#rows[row + column] = value;
  }

  #grow(): void {
    const rows = this.#rows;
    const homes = this.#homes;
    const length = homes.length * 2;
    this.#mask = length - 1;
    this.#rows = new Int32Array(length * 4);
    this.#homes = new Int32Array(length);
    this.#size = 0;
    for (let slot = 0; slot < homes.length; slot++) {
      const old = slot << 2;
      // Rows of zeros are what was removed.
      if (rows[old] === 0 || (rows[old + 1] === 0 && rows[old + 2] === 0 && rows[old + 3] === 0)) continue;
      const row = this.add(rows[old]!, homes[slot]!);
      this.#rows[row + 1] = rows[old + 1]!;
      this.#rows[row + 2] = rows[old + 2]!;
      this.#rows[row + 3] = rows[old + 3]!;
    }
  }
}
