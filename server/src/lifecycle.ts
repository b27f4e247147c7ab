/** What the client says of itself, its settings and its folders: at the start, and when that changes. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { version } from './cli/version.js';
import { capabilitiesFor } from './client.js';
import { configName } from './config/model.js';
import type { Refresher } from './refresher.js';
import type { Session } from './session.js';
import { isObject, type SettingsStore } from './settings.js';

/** What the client says something about. */
export interface Lifecycle {
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly refresher: Refresher;
  /** Whether this host reads a project's configuration files. */
  readonly readsConfig: boolean;
}

export function registerLifecycle(
  connection: Connection,
  { session, settings, refresher, readsConfig }: Lifecycle,
): void {
  connection.onInitialize(async (params) => {
    settings.start(params);
    await session.start(params);
    return {
      capabilities: capabilitiesFor(session.client),
      serverInfo: { name: 'tls-rpt', version },
    };
  });
  connection.onInitialized(() => {
    const { tells } = session.client;
    if (tells.settings) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'tlsRpt' });
    }
    if (tells.files && readsConfig) {
      const watchers = [{ globPattern: `**/${configName}` }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (tells.folders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        settings.changeFolders(event);
        refresher.now();
      });
    }
  });
  connection.onDidChangeConfiguration(async ({ settings: changed }) => {
    // What is found while the client is asked is found with the new settings.
    refresher.generation++;
    const isNew = await settings.change(isObject(changed) && 'tlsRpt' in changed ? changed.tlsRpt : changed);
    if (isNew) refresher.now();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (settings.filesChanged(changes.map(({ uri }) => uri))) refresher.now();
  });
}
