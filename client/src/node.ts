import { realpath } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Api } from './lazyStart.js';
import { start } from './start.js';
import { programs } from './zones/checkzone/program.js';

export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server/node.js');
  const server = { module, transport: TransportKind.ipc };
  return start(context, {
    createClient: (id, name, options) => new LanguageClient(id, name, server, options),
    programs,
    realPath: (path) => realpath(path),
  });
}
