/** The requests about a zone file's structure: outline, folding, navigation, rename, links, tokens, hints and formatting. */

import {
  type CancellationToken,
  type Connection,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type FormattingOptions,
  type InlayHint,
  InlayHintKind,
  type Location,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type SelectionRange,
  type SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  SymbolKind,
  type TextDocumentIdentifier,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Say } from '../../message.js';
import { spanIn } from '../../openDocument.js';
import type { OpenZone } from '../../openZone.js';
import type { Span } from '../../span.js';
import { each, first, type Steps } from '../../steps.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { ReadInclude } from '../../zone/includes.js';
import { toRange, toTextEdit } from '../convert.js';
import { type Fold, zoneFolds } from './folding.js';
import { formatZone } from './format.js';
import { ownerHints as namedOwners, type OwnerHint } from './inlayHints.js';
import { type KnownFile, type ZoneLink, zoneLinks } from './links.js';
import { zoneDefinitions, zoneReferences } from './navigation.js';
import { prepareRename, zoneRename } from './rename.js';
import { selectionSpans } from './selectionRanges.js';
import { type SemanticToken, semanticTokens, tokenModifiers, tokenTypes } from './semanticTokens.js';
import { type ZoneSymbol, zoneSymbols } from './symbols.js';

export const structureCapabilities = {
  documentSymbolProvider: { label: 'tls-rpt' },
  foldingRangeProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  selectionRangeProvider: true,
  documentLinkProvider: {},
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: true,
    range: true,
  },
  inlayHintProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
} satisfies ServerCapabilities;

export interface StructureServices {
  /** An open zone file; undefined where the document is none. */
  readonly zoneOf: (uri: string, token: CancellationToken) => Promise<OpenZone | undefined>;
  readonly say: Say;
  /** Whether the user wants full names of owners beside the short ones. */
  readonly ownerHints: (uri: string) => Promise<boolean>;
}

/** Which files a zone's names of files mean, as far as they are read. */
const knownFiles =
  ({ readInclude }: { readonly readInclude: ReadInclude }, uri: string): KnownFile =>
  (written) => {
    const file = readInclude(written, { name: '', uri });
    return typeof file === 'string' ? undefined : file.uri;
  };

/** UTF-16 units of a zone in which names are highlighted and whose tokens are given at once, and how many these may be: of others only those in sight are. */
const longestWhole = 1_000_000;
const mostTokens = 100_000;
/** So many hints at most are in sight, however large the part that is asked for. */
const mostHints = 10_000;

type StructureConnection = Pick<
  Connection,
  | 'onDocumentSymbol'
  | 'onFoldingRanges'
  | 'onDefinition'
  | 'onReferences'
  | 'onDocumentHighlight'
  | 'onPrepareRename'
  | 'onRenameRequest'
  | 'onSelectionRanges'
  | 'onDocumentLinks'
  | 'onDocumentFormatting'
  | 'onDocumentRangeFormatting'
  | 'onRequest'
  | 'languages'
>;

/** Answers them, for zone files only. */
export function registerStructure(
  connection: StructureConnection,
  { zoneOf, say, ownerHints }: StructureServices,
): void {
  /** Answers a request by work on a zone, in turns. */
  const answer = async <Result>(
    { uri }: TextDocumentIdentifier,
    token: CancellationToken,
    otherwise: Result,
    work: (zone: ZoneDocument, open: OpenZone) => Steps<Result>,
  ): Promise<Result> => {
    const open = await zoneOf(uri, token);
    return open === undefined ? otherwise : await open.answer((zone) => work(zone, open), token);
  };

  connection.onDocumentSymbol(({ textDocument }, token) =>
    answer<DocumentSymbol[]>(textDocument, token, [], (zone) =>
      each(zoneSymbols(zone), (symbol) => toSymbol(zone, symbol)),
    ),
  );
  connection.onFoldingRanges(({ textDocument }, token) =>
    answer<FoldingRange[]>(textDocument, token, [], function* (zone) {
      return yield* each(yield* zoneFolds(zone), (fold) => toFold(zone, fold));
    }),
  );
  connection.onDefinition(({ textDocument, position }, token) =>
    answer<Location[]>(textDocument, token, [], function* (zone, open) {
      const { uri } = textDocument;
      const found = yield* zoneDefinitions(zone, zone.offsetAt(position), uri, knownFiles(open, uri));
      return yield* each(found, (place) =>
        'uri' in place ? { uri: place.uri, range: top } : toLocation(zone, uri, place),
      );
    }),
  );
  connection.onReferences(({ textDocument, position, context }, token) =>
    answer<Location[]>(textDocument, token, [], function* (zone) {
      const found = yield* zoneReferences(zone, zone.offsetAt(position), context.includeDeclaration);
      return yield* each(found, (place) => toLocation(zone, textDocument.uri, place));
    }),
  );
  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    answer<DocumentHighlight[] | null>(textDocument, token, null, function* (zone) {
      // An editor asks wherever the cursor goes: reading a large zone each time is not worth it.
      if (zone.length > longestWhole) return null;
      const found = yield* zoneReferences(zone, zone.offsetAt(position), true);
      // Where no name is, an editor may find words that are the same.
      return found.length === 0 ? null : yield* each(found, (place) => ({ range: toRange(zone, place) }));
    }),
  );
  connection.onPrepareRename(async ({ textDocument: { uri }, position }, token) => {
    const zone = (await zoneOf(uri, token))?.zone;
    const found = zone && prepareRename(zone, zone.offsetAt(position));
    if (zone === undefined || found === undefined) return null;
    if ('problem' in found) return new ResponseError(LSPErrorCodes.RequestFailed, say(found.problem));
    return { range: toRange(zone, found), placeholder: found.written };
  });
  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    answer<WorkspaceEdit | null>(textDocument, token, null, function* (zone) {
      const edits = yield* zoneRename(zone, zone.offsetAt(position), newName);
      if (edits === undefined) return null;
      if ('problem' in edits) throw new ResponseError(LSPErrorCodes.RequestFailed, say(edits.problem));
      return { changes: { [textDocument.uri]: yield* each(edits, (edit) => toTextEdit(zone, edit)) } };
    }),
  );
  connection.onSelectionRanges(({ textDocument, positions }, token) =>
    answer<SelectionRange[] | null>(textDocument, token, null, (zone) =>
      each(positions, (position) => toSelection(zone, selectionSpans(zone, zone.offsetAt(position)))),
    ),
  );
  connection.onDocumentLinks(({ textDocument }, token) =>
    answer<DocumentLink[]>(textDocument, token, [], function* (zone, open) {
      const { uri } = textDocument;
      return yield* each(yield* zoneLinks(zone, uri, knownFiles(open, uri)), (link) => toLink(zone, link));
    }),
  );
  connection.onRequest(SemanticTokensRequest.type, ({ textDocument }, token) =>
    // None at all would count as the answer, and keep an editor from asking for ranges.
    answer<SemanticTokens | null>(textDocument, token, null, function* (zone) {
      if (zone.length > longestWhole || entriesOf(zone) > mostTokens) return null;
      const { tokens, isWhole } = yield* toTokens(zone, semanticTokens(zone));
      return isWhole ? tokens : null;
    }),
  );
  connection.onRequest(SemanticTokensRangeRequest.type, ({ textDocument, range }, token) =>
    answer<SemanticTokens | null>(textDocument, token, null, function* (zone) {
      return (yield* toTokens(zone, semanticTokens(zone, spanIn(zone, range)))).tokens;
    }),
  );
  const format = (zone: ZoneDocument, options: FormattingOptions, range?: Range) =>
    formatZone(zone, options, range && spanIn(zone, range));
  connection.onDocumentFormatting(({ textDocument, options }, token) =>
    answer<TextEdit[]>(textDocument, token, [], function* (zone) {
      return yield* each(yield* format(zone, options), (edit) => toTextEdit(zone, edit));
    }),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range, options }, token) =>
    answer<TextEdit[]>(textDocument, token, [], function* (zone) {
      return yield* each(yield* format(zone, options, range), (edit) => toTextEdit(zone, edit));
    }),
  );
  connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
    if (!(await ownerHints(textDocument.uri))) return [];
    return await answer<InlayHint[]>(textDocument, token, [], (zone) =>
      each(first(mostHints, namedOwners(zone, spanIn(zone, range))), (hint) => toHint(zone, hint)),
    );
  });
}

function toSymbol(zone: ZoneDocument, symbol: ZoneSymbol): DocumentSymbol {
  const { name, detail, kind, selection, children } = symbol;
  return {
    name,
    detail,
    kind: symbolKinds[kind],
    range: toRange(zone, symbol),
    selectionRange: toRange(zone, selection),
    children: children.map((child) => toSymbol(zone, child)),
  };
}

const symbolKinds: Readonly<Record<ZoneSymbol['kind'], SymbolKind>> = {
  owner: SymbolKind.Namespace,
  record: SymbolKind.Field,
  directive: SymbolKind.Constant,
};

function toFold(zone: ZoneDocument, { start, end, kind }: Fold): FoldingRange {
  return {
    startLine: zone.positionAt(start).line,
    endLine: zone.positionAt(end).line,
    kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
  };
}

/** Each span within the next: LSP has them from the inside. An empty file has one. */
const toSelection = (zone: ZoneDocument, spans: readonly Span[]): SelectionRange =>
  spans.reduceRight<SelectionRange | undefined>(
    (parent, span) => ({ range: toRange(zone, span), ...(parent && { parent }) }),
    undefined,
  ) ?? { range: top };

const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const toLocation = (zone: ZoneDocument, uri: string, place: Span): Location => ({
  uri,
  range: toRange(zone, place),
});

const toLink = (zone: ZoneDocument, link: ZoneLink): DocumentLink => ({
  range: toRange(zone, link),
  target: link.target,
});

const entriesOf = ({ index }: ZoneDocument) => index.chunks.reduce((sum, { count }) => sum + count, 0);

/** The first tokens as LSP has them, and whether these are all. */
function* toTokens(
  zone: ZoneDocument,
  tokens: Iterable<SemanticToken>,
): Steps<{ readonly tokens: SemanticTokens; readonly isWhole: boolean }> {
  const builder = new SemanticTokensBuilder();
  let count = 0;
  for (const { start, end, type, modifier } of tokens) {
    if (count++ === mostTokens) return { tokens: builder.build(), isWhole: false };
    const modifiers = modifier === undefined ? 0 : 1 << tokenModifiers.indexOf(modifier);
    for (const line of linesOf(zone, { start, end })) {
      const at = zone.positionAt(line.start);
      builder.push(at.line, at.character, line.end - line.start, tokenTypes.indexOf(type), modifiers);
    }
    yield;
  }
  return { tokens: builder.build(), isWhole: true };
}

/** A token may not go over a line's end. */
function linesOf(zone: ZoneDocument, { start, end }: Span): Span[] {
  const text = zone.slice(start, end);
  if (!/[\r\n]/.test(text)) return [{ start, end }];
  return Array.from(text.matchAll(/[^\r\n]+/g), ({ 0: line, index }) => ({
    start: start + index,
    end: start + index + line.length,
  }));
}

const toHint = (zone: ZoneDocument, { offset, text, apart }: OwnerHint): InlayHint => ({
  position: zone.positionAt(offset),
  label: text,
  kind: InlayHintKind.Type,
  paddingLeft: apart,
});
