/** The language client of the web worker extension host. */
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';

/** @param worker gives a new worker that runs the server */
export function languageClient(worker: () => Worker, options: LanguageClientOptions): BaseLanguageClient {
  const connect = async (): Promise<MessageTransports> => {
    const started = worker();
    return { reader: new BrowserMessageReader(started), writer: new BrowserMessageWriter(started) };
  };
  return new LanguageClient('tlsRpt', 'TLS-RPT', connect, options);
}
