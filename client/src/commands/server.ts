import { commands, Disposable } from 'vscode';
import type { Client } from '../client.js';

/** Restart Language Server and Show Output. */
export function registerServerCommands(client: Client): Disposable {
  return Disposable.from(
    commands.registerCommand('tlsRpt.restartServer', async () => {
      if (!client.needsStart()) {
        // A start that is under way cannot be stopped.
        await client.start();
        // A server that does not answer is ended all the same.
        await client.stop().catch((error: unknown) => client.warn(String(error), true));
      }
      await client.start();
    }),
    commands.registerCommand('tlsRpt.showOutput', () => client.output.show()),
  );
}
