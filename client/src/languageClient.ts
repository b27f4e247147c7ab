/** The language client of the node extension host: a file of its own, that is loaded when the server is first wanted. */
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** @param module path of the server's program */
export function languageClient(module: string, options: LanguageClientOptions): BaseLanguageClient {
  return new LanguageClient('tlsRpt', 'TLS-RPT', { module, transport: TransportKind.ipc }, options);
}
