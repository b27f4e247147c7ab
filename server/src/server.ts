import type { Connection } from 'vscode-languageserver';
import { TextDocumentSyncKind } from 'vscode-languageserver';

/** What differs between the hosts of the server. */
export interface Host {
  /** Whether this is a web worker. */
  readonly web: boolean;
}

/** Wires a connection to the features and starts to listen. */
export function startServer(connection: Connection, _host: Host): void {
  connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
  connection.listen();
}
