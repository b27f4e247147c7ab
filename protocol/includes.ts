/** Files that zones include: the client reads them, so that it works for every kind of folder, and only what it may. */

/** Server to client: of each list of URIs the first file that is there. The client says whether it is able by the option `includes`. */
export const includesRequest = 'tlsRpt/zone/includes';
export interface IncludesParams {
  readonly files: readonly (readonly string[])[];
}

/**
 * Why a file is not read: not there, outside the workspace, the workspace not trusted, too large, no text, refused by
 * the system.
 */
export type IncludeRefusal = 'missing' | 'outside' | 'untrusted' | 'tooLarge' | 'notText' | 'refused';
export type IncludedText =
  | {
      readonly uri: string;
      /** How messages name it. */
      readonly name: string;
      readonly text: string;
    }
  | { readonly problem: IncludeRefusal };
export type IncludesResult = readonly IncludedText[];

/** The largest file that is read, in octets. */
export const largestInclude = 10_000_000;

/**
 * Server to client: what stands in the first of these folders (URIs) that are there and may be read. The client answers where
 * it reads included files.
 */
export const listRequest = 'tlsRpt/zone/list';
export interface ListParams {
  readonly folders: readonly string[];
}
export interface ListedFile {
  readonly name: string;
  readonly isFolder: boolean;
}
export type ListResult = readonly ListedFile[];

/** So many files of a folder are told. */
export const mostListed = 1000;

/** Client to server: these files may be others now than when they were asked for. */
export const includesChangedNotification = 'tlsRpt/zone/includesChanged';
export interface IncludesChangedParams {
  readonly uris: readonly string[];
}
