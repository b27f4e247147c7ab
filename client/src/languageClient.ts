/** The language client of the node extension host: a file of its own, that is loaded when the server is first wanted. */
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  ErrorAction,
  type ErrorHandler,
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/node';
import type { ServerProcess } from './serverProcess.js';

export function languageClient(server: ServerProcess, options: LanguageClientOptions): BaseLanguageClient {
  const connect = async (): Promise<MessageTransports> => {
    const started = server.take();
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (text: Buffer) => client.error(text.toString().trimEnd(), undefined, false));
    }
    started.on('exit', (code, signal) => {
      if (started.killed || code === 0) return;
      client.error(`The server’s process ended: ${signal ?? code}.`, undefined, false);
    });
    return { reader: new IPCMessageReader(started), writer: new IPCMessageWriter(started) };
  };
  const errorHandler: ErrorHandler = {
    // What is sent to a process that has just ended fails, maybe often, before its end is told. The usual handler gives the
    // server up for that; its end has another one started.
    error: (error, message, count) =>
      count === undefined
        ? usual.error(error, message, count)
        : { action: ErrorAction.Continue, handled: true },
    closed: () => usual.closed(),
  };
  const client = new LanguageClient('tlsRpt', 'TLS-RPT', connect, { ...options, errorHandler });
  const usual = client.createDefaultErrorHandler();
  return client;
}
