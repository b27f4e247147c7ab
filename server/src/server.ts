import type { Connection } from 'vscode-languageserver';
import { TextDocumentSyncKind } from 'vscode-languageserver';
import { registerFolder } from './features/folder.js';
import { reportServices } from './features/reportServices.js';
import { registerSummary } from './features/summary.js';
import { localize } from './message.js';
import type { ReadOptions } from './report/read.js';

/** What differs between the hosts of the server. */
export interface Host {
  /** Whether this is a web worker. */
  readonly web: boolean;
  /** A faster way to unpack gzip than the one that all platforms have. */
  readonly gunzip?: NonNullable<ReadOptions['gunzip']>;
}

/** Wires a connection to the features and starts to listen. */
export function startServer(connection: Connection, host: Host): void {
  const services = () => reportServices(localize, 'en', {});
  registerSummary(connection, services, host);
  registerFolder(connection, services, host);
  connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
  connection.listen();
}
