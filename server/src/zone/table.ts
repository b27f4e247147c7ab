/**
 * An open-addressing hash table from a 32-bit key to a row of numbers, kept in typed arrays: a million rows cost their
 * numbers and nothing more. Keys may collide: what is read from it is a suspicion until the text has confirmed it.
 */
export class Table {
  #mask: number;
  #keys: Int32Array;
  #used: Uint8Array;
  #columns: Int32Array[];
  size = 0;

  /** @param width how many numbers a row has */
  constructor(
    readonly width: number,
    capacity = 64,
  ) {
    let length = 64;
    while (length < capacity * 1.6) length *= 2;
    this.#mask = length - 1;
    this.#keys = new Int32Array(length);
    this.#used = new Uint8Array(length);
    this.#columns = Array.from({ length: width }, () => new Int32Array(length));
  }

  /** The slot of a key, or -1. */
  find(key: number): number {
    const keys = this.#keys;
    const used = this.#used;
    const mask = this.#mask;
    let slot = Math.imul(key, 0x9e3779b1) >>> 7;
    for (;;) {
      slot &= mask;
      if (used[slot] === 0) return -1;
      if (used[slot] === 1 && keys[slot] === key) return slot;
      slot++;
    }
  }

  /** The slot of a key, made with zeros where it was not there. */
  add(key: number): number {
    const found = this.find(key);
    if (found >= 0) return found;
    if ((this.size + 1) * 1.5 > this.#mask) this.#grow();
    return this.#insert(key);
  }

  get(slot: number, column: number): number {
    return this.#columns[column]![slot]!;
  }

  set(slot: number, column: number, value: number): void {
    this.#columns[column]![slot] = value;
  }

  #insert(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) >>> 7;
    for (;;) {
      slot &= this.#mask;
      if (this.#used[slot] === 0) break;
      slot++;
    }
    this.#used[slot] = 1;
    this.#keys[slot] = key;
    this.size++;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const used = this.#used;
    const columns = this.#columns;
    const length = keys.length * 2;
    this.#mask = length - 1;
    this.#keys = new Int32Array(length);
    this.#used = new Uint8Array(length);
    this.#columns = columns.map(() => new Int32Array(length));
    this.size = 0;
    for (let old = 0; old < keys.length; old++) {
      // Rows of zeros are what was removed.
      if (used[old] === 0 || columns.every((column) => column[old] === 0)) continue;
      const slot = this.#insert(keys[old]!);
      for (let column = 0; column < columns.length; column++) {
        this.#columns[column]![slot] = columns[column]![old]!;
      }
    }
  }
}
