import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from './span.js';

/** What the features need of an open document, whether it is kept as text or read. Positions are LSP's, in UTF-16 units. */
export type OpenDocument = Pick<
  TextDocument,
  'uri' | 'languageId' | 'version' | 'getText' | 'positionAt' | 'offsetAt' | 'lineCount'
>;

/** The span of a range in a document; one that ends before it starts is empty. */
export function spanIn(document: Pick<OpenDocument, 'offsetAt'>, range: Range): Span {
  const start = document.offsetAt(range.start);
  return { start, end: Math.max(start, document.offsetAt(range.end)) };
}
