import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
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

  /** The document after edits, which keeps its lines from one edit to the next. */
  edited(changes: TextDocumentContentChangeEvent[], version: number): OpenDocument {
    const { uri, languageId, text } = this;
    return TextDocument.update(TextDocument.create(uri, languageId, this.version, text), changes, version);
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
