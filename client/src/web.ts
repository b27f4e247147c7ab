import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import type { Api } from './lazyStart.js';
import { start } from './start.js';

export function activate(context: ExtensionContext): Api {
  const module = Uri.joinPath(context.extensionUri, 'dist/server/web.js').toString(true);
  let worker: Worker | undefined;
  /** A worker for each start: one that was asked to end answers no more. */
  const connect = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(module);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return start(context, {
    createClient: (id, name, options) => new LanguageClient(id, name, connect, options),
  });
}
