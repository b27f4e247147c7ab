/** What the client finds in the workspace by itself: files that reports are compared with, reports that zones are shown with. */

/**
 * Client to server: zone and policy files of the workspace, read through `workspace.fs`. A file that was sent before is
 * replaced; an open document counts in the place of its file.
 */
export const workspaceFilesRequest = 'tlsRpt/workspace/files';
export interface WorkspaceFilesParams {
  readonly files: readonly WorkspaceFile[];
  /** The URIs of files that are gone. */
  readonly removed: readonly string[];
}

export interface WorkspaceFile {
  readonly uri: string;
  readonly languageId: 'dns-zone' | 'mta-sts-policy';
  readonly text: string;
}

/** Server to client: a zone with a TLS-RPT record is shown, and the reports of the workspace are of use. */
export const reportsWantedNotification = 'tlsRpt/workspace/reportsWanted';

/** What the folder of `tlsRpt/folder/…` with the reports of the whole workspace is called. */
export const workspaceFolder = 'workspace';
