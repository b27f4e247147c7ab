/** The values of a JSON text as numbers, a row each: a report has tens of thousands, and few are ever looked at one by one. */

/** What a value is; `nothing` in the place of one that a member lacks. */
export const kinds = ['nothing', 'object', 'array', 'string', 'number', 'true', 'false', 'null'] as const;
export type Kind = (typeof kinds)[number];

const numbers = new Map(kinds.map((kind, number) => [kind, number]));
const kindBits = 7;
const stringKind = kinds.indexOf('string');
const numberKind = kinds.indexOf('number');
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
/** So many characters of a report make a row, or more. */
const usualLength = 24;
/** Room for no more rows is made before they are there. */
const mostAtFirst = 1 << 16;

/** Rows in the order of the text: a container's is followed by those of what is in it. Offsets are of the text. */
export class Rows {
  #cells: Int32Array;
  #length = 0;

  constructor(readonly text: string) {
    this.#cells = new Int32Array(width * Math.min(64 + Math.floor(text.length / usualLength), mostAtFirst));
  }

  get length(): number {
    return this.#length;
  }

  /** Adds the row of an item, or of the whole text. */
  add(): number {
    return this.#add(0, -1, -1, -1, -1);
  }

  /** Adds the row of a member, which has no value yet. */
  addMember(start: number, end: number, escaped: boolean): number {
    return this.#add(escaped ? nameEscapedBit : 0, end, end, start, end);
  }

  /** Adds the row of a member whose value is a string or a number, both name and value written as they read. */
  addPlain(nameStart: number, nameEnd: number, isString: boolean, start: number, end: number): number {
    return this.#add(isString ? stringKind : numberKind, start, end, nameStart, nameEnd);
  }

  #add(what: number, start: number, end: number, nameStart: number, nameEnd: number): number {
    const row = this.#length++;
    const at = row * width;
    if (at >= this.#cells.length) this.#grow();
    const cells = this.#cells;
    cells[at + WHAT] = what;
    cells[at + START] = start;
    cells[at + END] = end;
    cells[at + NEXT] = row + 1;
    cells[at + NAME_START] = nameStart;
    cells[at + NAME_END] = nameEnd;
    return row;
  }

  #grow(): void {
    const cells = new Int32Array(this.#cells.length * 2);
    cells.set(this.#cells);
    this.#cells = cells;
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

  /** The text of a string that is not escaped, or of a number; undefined for anything else. */
  word(row: number): string | undefined {
    const cells = this.#cells;
    const at = row * width;
    const what = cells[at + WHAT]!;
    const kind = what & kindBits;
    if (kind === numberKind) return this.text.slice(cells[at + START], cells[at + END]);
    if (kind !== stringKind || (what & escapedBit) !== 0) return undefined;
    return this.text.slice(cells[at + START]! + 1, cells[at + END]! - 1);
  }

  /** The name of a member; undefined where it is escaped. */
  name(row: number): string | undefined {
    const cells = this.#cells;
    const at = row * width;
    if ((cells[at + WHAT]! & nameEscapedBit) !== 0) return undefined;
    return this.text.slice(cells[at + NAME_START]! + 1, cells[at + NAME_END]! - 1);
  }

  /** Whether the text of a string is not what stands between its quotes. */
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
