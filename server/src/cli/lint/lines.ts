import { lastNotAfter } from '../../lines.js';

/** A place as LSP has it: from 0, the character in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Gives the positions of offsets; fastest where they are asked for in order, since lines are only counted as far as
 * somebody asks. A line ends at LF, CR LF or a lone CR.
 */
export class Lines {
  readonly #text: string;
  readonly #starts = [0];
  #isWhole = false;

  constructor(text: string) {
    this.#text = text;
  }

  positionAt(offset: number): Position {
    while ((this.#starts.at(-1) ?? 0) <= offset && this.#addLine()) {
      // One more line is known.
    }
    const line = lastNotAfter(this.#starts, offset);
    return { line, character: offset - this.#starts[line]! };
  }

  /** A stretch of a line from a character on, of at most so many: a report is often one line of megabytes. */
  textOf(line: number, character: number, most: number): string {
    const start = (this.#starts[line] ?? 0) + character;
    return /^[^\r\n]*/.exec(this.#text.slice(start, start + most))?.[0] ?? '';
  }

  /** @returns false where there is no other line */
  #addLine(): boolean {
    if (this.#isWhole) return false;
    const from = this.#starts.at(-1) ?? 0;
    const feed = this.#text.indexOf('\n', from);
    const end = feed === -1 ? this.#text.length : feed;
    // A lone CR is rare: look for it inside the line only.
    const line = this.#text.slice(from, end);
    for (let cr = line.indexOf('\r'); cr !== -1 && cr < line.length - 1; cr = line.indexOf('\r', cr + 1)) {
      this.#starts.push(from + cr + 1);
    }
    this.#isWhole = feed === -1;
    if (!this.#isWhole) this.#starts.push(feed + 1);
    return !this.#isWhole;
  }
}
