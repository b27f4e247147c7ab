/** Lines of a text: they end with LF, CR or CRLF. */
import type { Span } from './span.js';

/** Where the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let cr = text.indexOf('\r');
  while (feed >= 0 || cr >= 0) {
    if (cr < 0 || (feed >= 0 && feed < cr)) {
      starts.push(feed + 1);
      feed = text.indexOf('\n', feed + 1);
    } else {
      if (feed !== cr + 1) starts.push(cr + 1);
      cr = text.indexOf('\r', cr + 1);
    }
  }
  return starts;
}

/** The end of a line without its line break. */
export function withoutBreak(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text.charCodeAt(at - 1) === 10 || text.charCodeAt(at - 1) === 13)) at--;
  return at;
}

/** The index of the last element that is not over a value; the array is sorted. */
export function lastNotAfter(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Some lines of a text: each is looked for when it is asked for, once. */
export class SomeLines {
  readonly #text: string;
  /** In the order of the text; the end of its last line lies behind that of the text. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** The line that an offset is in, with its line break. */
  at(offset: number): Span {
    const { length } = this.#text;
    const last = this.#starts.length === 0 ? -1 : lastNotAfter(this.#starts, offset);
    const before = last === 0 && this.#starts[0]! > offset ? -1 : last;
    let start = this.#starts[before] ?? offset;
    let end = this.#ends[before] ?? offset;
    if (before < 0 || offset >= end) {
      start = offset;
      end = offset + 1;
      while (!this.#isStart(start)) start--;
      while (end <= length && !this.#isStart(end)) end++;
      this.#starts.splice(before + 1, 0, start);
      this.#ends.splice(before + 1, 0, end);
    }
    return { start, end: Math.min(end, length) };
  }

  #isStart(offset: number): boolean {
    if (offset === 0) return true;
    const code = this.#text.charCodeAt(offset - 1);
    return code === 10 || (code === 13 && this.#text.charCodeAt(offset) !== 10);
  }
}
