import { type Connection, TextDocuments } from 'vscode-languageserver';
import { workspaceFolder } from '../../protocol/workspace.js';
import { answersAbout } from './answers.js';
import type { ReadText } from './config/find.js';
import type { Ask } from './dns/resolve.js';
import { Analyses, kindOf, openDocuments } from './documents.js';
import { registerHoverAndCompletion } from './features/byKind.js';
import { registerCodeActions } from './features/codeActions.js';
import { registerFindings } from './features/findings.js';
import { registerFolder } from './features/folder.js';
import { mxHostsFor } from './features/policy/mx.js';
import { publishedNames } from './features/report/published.js';
import type { ReportServices } from './features/reportServices.js';
import { registerSummary } from './features/summary.js';
import { registerZoneCommands, type ZoneServices } from './features/zone/commands.js';
import { ZoneOrigins } from './features/zone/origin.js';
import { registerRecord } from './features/zone/record.js';
import { registerReportLens } from './features/zone/reportLens.js';
import { registerStructure } from './features/zone/structure.js';
import { FileAccess, type HostFiles } from './fileAccess.js';
import { IncludedFiles } from './includedFiles.js';
import { registerLifecycle } from './lifecycle.js';
import { OpenZone } from './openZone.js';
import { Refresher } from './refresher.js';
import type { ReadOptions } from './report/read.js';
import { zoneStatements } from './report/zoneLink.js';
import { Session, type TranslationsOf } from './session.js';
import { SettingsStore } from './settings.js';
import { registerSynchronization } from './synchronization.js';
import { WorkspaceFiles } from './workspaceFiles.js';

/** What differs between the hosts of the server. */
export interface Host extends HostFiles {
  /** Whether this is a web worker. */
  readonly web: boolean;
  /** A faster way to unpack gzip than the one that all platforms have. */
  readonly gunzip?: NonNullable<ReadOptions['gunzip']>;
  /** Reads a project's configuration files; undefined where this host cannot. */
  readonly readText?: ReadText;
  /** How to ask a resolver, or those of the system; undefined where this host cannot. */
  askOf(resolver: string | undefined): Ask | undefined;
  /** Absent where the client brings all translations. */
  readonly translationsOf?: TranslationsOf;
}

/** Wires a connection to the features and starts to listen. */
export function startServer(connection: Connection, host: Host): void {
  const session = new Session(host.translationsOf);
  const { say } = session;
  const documents = new TextDocuments(openDocuments);
  const open = () => documents.all();
  const workspaceFiles = new WorkspaceFiles();
  const isKnown = (uri: string) => documents.get(uri) !== undefined || workspaceFiles.has(uri);
  const settings = new SettingsStore(connection, isKnown, say, host.readText);
  const refresher = new Refresher(connection, session, () => open().forEach(pushed.later));
  const origins = new ZoneOrigins();
  const knowOrigin = async (zone: OpenZone) => {
    zone.useHints(origins.hintsOf(zone.uri, await settings.of(zone.uri)));
  };
  const files = new FileAccess(connection, session, settings, host);
  const included = new IncludedFiles({
    open,
    configurationFolder: (uri) => origins.folderOf(uri),
    folders: () => settings.folders,
    read: () => files.read,
    knowOrigin,
    changed: refresher.later,
  });
  const analyses = new Analyses(
    (path) => mxHostsFor(path, open()),
    () => !session.client.readsJson,
  );
  const answers = answersAbout({
    console: connection.console,
    documents,
    analyses,
    settings,
    included,
    say,
    knowOrigin,
    changed: refresher.later,
  });

  registerLifecycle(connection, {
    session,
    settings,
    refresher,
    readsConfig: host.readText !== undefined,
  });
  const pushed = registerFindings(connection, {
    ...answers,
    open: (uri) => documents.get(uri),
    generation: () => refresher.generation,
  });
  registerSynchronization(connection, { session, documents, settings, included, refresher, pushed });
  registerHoverAndCompletion(connection, {
    ...answers,
    analyses,
    open,
    snippets: () => session.client.snippets,
    fillsIn: () => session.client.fillsIn,
    list: (folder, zone) => files.list(included.candidates(folder, zone, zone)),
  });
  registerCodeActions(connection, { ...answers, analyses, client: () => session.client.actions });
  origins.register(connection, {
    zoneOf: async (uri) => {
      const { document, ...own } = await answers.settled(uri);
      return document instanceof OpenZone ? { open: document, settings: own } : undefined;
    },
    changed: refresher.now,
    say,
  });
  const zoneServices: ZoneServices = {
    zoneOf: (uri, token) => answers.zoneOf(uri, answers.asking(uri, token)),
    latestZoneOf: (uri) => answers.zoneOf(uri),
    levelsOf: async (uri) => (await settings.of(uri)).rules,
    say,
    askOf: host.askOf,
  };
  registerRecord(connection, { ...zoneServices, takesVersions: () => session.client.actions.takesVersions });
  registerZoneCommands(connection, zoneServices);
  registerStructure(connection, {
    ...zoneServices,
    ownerHints: async (uri) => (await settings.of(uri)).ownerHints,
  });
  workspaceFiles.register(connection);
  /** What requests about a report need, which they compare with the zones and policies of the workspace, open or not. */
  const comparing = async (uri: string): Promise<ReportServices> => {
    const { rules: levels } = await settings.of(uri);
    const known = workspaceFiles.with(open());
    const zones = known.filter((document) => document instanceof OpenZone);
    for (const zone of zones) {
      await knowOrigin(zone);
      await zone.ready(() => true);
    }
    const policies = known.filter((document) => kindOf(document) === 'policy');
    const names = publishedNames(zones, policies);
    return { say, locale: session.language, levels, compare: (model) => zoneStatements(model, names, say) };
  };
  const reportIn = (uri: string, version: number) => {
    const document = documents.get(uri);
    if (document?.version !== version) return undefined;
    return { text: document.getText(), model: () => analyses.report(document) };
  };
  registerSummary(connection, say, comparing, reportIn, host);
  const folders = registerFolder(
    connection,
    () => ({ say, locale: session.language }),
    host,
    (folder) => {
      if (folder === workspaceFolder) refresher.lensesLater();
    },
  );
  registerReportLens(connection, {
    zoneOf: zoneServices.zoneOf,
    wanted: async (uri) => (await settings.of(uri)).codeLens,
    reports: () => folders.sumsOf(workspaceFolder),
    command: () => session.client.lensCommand,
    say,
  });
  connection.listen();
}
