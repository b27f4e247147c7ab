/** The white space of a block of entries as formatting wants it. */
import type { SpanEdit } from '../../span.js';
import { isTooLong } from '../../tlsrpt/intended.js';
import { tokenize } from '../../zone/lexer.js';
import type { Token } from '../../zone/model.js';
import { after, type Columns, gap, type LayoutOptions } from './columns.js';
import type { LaidEntry } from './laidEntries.js';

/** Longer lines do not push the comments of their neighbours. */
const longestLine = 80;

/** A comment behind something on its line, which lines up with those of the lines around. */
interface Trailing {
  /** The white space before it. */
  readonly from: number;
  readonly to: number;
  /** The column at which the line ends without it. */
  readonly width: number;
}

/** Lays out a block, entry by entry. */
export class Layout {
  readonly #text: string;
  readonly #columns: Columns;
  readonly #options: LayoutOptions;
  readonly #tell: (edit: SpanEdit) => void;
  /** The comments of the last lines. */
  #together: Trailing[] = [];

  /** @param tell takes each white space that is to be another, in the order of the text but for those before comments */
  constructor(text: string, columns: Columns, options: LayoutOptions, tell: (edit: SpanEdit) => void) {
    this.#text = text;
    this.#columns = columns;
    this.#options = options;
    this.#tell = tell;
  }

  /** Lays out the next entry. One that nobody can serve, as long as it is, is left as it stands. */
  take(entry: LaidEntry): void {
    if (isTooLong(entry)) {
      this.finish();
      return;
    }
    for (const line of linesOf(tokenize(this.#text, entry.start, entry.end))) {
      const trailing = this.#line(entry, line);
      if (trailing === undefined) this.finish();
      else this.#together.push(trailing);
    }
  }

  /** Lines up the comments of the lines until now: what follows stands apart from them. */
  finish(): void {
    let longest = 0;
    for (const { width } of this.#together) if (width <= longestLine) longest = Math.max(longest, width);
    const column = after(longest, this.#options);
    for (const { from, to, width } of this.#together) {
      this.#put(from, to, gap(width, Math.max(column, width + 1), this.#options));
    }
    this.#together = [];
  }

  #put(start: number, end: number, newText: string): void {
    if (this.#text.slice(start, end) !== newText) this.#tell({ start, end, newText });
  }

  /** Lays out a line but for the white space before its comment, which is answered. */
  #line(entry: LaidEntry, line: readonly Token[]): Trailing | undefined {
    const [head] = line;
    if (head === undefined) return undefined;
    const isFirst = head.start === entry.start;
    let column = 0;
    let at = head.start;
    let rdata = false;
    let trailing: Trailing | undefined;
    let before: Token['kind'] | undefined;
    for (const token of line) {
      const touches = before === 'word' && token.kind === 'string';
      before = token.kind;
      if (token.kind === 'space') continue;
      const from = at;
      const beginsLine = at === head.start;
      at = token.end;
      if (token.kind === 'comment') {
        // A comment on a line of its own stays where it is, but within parentheses.
        if (beginsLine && entry.kind === 'blank') return undefined;
        if (!beginsLine) {
          // What is joined to a word may have been meant to belong to it.
          if (from !== token.start) trailing = { from, to: token.start, width: column };
          continue;
        }
      }
      let wanted = beginsLine ? this.#columns.rdata : column + 1;
      if (isFirst) {
        // The first behind the type, a parenthesis too.
        const begins: boolean = !rdata && entry.type !== undefined && token.start >= entry.type.end;
        rdata ||= begins;
        wanted = this.#place(entry, token, beginsLine, column, begins);
        if (touches && rdata && !begins) wanted = column;
      } else if (touches) {
        wanted = column;
      }
      this.#put(from, token.start, gap(column, wanted, this.#options));
      column = this.#endColumn(token, wanted);
    }
    this.#put(at, line.at(-1)?.end ?? at, '');
    return trailing;
  }

  /** The column of a token on the first line of its entry. */
  #place(entry: LaidEntry, token: Token, begins: boolean, column: number, isRdata: boolean): number {
    if (begins && token.start === entry.start) return 0;
    if (entry.kind !== 'record') return column + 1;
    const own = isRdata ? this.#columns.rdata : this.#columns.of(entry, token.start);
    return Math.max(own ?? 0, begins ? this.#columns.first : column + 1);
  }

  /** The column behind a token; a string may go over lines' ends. */
  #endColumn({ start, end }: Token, column: number): number {
    let last = end;
    while (last > start && !isBreak(this.#text.charCodeAt(last - 1))) last--;
    return last === start ? column + (end - start) : end - last;
  }
}

const isBreak = (code: number) => code === 10 || code === 13;

/** The tokens of an entry line by line, without the line breaks. */
function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'newline') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  // What follows the last line break is the next entry.
  if (tokens.at(-1)?.kind === 'newline') lines.pop();
  return lines;
}
