import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { lastNotAfter, lineStarts, withoutBreak } from './lines.js';
import { type OpenDocument, spanIn } from './openDocument.js';

/** A text as it was opened. Its lines are looked for once, when somebody asks for a position. */
export class OpenText implements OpenDocument {
  #starts: readonly number[] | undefined;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly version: number,
    private readonly text: string,
  ) {}

  /**
   * The document after the changes of one notification. An editor that makes many at once sends them from the end of the text
   * to its start: such are put together in one go, by the lines of the text before them.
   */
  edited(changes: readonly TextDocumentContentChangeEvent[], version: number): OpenText {
    let before: OpenText = this;
    let at = 0;
    do {
      const { text, made } = before.#withChanges(changes, at);
      before = new OpenText(this.uri, this.languageId, version, text);
      at += made;
    } while (at < changes.length);
    return before;
  }

  /** The text with the first of the changes from an index on, and with those behind it that stand before it. */
  #withChanges(changes: readonly TextDocumentContentChangeEvent[], from: number) {
    const pieces: string[] = [];
    let start = this.text.length;
    let at = from;
    for (; at < changes.length; at++) {
      const change = changes[at]!;
      if (!('range' in change)) {
        if (at > from) break;
        return { text: change.text, made: 1 };
      }
      if (at > from && !this.#isUpTo(change.range, start)) break;
      const span = spanIn(this, change.range);
      pieces.push(this.text.slice(span.end, start), change.text);
      start = span.start;
    }
    pieces.push(this.text.slice(0, start));
    return { text: pieces.reverse().join(''), made: at - from };
  }

  /** Whether a range ends up to an offset, whatever has been made of the text from there on. */
  #isUpTo({ start, end }: Range, offset: number): boolean {
    const last = this.positionAt(offset);
    return [start, end].every(({ line, character }) => {
      if (line !== last.line) return line < last.line;
      // A line feed put there would be one break with the carriage return before it.
      return character <= last.character && this.text[offset - 1] !== '\r';
    });
  }

  getText(range?: Range): string {
    if (range === undefined) return this.text;
    return this.text.substring(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  get lineCount(): number {
    return this.#lines().length;
  }

  positionAt(offset: number): Position {
    const starts = this.#lines();
    const at = Math.min(Math.max(offset, 0), this.text.length);
    const line = lastNotAfter(starts, at);
    const start = starts[line]!;
    return { line, character: Math.min(at, this.#endOf(line)) - start };
  }

  offsetAt({ line, character }: Position): number {
    const starts = this.#lines();
    if (line < 0) return 0;
    if (line >= starts.length) return this.text.length;
    return Math.min(starts[line]! + Math.max(0, character), this.#endOf(line));
  }

  #lines(): readonly number[] {
    this.#starts ??= lineStarts(this.text);
    return this.#starts;
  }

  /** Where a line ends, before its break. */
  #endOf(line: number): number {
    const starts = this.#lines();
    const next = starts[line + 1];
    return next === undefined ? this.text.length : withoutBreak(this.text, starts[line]!, next);
  }
}
