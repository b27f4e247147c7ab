import { Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerSetOrigin } from '../commands/setOrigin.js';
import { Configurations } from './configurations.js';
import { registerOriginStatus } from './originStatus.js';

/** What the client does for the origins of zone files. */
export function registerOrigins(client: BaseLanguageClient): Disposable {
  const configurations = new Configurations(client);
  return Disposable.from(
    configurations,
    registerOriginStatus(client, configurations),
    registerSetOrigin(client),
  );
}
