import { type ExtensionContext, Uri } from 'vscode';
import type { Api } from './lazyStart.js';
import { start } from './start.js';

export function activate(context: ExtensionContext): Api {
  const module = Uri.joinPath(context.extensionUri, 'dist/server/web.js').toString(true);
  let worker: Worker | undefined;
  /** A worker for each start: one that was asked to end answers no more. */
  const restart = (): Worker => {
    worker?.terminate();
    worker = new Worker(module);
    return worker;
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return start(context, {
    // This host loads one file alone: the library is in it, but is evaluated when it is wanted.
    createClient: async (options) =>
      (await import('./languageClientWeb.js')).languageClient(restart, options),
  });
}
