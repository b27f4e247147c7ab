/** What the wizard “Insert TLS-RPT Record…” asks the server. Positions are LSP's, TTLs in seconds, domains without the final dot. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** Client to server: what to begin with at a place of a zone file; null where the document is none. */
export const recordPrepareRequest = 'tlsRpt/record/prepare';
export interface RecordPrepareParams {
  readonly uri: string;
  readonly position: Position;
}
export type RecordPrepareResult = {
  /** The domain of the record at the place, else the zone's. */
  readonly domain?: string;
} | null;

/** Client to server: what is known about a domain; null where the document is no zone file. */
export const recordDomainRequest = 'tlsRpt/record/domain';
export interface RecordDomainParams {
  readonly uri: string;
  /** As typed. */
  readonly text: string;
}
export type RecordDomainResult =
  | { readonly problem: string }
  | {
      /** In A-labels. */
      readonly domain: string;
      /** How many TLS-RPT records it has in the file. */
      readonly existing: number;
      /** Their destinations. */
      readonly destinations: readonly string[];
      /** Destinations that the file knows, the likely first. */
      readonly suggestions: readonly string[];
      /** What the record has, or would have if none were written. */
      readonly ttl?: number;
      /** The zone's serial and the one that follows. */
      readonly serial?: { readonly from: number; readonly to: number };
    }
  | null;

/** Client to server: a destination as typed. */
export const recordDestinationRequest = 'tlsRpt/record/destination';
export interface RecordDestinationParams {
  readonly domain: string;
  readonly text: string;
}
export interface RecordDestinationResult {
  /** As the record wants it: encoded, the scheme in lower case, and before a mailbox alone `mailto:`. */
  readonly uri: string;
  /** The worst that the rules say about it. */
  readonly problem?: { readonly message: string; readonly error: boolean };
}

/** Client to server: the edit that inserts the record; null where the document is no zone file. */
export const recordPlanRequest = 'tlsRpt/record/plan';
export interface RecordPlanParams {
  readonly uri: string;
  readonly domain: string;
  readonly rua: readonly string[];
  readonly ttl?: number;
  /** Whether the records of the domain give way. */
  readonly replace: boolean;
  /** Whether to increment the zone's serial too. */
  readonly serial: boolean;
}
export type RecordPlanResult = {
  /** The record as it will stand in the file. */
  readonly text: string;
  /** The line it will stand in, from 0, in the text before the edit. */
  readonly line: number;
  readonly edits: readonly {
    readonly range: { readonly start: Position; readonly end: Position };
    readonly newText: string;
  }[];
  /** The version of the document that the edits fit. */
  readonly version: number;
} | null;

/**
 * Every editor: `workspace/executeCommand` with one argument inserts the record by `workspace/applyEdit`. What is left out
 * is taken from the file.
 */
export const insertRecordCommand = 'tls-rpt.insertRecord';
export interface InsertRecordArgument {
  readonly uri: string;
  readonly position?: Position;
  readonly domain?: string;
  readonly rua?: readonly string[];
  readonly ttl?: number;
  readonly replace?: boolean;
  readonly serial?: boolean;
}

/** Every editor: `workspace/executeCommand` with a rule's id opens its page, by `window/showDocument`. */
export const openRuleCommand = 'tls-rpt.openRule';

/** Client to server: the edit that publishes an MTA-STS policy, or a new one, for the domain at a place of a zone file. */
export const mtaStsPlanRequest = 'tlsRpt/record/mtaSts';
export type MtaStsPlanParams = RecordPrepareParams;
export type MtaStsPlanResult = RecordPlanResult | { readonly problem: string };
