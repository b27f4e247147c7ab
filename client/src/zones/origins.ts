import { Disposable } from 'vscode';
import type { Client } from '../client.js';
import { registerSetOrigin } from '../commands/setOrigin.js';
import type { Configurations } from './configurations.js';
import { registerOriginStatus } from './originStatus.js';

/** What the client does for the origins of zone files. */
export function registerOrigins(client: Client, configurations: Configurations): Disposable {
  return Disposable.from(registerOriginStatus(client, configurations), registerSetOrigin(client));
}
