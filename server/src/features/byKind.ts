/** Hover and completion in documents of every kind. */
import type { CompletionItem, Connection, Hover } from 'vscode-languageserver';
import type { ListResult } from '../../../protocol/includes.js';
import { type Analyses, kindOf, pathOf } from '../documents.js';
import type { OpenDocument } from '../openDocument.js';
import { OpenZone } from '../openZone.js';
import { toCompletion, toHover } from './convert.js';
import type { DocumentServices } from './documentServices.js';
import { policyCompletions } from './policy/completion.js';
import { policyHover } from './policy/hover.js';
import { mxHostsFor } from './policy/mx.js';
import { reportCompletions } from './report/completion.js';
import { reportHover } from './report/hover.js';
import type { CompletionAnswer, HoverAnswer } from './types.js';
import { zoneCompletions } from './zone/completion.js';
import { zoneHover } from './zone/hover.js';
import { includeCompletions, typedInclude } from './zone/includeCompletion.js';

interface KindServices extends DocumentServices {
  readonly analyses: Analyses;
  /** All open documents. */
  open(): readonly OpenDocument[];
  /** Whether whole records are completions: not for a client that brings its own snippets. */
  snippets(): boolean;
  /** Whether the client knows snippets at all, with places to fill in. */
  fillsIn(): boolean;
  /** What stands in a folder that a zone names, as far as it may be read. */
  list(folder: string, zone: string): Promise<ListResult>;
}

/**
 * Where VS Code offers the snippets that the extension contributes: in its own language, and in that of the other
 * extensions whose grammar has the same name, `text.zone_file`.
 */
const withSnippets = ['dns-zone', 'zone'];

export function registerHoverAndCompletion(
  connection: Pick<Connection, 'onHover' | 'onCompletion'>,
  { asking, answer, analyses, open, snippets, fillsIn, list, say }: KindServices,
): void {
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer<Hover | null>(uri, asking(uri, token), null, (document) => {
      const hover = hoverIn(document, document.offsetAt(position), analyses);
      return hover === undefined ? null : toHover(document, hover, say);
    }),
  );
  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    answer<CompletionItem[]>(uri, asking(uri, token), [], async (document) => {
      const offset = document.offsetAt(position);
      const include = document instanceof OpenZone ? typedInclude(document.zone, offset) : undefined;
      const withRecords = snippets() || !withSnippets.includes(document.languageId);
      const found =
        include === undefined
          ? completionsIn(document, offset, analyses, open(), withRecords)
          : includeCompletions(include, await list(include.folder, uri));
      return found.map((item) => toCompletion(document, item, offset, fillsIn(), say));
    }),
  );
}

/** What there is to say of a place in a document. */
function hoverIn(document: OpenDocument, offset: number, analyses: Analyses): HoverAnswer | undefined {
  if (document instanceof OpenZone) return zoneHover(document.zone, offset);
  switch (kindOf(document)) {
    case 'report':
      return reportHover(analyses.report(document), offset);
    case 'policy':
      return policyHover(document.getText(), offset);
    default:
      return undefined;
  }
}

/**
 * What may be written at a place in a document.
 *
 * @param open all open documents: the hosts of a policy are those of a zone
 * @param withSnippets whether whole records are among it
 */
function completionsIn(
  document: OpenDocument,
  offset: number,
  analyses: Analyses,
  open: readonly OpenDocument[],
  withSnippets: boolean,
): CompletionAnswer[] {
  if (document instanceof OpenZone) return zoneCompletions(document.zone, offset, { snippets: withSnippets });
  switch (kindOf(document)) {
    case 'report':
      return reportCompletions(analyses.report(document), offset);
    case 'policy':
      return policyCompletions(document.getText(), offset, mxHostsFor(pathOf(document.uri), open));
    default:
      return [];
  }
}
