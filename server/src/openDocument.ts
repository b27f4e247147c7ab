import type { TextDocument } from 'vscode-languageserver-textdocument';

/** What the features need of an open document, whether it is kept as text or read. Positions are LSP's, in UTF-16 units. */
export type OpenDocument = Pick<
  TextDocument,
  'uri' | 'languageId' | 'version' | 'getText' | 'positionAt' | 'offsetAt' | 'lineCount'
>;
