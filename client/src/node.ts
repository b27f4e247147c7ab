import { realpath } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import type { Api } from './lazyStart.js';
import { ServerProcess } from './serverProcess.js';
import { start } from './start.js';
import { programs } from './zones/checkzone/program.js';

export function activate(context: ExtensionContext): Api {
  const server = new ServerProcess(context.asAbsolutePath('dist/server/node.js'));
  context.subscriptions.push(server);
  return start(context, {
    createClient: async (options) => {
      // It starts while the library is loaded.
      server.startAhead();
      return (await import('./languageClient.js')).languageClient(server, options);
    },
    programs,
    realPath: (path) => realpath(path),
  });
}
