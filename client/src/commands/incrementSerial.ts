import { commands, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { activeZone } from '../zones/active.js';
import { incrementSerial } from '../zones/serial.js';

/** Increment SOA Serial. */
export function registerIncrementSerial(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('tlsRpt.incrementSerial', async () => {
    const document = activeZone()?.document;
    if (document !== undefined) await incrementSerial(client, document);
  });
}
