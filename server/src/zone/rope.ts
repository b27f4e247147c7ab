import { lastNotAfter, lineStarts, withoutBreak } from '../lines.js';
import type { Chunk } from './chunk.js';

/** A line and a character in it, both from zero, in UTF-16 units: a position as LSP has it. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Offsets and lines over chunks: what a text document is asked for, without the text ever being put together. */
export class Rope {
  readonly chunks: Chunk[];
  /** The offset at which each chunk starts, and the length of the text at the end. */
  readonly #offsets: number[] = [];
  /** The number of line breaks before each chunk, and in all. */
  readonly #breaks: number[] = [];
  /** Line starts within the last two chunks asked for: that of a finding, and that of the other place that it speaks of. */
  #lines: readonly { readonly chunk: Chunk; readonly starts: readonly number[] }[] = [];

  constructor(chunks: Chunk[]) {
    this.chunks = chunks;
    this.#recount(0);
  }

  /** Puts chunks in the place of others. */
  replace(from: number, to: number, made: readonly Chunk[]): void {
    const { chunks } = this;
    // Read again in another state, a chunk hardly ever ends elsewhere.
    const isSame =
      made.length === to - from && made.every((chunk, at) => isAsLong(chunk, chunks[from + at]!));
    putInPlace(chunks, from, to, made);
    if (!isSame) this.#recount(from);
  }

  /** Works out the offsets again from a chunk on. */
  #recount(from: number): void {
    let offset = from === 0 ? 0 : this.#offsets[from]!;
    let breaks = from === 0 ? 0 : this.#breaks[from]!;
    this.#offsets.length = this.chunks.length + 1;
    this.#breaks.length = this.chunks.length + 1;
    for (let i = from; i < this.chunks.length; i++) {
      this.#offsets[i] = offset;
      this.#breaks[i] = breaks;
      offset += this.chunks[i]!.length;
      breaks += this.chunks[i]!.breaks;
    }
    this.#offsets[this.chunks.length] = offset;
    this.#breaks[this.chunks.length] = breaks;
  }

  get length(): number {
    return this.#offsets[this.chunks.length]!;
  }

  get lineCount(): number {
    return this.#breaks[this.chunks.length]! + 1;
  }

  offsetOf(chunk: number): number {
    return this.#offsets[chunk]!;
  }

  /** The index of the chunk that holds an offset; the last one for the end of the text; -1 where there is no chunk. */
  chunkAt(offset: number): number {
    return Math.min(lastNotAfter(this.#offsets, offset), this.chunks.length - 1);
  }

  /** The first and the last chunk that a change between two offsets may change. */
  touchedBy(start: number, end: number): { readonly first: number; readonly last: number } {
    let first = this.chunkAt(start);
    // An entry at the end of the chunk before may end where it does only because of what stands here.
    if (first > 0 && this.#offsets[first] === start) first--;
    for (let back = first - 1; back >= 0; back--) {
      if (this.#offsets[back + 1]! + this.chunks[back]!.reach >= start) first = back;
    }
    return { first, last: Math.max(first, this.chunkAt(Math.max(start, end - 1)), this.chunkAt(end)) };
  }

  slice(start: number, end: number): string {
    const from = Math.max(0, start);
    const to = Math.min(end, this.length);
    if (from >= to) return '';
    let index = this.chunkAt(from);
    let text = '';
    for (; index < this.chunks.length && this.#offsets[index]! < to; index++) {
      const offset = this.#offsets[index]!;
      text += this.chunks[index]!.text.slice(Math.max(0, from - offset), to - offset);
    }
    return text;
  }

  positionAt(offset: number): LinePosition {
    const at = Math.min(Math.max(offset, 0), this.length);
    const index = this.chunkAt(at);
    if (index < 0) return { line: 0, character: 0 };
    const starts = this.#lineStarts(index);
    const local = at - this.#offsets[index]!;
    const line = lastNotAfter(starts, local);
    let character = local - starts[line]!;
    // A position never lies within or behind a line break.
    const lineEnd =
      line + 1 < starts.length
        ? withoutBreak(this.chunks[index]!.text, starts[line]!, starts[line + 1]!)
        : local;
    character = Math.min(character, lineEnd - starts[line]!);
    return { line: this.#breaks[index]! + line, character };
  }

  offsetAt(position: LinePosition): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount || this.chunks.length === 0) return this.length;
    const index = Math.min(lastNotAfter(this.#breaks, position.line), this.chunks.length - 1);
    const starts = this.#lineStarts(index);
    const line = position.line - this.#breaks[index]!;
    const start = starts[line];
    if (start === undefined) return this.length;
    const text = this.chunks[index]!.text;
    const next = starts[line + 1];
    const end = next === undefined ? text.length : withoutBreak(text, start, next);
    return this.#offsets[index]! + Math.min(start + Math.max(0, position.character), end);
  }

  /** A chunk ends with a line break (but the last): the line that starts after it belongs to the next chunk. */
  #lineStarts(index: number): readonly number[] {
    const chunk = this.chunks[index]!;
    const known = this.#lines.find((lines) => lines.chunk === chunk);
    if (known !== undefined) return known.starts;
    const { text } = chunk;
    const starts = lineStarts(text);
    if (index + 1 < this.chunks.length && starts.at(-1) === text.length) starts.pop();
    this.#lines = [{ chunk, starts }, ...this.#lines.slice(0, 1)];
    return starts;
  }
}

const isAsLong = (chunk: Chunk, other: Chunk) =>
  chunk.length === other.length && chunk.breaks === other.breaks;

/** Puts things in the place of others: of thousands a call takes no more as its arguments. */
function putInPlace<Thing>(list: Thing[], from: number, to: number, made: readonly Thing[]): void {
  if (made.length < 1000) {
    list.splice(from, to - from, ...made);
    return;
  }
  const behind = list.slice(to);
  list.length = from;
  for (const things of [made, behind]) for (const thing of things) list.push(thing);
}
