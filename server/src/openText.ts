import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { isRangeChange, joined } from './changes.js';
import { lastNotAfter, lineStarts, withoutBreak } from './lines.js';
import type { OpenDocument } from './openDocument.js';

/** A text as it was opened. Its lines are looked for once, when somebody asks for a position. */
export class OpenText implements OpenDocument {
  #starts: readonly number[] | undefined;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly version: number,
    private readonly text: string,
  ) {}

  /** The document after the changes of one notification. */
  edited(changes: readonly TextDocumentContentChangeEvent[], version: number): OpenText {
    const withText = (text: string) => new OpenText(this.uri, this.languageId, version, text);
    let now: OpenText = this;
    for (let at = 0; at < changes.length; ) {
      const change = changes[at]!;
      if (isRangeChange(change)) {
        const { start, end, text, made } = joined(now, change, changes, at, Number.POSITIVE_INFINITY);
        now = withText(now.text.slice(0, start) + text + now.text.slice(end));
        at += made;
      } else {
        now = withText(change.text);
        at++;
      }
    }
    return now.version === version ? now : withText(now.text);
  }

  slice(start: number, end: number): string {
    return this.text.slice(Math.max(0, start), end);
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
