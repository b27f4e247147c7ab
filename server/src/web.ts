/**
 * The server in a web worker. The package holds the server once: the node entry takes it from here, so this file starts
 * nothing but in a worker.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { askOverHttps } from './dns/https.js';
import { ChannelReader, ChannelWriter } from './ipc.js';
import { startServer } from './server.js';

export { ChannelReader, ChannelWriter, createConnection, startServer };

declare const self: DedicatedWorkerGlobalScope;

if (typeof importScripts === 'function') {
  startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
    web: true,
    // A browser speaks no DNS: only a resolver that answers over HTTPS can be asked.
    askOf: (resolver) => (/^https:\/\//i.test(resolver ?? '') ? askOverHttps(resolver ?? '') : undefined),
  });
}
