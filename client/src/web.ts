import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './start.js';

export function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist/server/web.js');
  return start(
    context,
    (id, name, options) => new LanguageClient(id, name, new Worker(module.toString(true)), options),
  );
}
