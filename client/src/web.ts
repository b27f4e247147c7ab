import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { Api } from './lazyStart.js';
import { start } from './start.js';

export function activate(context: ExtensionContext): Api {
  const module = Uri.joinPath(context.extensionUri, 'dist/server/web.js');
  return start(
    context,
    (id, name, options) => new LanguageClient(id, name, new Worker(module.toString(true)), options),
    false,
  );
}
