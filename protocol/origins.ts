/** Where the names of zones come from. Names are absolute, with their final dot. */

/**
 * Client to server: all configuration files of name servers that the workspace has. They replace those sent before;
 * findings are asked for again by the server where that changes anything.
 */
export const configurationsRequest = 'tlsRpt/configurations';
export interface ConfigurationsParams {
  readonly files: readonly { readonly uri: string; readonly text: string }[];
}
export interface ConfigurationsResult {
  /** Globs for files that these include: where the workspace has such, they belong to the files too. */
  readonly missing: readonly string[];
  /** The names of the zone files that they name, without the folders: the name server sees those elsewhere. */
  readonly zoneFiles: readonly string[];
}

/** Client to server: the origin of a zone file, and who says it; null where the document is none. */
export const originRequest = 'tlsRpt/origin';
export interface OriginParams {
  readonly uri: string;
}
/**
 * - `directive`: a `$ORIGIN` at the top of the file
 * - `setting`: `tlsRpt.zone.origins`
 * - `configuration`: the configuration of a name server
 * - `soa`: the owner of an SOA or NS record, written absolute
 * - `fileName`: the name of the file
 * - `none`: nobody
 */
export type OriginFrom = 'directive' | 'setting' | 'configuration' | 'soa' | 'fileName' | 'none';
export type OriginResult = {
  readonly from: OriginFrom;
  readonly origin?: string;
  /** The URI of the configuration file that says it. */
  readonly configuration?: string;
} | null;

/** Client to server: a name as typed. */
export const originCheckRequest = 'tlsRpt/origin/check';
export interface OriginCheckParams {
  readonly text: string;
}
export interface OriginCheckResult {
  readonly origin?: string;
  /** Why it is no name. */
  readonly problem?: string;
}
