import { realpath } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import type { Api } from './lazyStart.js';
import { start } from './start.js';
import { programs } from './zones/checkzone/program.js';

export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server/node.js');
  return start(context, {
    createClient: async (options) => (await import('./languageClient.js')).languageClient(module, options),
    programs,
    realPath: (path) => realpath(path),
  });
}
