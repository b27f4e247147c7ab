import { commands, type Disposable } from 'vscode';
import type { Client } from '../client.js';
import { activeZone } from '../zones/active.js';
import { incrementSerial } from '../zones/serial.js';

/** Increment SOA Serial. */
export function registerIncrementSerial(client: Client): Disposable {
  return commands.registerCommand('tlsRpt.incrementSerial', async () => {
    const document = activeZone()?.document;
    if (document !== undefined) await incrementSerial(client, document);
  });
}
