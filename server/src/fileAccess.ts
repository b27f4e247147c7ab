import type { Connection } from 'vscode-languageserver';
import {
  type IncludesResult,
  includesRequest,
  type ListResult,
  listRequest,
} from '../../protocol/includes.js';
import type { ReadFiles } from './includedFiles.js';
import type { Session } from './session.js';
import type { SettingsStore } from './settings.js';

/** How a host gets at files, for clients that do not read them, within the folders that they give. */
export interface HostFiles {
  /** Reads included files. */
  readonly readFiles?: (
    files: readonly (readonly string[])[],
    folders: readonly string[],
  ) => Promise<IncludesResult>;
  /** Tells what stands in a folder. */
  readonly listFolder?: (uris: readonly string[], folders: readonly string[]) => Promise<ListResult>;
}

/** The files around the documents, as far as they may be read: by the client where it does that, else by the host. */
export class FileAccess {
  constructor(
    readonly connection: Pick<Connection, 'sendRequest'>,
    readonly session: Session,
    readonly settings: SettingsStore,
    readonly host: HostFiles,
  ) {}

  /** Reads included files; undefined where nobody does. */
  get read(): ReadFiles | undefined {
    const { readFiles } = this.host;
    if (this.session.client.readsIncludes) {
      return (files) => this.connection.sendRequest<IncludesResult>(includesRequest, { files });
    }
    return readFiles && ((files) => readFiles(files, this.settings.folders));
  }

  /** What stands in the first of the folders that is there. */
  async list(folders: readonly string[]): Promise<ListResult> {
    if (this.session.client.readsIncludes) {
      return await this.connection.sendRequest<ListResult>(listRequest, { folders });
    }
    return (await this.host.listFolder?.(folders, this.settings.folders)) ?? [];
  }
}
