/** The requests about a zone file's structure: outline, folding, navigation, rename, links, tokens, hints and formatting. */

import {
  type Connection,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type InlayHint,
  InlayHintKind,
  type Location,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver';
import type { Say } from '../../message.js';
import type { Span } from '../../span.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { ReadInclude } from '../../zone/includes.js';
import { toRange, toTextEdit } from '../convert.js';
import { type Fold, zoneFolds } from './folding.js';
import { formatZone } from './format.js';
import { ownerHints as namedOwners, type OwnerHint } from './inlayHints.js';
import { type KnownFile, type ZoneLink, zoneLinks } from './links.js';
import { zoneDefinitions, zoneReferences } from './navigation.js';
import { prepareRename, zoneRename } from './rename.js';
import { type SemanticToken, semanticTokens, tokenModifiers, tokenTypes } from './semanticTokens.js';
import { type ZoneSymbol, zoneSymbols } from './symbols.js';

export const structureCapabilities = {
  documentSymbolProvider: { label: 'tls-rpt' },
  foldingRangeProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
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
  readonly zoneOf: (
    uri: string,
  ) => Promise<{ readonly zone: ZoneDocument; readonly readInclude: ReadInclude } | undefined>;
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

/** UTF-16 units of a zone whose tokens are given at once: of a longer one only those in sight. */
const longestWhole = 1_000_000;

type StructureConnection = Pick<
  Connection,
  | 'onDocumentSymbol'
  | 'onFoldingRanges'
  | 'onDefinition'
  | 'onReferences'
  | 'onPrepareRename'
  | 'onRenameRequest'
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
  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : zoneSymbols(zone).map((symbol) => toSymbol(zone, symbol));
  });
  connection.onFoldingRanges(async ({ textDocument: { uri } }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : zoneFolds(zone).map((fold) => toFold(zone, fold));
  });
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const open = await zoneOf(uri);
    if (open === undefined) return [];
    const { zone } = open;
    const found = zoneDefinitions(zone, zone.offsetAt(position), uri, knownFiles(open, uri));
    return found.map((place) =>
      'uri' in place ? { uri: place.uri, range: top } : toLocation(zone, uri, place),
    );
  });
  connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
    const zone = (await zoneOf(uri))?.zone;
    if (zone === undefined) return [];
    const found = zoneReferences(zone, zone.offsetAt(position), context.includeDeclaration);
    return found.map((place) => toLocation(zone, uri, place));
  });
  connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
    const zone = (await zoneOf(uri))?.zone;
    const found = zone && prepareRename(zone, zone.offsetAt(position));
    if (zone === undefined || found === undefined) return null;
    if ('problem' in found) return new ResponseError(LSPErrorCodes.RequestFailed, say(found.problem));
    return { range: toRange(zone, found), placeholder: found.written };
  });
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const zone = (await zoneOf(uri))?.zone;
    const edits = zone && zoneRename(zone, zone.offsetAt(position), newName);
    if (zone === undefined || edits === undefined) return null;
    if ('problem' in edits) return new ResponseError(LSPErrorCodes.RequestFailed, say(edits.problem));
    return { changes: { [uri]: edits.map((edit) => toTextEdit(zone, edit)) } };
  });
  connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
    const open = await zoneOf(uri);
    if (open === undefined) return [];
    return zoneLinks(open.zone, uri, knownFiles(open, uri)).map((link) => toLink(open.zone, link));
  });
  connection.onRequest(SemanticTokensRequest.type, async ({ textDocument: { uri } }) => {
    const zone = (await zoneOf(uri))?.zone;
    // None at all would count as the answer, and keep an editor from asking for ranges.
    return zone === undefined || zone.length > longestWhole ? null : toTokens(zone, semanticTokens(zone));
  });
  connection.onRequest(SemanticTokensRangeRequest.type, async ({ textDocument: { uri }, range }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? null : toTokens(zone, semanticTokens(zone, toSpan(zone, range)));
  });
  connection.onDocumentFormatting(async ({ textDocument: { uri }, options }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : formatZone(zone, options).map((edit) => toTextEdit(zone, edit));
  });
  connection.onDocumentRangeFormatting(async ({ textDocument: { uri }, range, options }) => {
    const zone = (await zoneOf(uri))?.zone;
    if (zone === undefined) return [];
    return formatZone(zone, options, toSpan(zone, range)).map((edit) => toTextEdit(zone, edit));
  });
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => {
    const zone = (await ownerHints(uri)) ? (await zoneOf(uri))?.zone : undefined;
    if (zone === undefined) return [];
    return Array.from(namedOwners(zone, toSpan(zone, range)), (hint) => toHint(zone, hint));
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

const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const toLocation = (zone: ZoneDocument, uri: string, place: Span): Location => ({
  uri,
  range: toRange(zone, place),
});

const toLink = (zone: ZoneDocument, link: ZoneLink): DocumentLink => ({
  range: toRange(zone, link),
  target: link.target,
});

const toSpan = (zone: ZoneDocument, { start, end }: Range): Span => ({
  start: zone.offsetAt(start),
  end: zone.offsetAt(end),
});

function toTokens(zone: ZoneDocument, tokens: Iterable<SemanticToken>): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, modifier } of tokens) {
    const modifiers = modifier === undefined ? 0 : 1 << tokenModifiers.indexOf(modifier);
    for (const line of linesOf(zone, { start, end })) {
      const at = zone.positionAt(line.start);
      builder.push(at.line, at.character, line.end - line.start, tokenTypes.indexOf(type), modifiers);
    }
  }
  return builder.build();
}

/** A token may not go over a line's end. */
function* linesOf(zone: ZoneDocument, { start, end }: Span): Generator<Span> {
  for (const line of zone.slice(start, end).matchAll(/[^\r\n]+/g)) {
    yield { start: start + line.index, end: start + line.index + line[0].length };
  }
}

const toHint = (zone: ZoneDocument, { offset, text, apart }: OwnerHint): InlayHint => ({
  position: zone.positionAt(offset),
  label: text,
  kind: InlayHintKind.Type,
  paddingLeft: apart,
});
