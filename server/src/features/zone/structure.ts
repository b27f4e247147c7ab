/** The requests about a zone file's structure: outline, folding, navigation, rename and links. */
import {
  type Connection,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Location,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver';
import type { Say } from '../../report/summary.js';
import type { Span } from '../../span.js';
import type { ZoneDocument } from '../../zone/document.js';
import { toRange, toTextEdit } from '../convert.js';
import { type Fold, zoneFolds } from './folding.js';
import { type ZoneLink, zoneLinks } from './links.js';
import { zoneDefinitions, zoneReferences } from './navigation.js';
import { prepareRename, zoneRename } from './rename.js';
import { type ZoneSymbol, zoneSymbols } from './symbols.js';

export const structureCapabilities = {
  documentSymbolProvider: { label: 'tls-rpt' },
  foldingRangeProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  documentLinkProvider: {},
} satisfies ServerCapabilities;

export interface StructureServices {
  /** An open zone file; undefined where the document is none. */
  readonly zoneOf: (uri: string) => Promise<{ readonly zone: ZoneDocument } | undefined>;
  readonly say: Say;
}

type StructureConnection = Pick<
  Connection,
  | 'onDocumentSymbol'
  | 'onFoldingRanges'
  | 'onDefinition'
  | 'onReferences'
  | 'onPrepareRename'
  | 'onRenameRequest'
  | 'onDocumentLinks'
>;

/** Answers them, for zone files only. */
export function registerStructure(connection: StructureConnection, { zoneOf, say }: StructureServices): void {
  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : zoneSymbols(zone).map((symbol) => toSymbol(zone, symbol));
  });
  connection.onFoldingRanges(async ({ textDocument: { uri } }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : zoneFolds(zone).map((fold) => toFold(zone, fold));
  });
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const zone = (await zoneOf(uri))?.zone;
    const found = zone === undefined ? [] : zoneDefinitions(zone, zone.offsetAt(position), uri);
    return found.map((place) =>
      'uri' in place ? { uri: place.uri, range: top } : toLocation(zone!, uri, place),
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
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : zoneLinks(zone, uri).map((link) => toLink(zone, link));
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
