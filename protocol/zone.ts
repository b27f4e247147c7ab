/** What the commands on a zone file ask the server. Positions are LSP's. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** Client to server: the zone's serial and the one that follows; null where it has none that can be read. */
export const zoneSerialRequest = 'tlsRpt/zone/serial';
export interface ZoneParams {
  readonly uri: string;
}
export type ZoneSerialResult = {
  readonly from: number;
  readonly to: number;
  readonly range: { readonly start: Position; readonly end: Position };
  /** The version of the document that the range fits. */
  readonly version: number;
} | null;

/**
 * Client to server: the TLS-RPT record at a place of a zone file, else that of the domain there, for other tools; null where
 * there is none.
 */
export const copyRecordRequest = 'tlsRpt/zone/copyRecord';
export interface CopyRecordParams extends ZoneParams {
  readonly position: Position;
}
export type CopyFormat = 'zone' | 'name' | 'value' | 'nsupdate' | 'terraform' | 'octodns' | 'dnscontrol';
export type CopyRecordResult = {
  readonly texts: Readonly<Record<CopyFormat, string>>;
  /** Why the record would not work, in the user's words. */
  readonly problem?: string;
} | null;

/** Client to server: the zone as a name server holds it, one record a line; null where the document is no zone file. */
export const expandZoneRequest = 'tlsRpt/zone/expand';
export type ExpandZoneResult =
  | { readonly origin: string; readonly text: string }
  /** Why BIND refuses the zone, in the user's words; lines from 1, of an included file where one is named. */
  | {
      readonly causes: readonly {
        readonly file?: string;
        readonly line?: number;
        readonly message: string;
      }[];
    }
  | null;
