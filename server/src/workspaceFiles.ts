/** The zone and policy files of the workspace that are not open, as the client has read them. */
import type { Connection } from 'vscode-languageserver';
import { type WorkspaceFilesParams, workspaceFilesRequest } from '../../protocol/workspace.js';
import { openDocuments } from './documents.js';
import type { OpenDocument } from './openDocument.js';

export class WorkspaceFiles {
  readonly #files = new Map<string, OpenDocument>();

  register(connection: Pick<Connection, 'onRequest'>): void {
    connection.onRequest(workspaceFilesRequest, ({ files, removed }: WorkspaceFilesParams) => {
      for (const uri of removed) this.#files.delete(uri);
      for (const { uri, languageId, text } of files) {
        this.#files.set(uri, openDocuments.create(uri, languageId, 0, text));
      }
    });
  }

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  /** The open documents, and the files that are not among them. */
  with(open: readonly OpenDocument[]): OpenDocument[] {
    const uris = new Set(open.map(({ uri }) => uri));
    return [...open, ...[...this.#files.values()].filter(({ uri }) => !uris.has(uri))];
  }
}
