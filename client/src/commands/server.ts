import { commands, Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Restart Server and Show Output. */
export function registerServerCommands(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    commands.registerCommand('tlsRpt.restartServer', async () => {
      if (!client.needsStart()) await client.stop();
      await client.start();
    }),
    commands.registerCommand('tlsRpt.showOutput', () => client.outputChannel.show()),
  );
}
