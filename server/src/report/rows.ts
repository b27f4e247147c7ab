/** The values of a JSON text as numbers, a row each: a report has tens of thousands, and few are ever looked at one by one. */

/** What a value is; `nothing` in the place of one that a member lacks. */
export const kinds = ['nothing', 'object', 'array', 'string', 'number', 'true', 'false', 'null'] as const;
export type Kind = (typeof kinds)[number];

const numbers = new Map(kinds.map((kind, number) => [kind, number]));
const kindBits = 7;
const escapedBit = 8;
const nameEscapedBit = 16;
const damagedBit = 32;

/** What a row holds. */
const WHAT = 0;
const START = 1;
const END = 2;
const NEXT = 3;
const NAME_START = 4;
const NAME_END = 5;
const width = 6;

/** Rows in the order of the text: a container's is followed by those of what is in it. Offsets are of the text. */
export class Rows {
  #cells = new Int32Array(width * 1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds the row of an item, or of the whole text. */
  add(): number {
    return this.addMember(-1, -1, false);
  }

  /** Adds the row of a member, which has no value yet. */
  addMember(start: number, end: number, escaped: boolean): number {
    const row = this.#length++;
    const at = row * width;
    if (at === this.#cells.length) {
      const cells = new Int32Array(at * 2);
      cells.set(this.#cells);
      this.#cells = cells;
    }
    const cells = this.#cells;
    cells[at + WHAT] = escaped ? nameEscapedBit : 0;
    cells[at + START] = end;
    cells[at + END] = end;
    cells[at + NEXT] = row + 1;
    cells[at + NAME_START] = start;
    cells[at + NAME_END] = end;
    return row;
  }

  /** Says what stands in a row. */
  set(row: number, kind: Kind, start: number, end: number, escaped = false): void {
    const at = row * width;
    this.#cells[at + WHAT]! |= numbers.get(kind)! | (escaped ? escapedBit : 0);
    this.#cells[at + START] = start;
    this.#cells[at + END] = end;
  }

  /** Says where a container ends, whose last row is the last. */
  close(row: number, end: number): void {
    this.#cells[row * width + END] = end;
    this.#cells[row * width + NEXT] = this.#length;
  }

  /** Something in a container could not be read. */
  damage(row: number): void {
    this.#cells[row * width + WHAT]! |= damagedBit;
  }

  /** Takes back a row and all that follow. */
  truncate(row: number): void {
    this.#length = row;
  }

  kind(row: number): Kind {
    return kinds[this.#cells[row * width + WHAT]! & kindBits]!;
  }

  start(row: number): number {
    return this.#cells[row * width + START]!;
  }

  end(row: number): number {
    return this.#cells[row * width + END]!;
  }

  /** The row after a value and all that is in it. */
  next(row: number): number {
    return this.#cells[row * width + NEXT]!;
  }

  /** The rows of a container's items or members. */
  inside(row: number): number[] {
    const rows: number[] = [];
    const end = this.next(row);
    for (let inner = row + 1; inner < end; inner = this.next(inner)) rows.push(inner);
    return rows;
  }

  isDamaged(row: number): boolean {
    return (this.#cells[row * width + WHAT]! & damagedBit) !== 0;
  }

  /** Whether the text of a string differs from its source. */
  isEscaped(row: number): boolean {
    return (this.#cells[row * width + WHAT]! & escapedBit) !== 0;
  }

  /** Where a member's name starts, with its quote; -1 where the value has none. */
  nameStart(row: number): number {
    return this.#cells[row * width + NAME_START]!;
  }

  nameEnd(row: number): number {
    return this.#cells[row * width + NAME_END]!;
  }

  isNameEscaped(row: number): boolean {
    return (this.#cells[row * width + WHAT]! & nameEscapedBit) !== 0;
  }
}
