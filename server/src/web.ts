import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { askOverHttps } from './dns/https.js';
import { startServer } from './server.js';

declare const self: DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  web: true,
  // A browser speaks no DNS: only a resolver that answers over HTTPS can be asked.
  askOf: (resolver) => (/^https:\/\//i.test(resolver ?? '') ? askOverHttps(resolver ?? '') : undefined),
});
