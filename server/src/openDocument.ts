import type { Position, Range } from 'vscode-languageserver';
import type { Span } from './span.js';

/** What the features need of an open document, whether it is kept as text or read. Positions are LSP's, in UTF-16 units. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly lineCount: number;
  getText(range?: Range): string;
  /** One outside the text becomes the nearest within; one in a line break, the end of the line. */
  positionAt(offset: number): Position;
  /** A character behind the end of its line becomes that end, a line behind the last the end of the text. */
  offsetAt(position: Position): number;
}

/** The span of a range in a document; one that ends before it starts is empty. */
export function spanIn(document: Pick<OpenDocument, 'offsetAt'>, range: Range): Span {
  const start = document.offsetAt(range.start);
  return { start, end: Math.max(start, document.offsetAt(range.end)) };
}
