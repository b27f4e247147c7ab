import { Columns } from './columns.js';
import type { PlacedGenerate } from './generated.js';
import type { Include } from './includes.js';
import type { ZoneState } from './state.js';

/** What an entry is, in the low two bits of its flags. */
export const kindBlank = 0;
export const kindDirective = 1;
export const kindRecord = 2;
export const kindMask = 3;
/** Something is wrong with the entry by itself: who wants to know reads it again, slowly. */
export const flagProblem = 4;
/** A comment of the entry speaks to this program. */
export const flagComment = 8;
/** From here on one bit for each family of rules that the entry concerns. */
export const familyShift = 4;

/** What a chunk is made of; a text that may never be asked for comes as what makes it. */
export interface Parts extends Omit<Chunk, keyof Columns | 'text'> {
  readonly text: string | (() => string);
}

/**
 * A run of whole entries: their text and the numbers that the whole zone is judged by. Never changed: an edit makes
 * new chunks. Offsets are relative to the chunk. All are of one shape, so that code that is fast for one is fast for all.
 */
export class Chunk extends Columns {
  #text: string | (() => string);
  /** Of the text, in UTF-16 units. */
  readonly length: number;
  /** How far past its end the text was looked at to find where the last entries end (unclosed parentheses only). */
  readonly reach: number;
  /** Whether the text ended before it was clear where an entry with an unclosed parenthesis ends. */
  readonly open: boolean;
  /** The state before its first entry and after its last. */
  readonly before: ZoneState;
  readonly after: ZoneState;
  /** Indexes of the entries with something wrong, a comment for this program, or of interest to a family. */
  readonly marked: readonly number[];
  /** What its `$GENERATE`s make. */
  readonly generated: readonly PlacedGenerate[];
  /** The first entry with a relative owner while the origin is unknown, or -1. */
  readonly relative: number;
  /** Number of line breaks. */
  readonly breaks: number;
  /** What came of the `$INCLUDE` that the chunk ends with; undefined where it ends with none. */
  readonly include: Include | undefined;

  constructor(parts: Parts, columns: Columns) {
    super(columns);
    this.#text = parts.text;
    this.length = parts.length;
    this.reach = parts.reach;
    this.open = parts.open;
    this.before = parts.before;
    this.after = parts.after;
    this.marked = parts.marked;
    this.generated = parts.generated;
    this.relative = parts.relative;
    this.breaks = parts.breaks;
    this.include = parts.include;
  }

  get text(): string {
    if (typeof this.#text !== 'string') this.#text = this.#text();
    return this.#text;
  }
}
