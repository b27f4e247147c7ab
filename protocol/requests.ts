/**
 * The custom requests between client and server, one table: the contract. Types only use JSON values; neither side
 * imports the other.
 */

/** Server to client: the text of a file that a zone includes, read through `workspace.fs`. */
export const readFileRequest = 'tlsRpt/readFile';
export interface ReadFileParams {
  readonly uri: string;
}
