/** The requests about a zone file's structure: outline and folding. */
import {
  type Connection,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver';
import type { ZoneDocument } from '../../zone/document.js';
import { toRange } from '../convert.js';
import { type Fold, zoneFolds } from './folding.js';
import { type ZoneSymbol, zoneSymbols } from './symbols.js';

export const structureCapabilities = {
  documentSymbolProvider: { label: 'tls-rpt' },
  foldingRangeProvider: true,
} satisfies ServerCapabilities;

export interface StructureServices {
  /** An open zone file; undefined where the document is none. */
  readonly zoneOf: (uri: string) => Promise<{ readonly zone: ZoneDocument } | undefined>;
}

type StructureConnection = Pick<Connection, 'onDocumentSymbol' | 'onFoldingRanges'>;

/** Answers them, for zone files only. */
export function registerStructure(connection: StructureConnection, { zoneOf }: StructureServices): void {
  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : zoneSymbols(zone).map((symbol) => toSymbol(zone, symbol));
  });
  connection.onFoldingRanges(async ({ textDocument: { uri } }) => {
    const zone = (await zoneOf(uri))?.zone;
    return zone === undefined ? [] : zoneFolds(zone).map((fold) => toFold(zone, fold));
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
