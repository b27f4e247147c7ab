import { commands, Disposable, l10n, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/**
 * Restart Language Server and Show Output.
 *
 * @param isProcess whether the server is a process of its own: a web worker lives as long as the window
 */
export function registerServerCommands(client: BaseLanguageClient, isProcess: boolean): Disposable {
  return Disposable.from(
    commands.registerCommand('tlsRpt.restartServer', async () => {
      if (!isProcess) {
        void window.showInformationMessage(
          l10n.t('In the browser, reload the window to restart the server.'),
        );
        return;
      }
      if (!client.needsStart()) await client.stop();
      await client.start();
    }),
    commands.registerCommand('tlsRpt.showOutput', () => client.outputChannel.show()),
  );
}
