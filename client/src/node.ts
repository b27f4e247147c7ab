import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Api } from './lazyStart.js';
import { start } from './start.js';

export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server/node.js');
  return start(context, (id, name, options) => {
    return new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options);
  });
}
