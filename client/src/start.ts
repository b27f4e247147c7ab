import { type ExtensionContext, l10n } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { Client } from './client.js';
import { registerCheckZone } from './commands/checkZone.js';
import { registerServerCommands } from './commands/server.js';
import { type Api, LazyStart } from './lazyStart.js';
import { registerReports } from './reports/index.js';
import { domainReportsCommand } from './reports/workspaceReports.js';
import { Sync } from './sync.js';
import { zoneLanguages } from './zones/active.js';
import type { Programs } from './zones/checkzone/program.js';
import { registerZoneCommands } from './zones/commands.js';
import { Configurations } from './zones/configurations.js';
import { Includes, type RealPath } from './zones/includes.js';
import { registerOrigins } from './zones/origins.js';
import { WorkspaceZones } from './zones/workspaceZones.js';

/** Loads the library, and makes this host's language client of it. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** Ids of the languages whose documents the server gets. */
const languages = [...zoneLanguages, 'mta-sts-policy', 'json', 'jsonc'];

/** What differs between the hosts of the extension. */
export interface Host {
  readonly createClient: ClientFactory;
  /** Runs other programs, where the host can. */
  readonly programs?: Programs;
  readonly realPath?: RealPath;
}

/** What both hosts share: registers commands and views, and starts the server when there is work for it. */
export function start(context: ExtensionContext, { createClient, programs, realPath }: Host): Api {
  const sync = new Sync();
  const client: Client = new Client((outputChannel, traceOutputChannel) =>
    createClient({
      outputChannel,
      traceOutputChannel,
      documentSelector: languages.map((language) => ({ language })),
      middleware: sync.middleware((document) => client.sendOpen(document)),
      // The extension contributes snippets of its own, a wizard for records, and the reports behind a lens.
      initializationOptions: {
        snippets: false,
        // VS Code's own says what is no JSON.
        jsonSupport: true,
        wizard: 'tlsRpt.insertRecord',
        domainReports: domainReportsCommand,
        // Included files are read here, where it is known which may be.
        includes: true,
        // Absent in English.
        translations: l10n.bundle,
      },
    }),
  );
  client.onDidChangeState((state) => state === 'starting' && sync.reset());
  const lazy = new LazyStart(client);
  const configurations = new Configurations(client);
  const zones = new WorkspaceZones(client, configurations);
  context.subscriptions.push(
    client,
    lazy,
    registerServerCommands(client),
    registerZoneCommands(client),
    registerCheckZone(client, programs),
    configurations,
    zones,
    registerOrigins(client, configurations),
    new Includes(client, realPath),
  );
  registerReports(context, client, zones);
  return {
    isRunning: () => lazy.isRunning(),
    startedFor: () => lazy.startedFor(),
    hasDocument: (uri) => sync.has(uri),
  };
}
