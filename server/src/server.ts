import {
  type CancellationToken,
  type CodeAction,
  CodeLensRefreshRequest,
  type CompletionItem,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Hover,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver';
import {
  type IncludesChangedParams,
  type IncludesResult,
  includesChangedNotification,
  includesRequest,
  type ListResult,
  listRequest,
} from '../../protocol/includes.js';
import { workspaceFolder } from '../../protocol/workspace.js';
import { check } from './checks.js';
import { version } from './cli/version.js';
import { capabilitiesFor, clientOf, silentClient } from './client.js';
import type { ReadText } from './config/find.js';
import { configName } from './config/model.js';
import type { Ask } from './dns/resolve.js';
import { Analyses, kindOf, openDocuments, pathOf } from './documents.js';
import { completionsIn, hoverIn } from './features/byKind.js';
import { type ActionContext, codeActions, resolveAction, unresolvedUri } from './features/codeActions.js';
import { toCompletion, toHover } from './features/convert.js';
import { diagnosticsOf } from './features/diagnostics.js';
import { registerFolder } from './features/folder.js';
import { mxHostsFor } from './features/policy/mx.js';
import { publishedNames } from './features/report/published.js';
import type { ReportServices } from './features/reportServices.js';
import { registerSummary } from './features/summary.js';
import { registerZoneCommands, type ZoneServices } from './features/zone/commands.js';
import { includeCompletions, typedInclude } from './features/zone/includeCompletion.js';
import { ZoneOrigins } from './features/zone/origin.js';
import { registerRecord } from './features/zone/record.js';
import { registerReportLens } from './features/zone/reportLens.js';
import { registerStructure } from './features/zone/structure.js';
import { IncludedFiles } from './includedFiles.js';
import { languageOf, speaker } from './language.js';
import { localize, type Say } from './message.js';
import type { OpenDocument } from './openDocument.js';
import { OpenText } from './openText.js';
import { OpenZone } from './openZone.js';
import type { ReadOptions } from './report/read.js';
import { zoneStatements } from './report/zoneLink.js';
import { isOn, type Levels } from './rules/levels.js';
import { isObject, type Settings, SettingsStore } from './settings.js';
import { atOnce, type Steps } from './steps.js';
import { type Asked, asking, inTurns } from './turns.js';
import { WorkspaceFiles } from './workspaceFiles.js';

/** What differs between the hosts of the server. */
export interface Host {
  /** Whether this is a web worker. */
  readonly web: boolean;
  /** A faster way to unpack gzip than the one that all platforms have. */
  readonly gunzip?: NonNullable<ReadOptions['gunzip']>;
  /** Reads a project's configuration files; undefined where this host cannot. */
  readonly readText?: ReadText;
  /** Reads included files for clients that do not, in the folders that they give. */
  readonly readFiles?: (
    files: readonly (readonly string[])[],
    folders: readonly string[],
  ) => Promise<IncludesResult>;
  /** Tells what stands in a folder, likewise. */
  readonly listFolder?: (uris: readonly string[], folders: readonly string[]) => Promise<ListResult>;
  /** How to ask a resolver, or those of the system; undefined where this host cannot. */
  askOf(resolver: string | undefined): Ask | undefined;
}

/**
 * Where VS Code offers the snippets that the extension contributes: in its own language, and in that of the other
 * extensions whose grammar has the same name, `text.zone_file`.
 */
const withSnippets = ['dns-zone', 'zone'];

/** How long after a change findings are pushed to a client that does not pull them, in milliseconds. */
const pushDelay = 200;

/** Wires a connection to the features and starts to listen. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(openDocuments);
  const analyses = new Analyses((path) => mxHostsFor(path, documents.all()));
  const workspaceFiles = new WorkspaceFiles();
  const isKnown = (uri: string) => documents.get(uri) !== undefined || workspaceFiles.has(uri);
  const settings = new SettingsStore(connection, isKnown, (text) => say(text), host.readText);
  const origins = new ZoneOrigins();
  let client = silentClient;
  const included = new IncludedFiles({
    open: () => documents.all(),
    configurationFolder: (uri) => origins.folderOf(uri),
    folders: () => settings.folders,
    read: () => {
      const { readFiles } = host;
      if (client.readsIncludes) {
        return (files) => connection.sendRequest<IncludesResult>(includesRequest, { files });
      }
      return readFiles && ((files) => readFiles(files, settings.folders));
    },
    knowOrigin,
    changed: othersLater,
  });
  /** What stands in a folder, as far as it may be read. */
  const list = async (folders: readonly string[]): Promise<ListResult> => {
    if (client.readsIncludes) return await connection.sendRequest<ListResult>(listRequest, { folders });
    return (await host.listFolder?.(folders, settings.folders)) ?? [];
  };
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let say: Say = (text) => localize(text);
  let language = 'en';
  /** Counts changes of settings: findings from before them are stale. */
  let generation = 0;
  /** What requests about a report need: they compare it with the zones and policies of the workspace, open or not. */
  const comparing = async (uri: string): Promise<ReportServices> => {
    const { rules: levels } = await settings.of(uri);
    const known = workspaceFiles.with(documents.all());
    const zones = known.filter((document) => document instanceof OpenZone);
    for (const zone of zones) {
      await knowOrigin(zone);
      await zone.ready(() => true);
    }
    const policies = known.flatMap((document) => {
      if (kindOf(document) !== 'policy') return [];
      const positionAt = (offset: number) => document.positionAt(offset);
      return [{ uri: document.uri, path: pathOf(document.uri), text: document.getText(), positionAt }];
    });
    const names = publishedNames(zones, policies);
    return { say, locale: language, levels, compare: (model) => zoneStatements(model, names, say) };
  };

  connection.onInitialize(async (params) => {
    client = clientOf(params);
    analyses.jsonSyntax = !client.readsJson;
    settings.start(params);
    language = languageOf(params.locale, {});
    say = await speaker(language);
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: 'tls-rpt', version },
    };
  });
  connection.onInitialized(() => {
    if (client.tells.settings) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'tlsRpt' });
    }
    if (client.tells.files && host.readText !== undefined) {
      const watchers = [{ globPattern: `**/${configName}` }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client.tells.folders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        settings.changeFolders(event);
        refresh();
      });
    }
  });
  connection.onDidChangeConfiguration(async ({ settings: changed }) => {
    generation++;
    const isNew = await settings.change(isObject(changed) && 'tlsRpt' in changed ? changed.tlsRpt : changed);
    if (isNew) refresh();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (settings.filesChanged(changes.map(({ uri }) => uri))) refresh();
  });

  /** A client that goes away answers nothing any more. */
  const tell = (told: Promise<void>) => void told.catch(() => undefined);

  /** Findings from before are stale. */
  function refresh(): void {
    generation++;
    if (client.refreshes.hints) tell(connection.languages.inlayHint.refresh());
    lensesLater();
    if (!client.pulls) documents.all().forEach(pushLater);
    else if (client.refreshes.diagnostics) tell(connection.languages.diagnostics.refresh());
  }

  /** Tells a zone file what is said of its origin elsewhere. */
  async function knowOrigin(zone: OpenZone): Promise<void> {
    zone.useHints(origins.hintsOf(zone.uri, await settings.of(zone.uri)));
  }

  /** A document and its settings; a zone file then knows its origin. */
  async function settled(
    uri: string,
    isWanted: () => boolean = () => true,
  ): Promise<Settings & { document: OpenDocument | undefined }> {
    const own = await settings.of(uri);
    const document = documents.get(uri);
    if (document instanceof OpenZone) {
      const wasLate = document.isLate();
      await knowOrigin(document);
      await included.settle(document, isWanted);
      // Policies did not wait for it.
      if (wasLate && hasPolicies() && !document.isLate()) othersLater();
      // It may have been closed meanwhile.
      return { ...own, document: documents.get(uri) };
    } else if (document !== undefined && kindOf(document) === 'policy') {
      // It is compared with the zones, which must know what they are called.
      const zones = documents.all().filter((other) => other instanceof OpenZone && !other.isLate());
      await Promise.all(zones.map((zone) => settled(zone.uri, isWanted)));
    }
    return { ...own, document };
  }

  /** A request about a document that has just come: the places that it names are of the version that this has now. */
  const askingOf = (uri: string, token: CancellationToken | undefined) =>
    asking(token, () => documents.get(uri)?.version);

  /** Answers a request about a document: a closed one gets the fallback, and so does one that a feature fails on. */
  async function answer<Result>(
    uri: string,
    asked: Asked,
    fallback: Result,
    work: (document: OpenDocument, levels: Levels) => Result | Promise<Result>,
  ): Promise<Result> {
    try {
      const { document, rules } = await settled(uri, asked.isWanted);
      asked.check();
      return document === undefined ? fallback : await work(document, rules);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return fallback;
    }
  }

  /** What the rules say; undefined where the document is none of ours. */
  async function checkedInTurns(document: OpenDocument, asked: Asked) {
    if (document instanceof OpenZone) await document.looked(asked.isWanted);
    asked.check();
    return analyses.check(document);
  }

  async function findings(document: OpenDocument, levels: Levels, asked: Asked) {
    const checked = await checkedInTurns(document, asked);
    const positions = (uri: string) => documents.get(uri) ?? includedText(document, uri);
    if (checked === undefined) return [];
    const shown = checked.first.shown((rule) => isOn(rule, levels));
    return diagnosticsOf(document, shown, levels, say, positions);
  }

  function pushLater({ uri }: OpenDocument): void {
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => void push(uri), pushDelay),
    );
  }

  async function push(uri: string): Promise<void> {
    timers.delete(uri);
    try {
      const { document, rules } = await settled(uri);
      if (document === undefined) return;
      const diagnostics = await findings(document, rules, asking(undefined));
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    } catch (error) {
      if (error instanceof ResponseError) return;
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  documents.onDidChangeContent(({ document }) => {
    if (!client.pulls) pushLater(document);
    // What is wrong with a policy depends on the MX records of the zone, and with a zone on the files that it includes.
    const concernsPolicies = document instanceof OpenZone && hasPolicies();
    if (concernsPolicies || included.concerns(document)) othersLater();
  });
  documents.onDidSave(() => {
    if (!client.readsIncludes && included.clear()) othersLater();
  });
  connection.onNotification(includesChangedNotification, ({ uris }: IncludesChangedParams) => {
    if (included.forget(uris)) refresh();
  });

  /** Whether policies are open. */
  const hasPolicies = () => documents.all().some((document) => kindOf(document) === 'policy');

  function othersLater(): void {
    clearTimeout(timers.get(''));
    timers.set('', setTimeout(refresh, pushDelay));
  }

  function lensesLater(): void {
    if (!client.refreshes.lenses) return;
    clearTimeout(timers.get('lenses'));
    timers.set('lenses', setTimeout(refreshLenses, pushDelay));
  }

  function refreshLenses(): void {
    tell(connection.sendRequest(CodeLensRefreshRequest.type));
  }

  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    settings.forget(uri);
    // Nobody says any more whether they change.
    if (!documents.all().some((other) => other instanceof OpenZone)) included.clear();
    if (!client.pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  const none: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) => {
    // What is found is of now or later: the next time there may be other findings.
    const resultId = `${documents.get(uri)?.version}.${generation}`;
    const asked = asking(token);
    return answer<DocumentDiagnosticReport>(uri, asked, none, async (document, levels) => {
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const items = await findings(document, levels, asked);
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    });
  });
  connection.onHover(({ textDocument, position }, token) =>
    answer<Hover | null>(textDocument.uri, askingOf(textDocument.uri, token), null, (document) => {
      const hover = hoverIn(document, document.offsetAt(position), analyses);
      return hover === undefined ? null : toHover(document, hover, say);
    }),
  );
  connection.onCompletion(({ textDocument, position }, token) =>
    answer<CompletionItem[]>(textDocument.uri, askingOf(textDocument.uri, token), [], async (document) => {
      const offset = document.offsetAt(position);
      const include = document instanceof OpenZone ? typedInclude(document.zone, offset) : undefined;
      if (include !== undefined) {
        const listed = await list(included.candidates(include.folder, document.uri, document.uri));
        return includeCompletions(include, listed).map((item) => toCompletion(document, item, say));
      }
      const withRecords = client.snippets || !withSnippets.includes(document.languageId);
      const found = completionsIn(document, offset, analyses, documents.all(), withRecords);
      return found.map((item) => toCompletion(document, item, say));
    }),
  );
  /** Answers a request by work on what the rules say of a document, in turns. */
  async function act<Result>(
    document: OpenDocument,
    levels: Levels,
    asked: Asked,
    work: (context: ActionContext) => Steps<Result>,
  ): Promise<Result | undefined> {
    const kind = kindOf(document);
    const checked = await checkedInTurns(document, asked);
    if (kind === undefined || checked === undefined) return undefined;
    const { jsonSyntax } = analyses;
    const options = { path: pathOf(document.uri), jsonSyntax };
    const checkText = (text: string) =>
      document instanceof OpenZone ? document.check(text) : atOnce(() => check(kind, text, options));
    const { actions } = client;
    const context = {
      document,
      checked,
      check: checkText,
      levels,
      say,
      client: actions,
    };
    return await inTurns(work(context), asked.check);
  }
  connection.onCodeAction((params, token) => {
    const { uri } = params.textDocument;
    const asked = askingOf(uri, token);
    return answer<CodeAction[]>(uri, asked, [], async (document, levels) => {
      return (await act(document, levels, asked, (context) => codeActions(context, params))) ?? [];
    });
  });
  connection.onCodeActionResolve((action, token) => {
    const uri = unresolvedUri(action);
    if (uri === undefined) return action;
    const asked = askingOf(uri, token);
    return answer<CodeAction>(uri, asked, action, async (document, levels) => {
      return (await act(document, levels, asked, (context) => resolveAction(context, action))) ?? action;
    });
  });
  origins.register(connection, {
    zoneOf: async (uri) => {
      const { document, ...own } = await settled(uri);
      return document instanceof OpenZone ? { open: document, settings: own } : undefined;
    },
    changed: refresh,
    say: (message) => say(message),
  });
  const openZone = async (uri: string, asked?: Asked): Promise<OpenZone | undefined> => {
    const { document } = await settled(uri, asked?.isWanted);
    asked?.check();
    return document instanceof OpenZone ? document : undefined;
  };
  const zoneServices: ZoneServices = {
    zoneOf: (uri, token) => openZone(uri, askingOf(uri, token)),
    latestZoneOf: (uri) => openZone(uri),
    levelsOf: async (uri) => (await settings.of(uri)).rules,
    say: (message) => say(message),
    askOf: host.askOf,
  };
  registerRecord(connection, { ...zoneServices, takesVersions: () => client.actions.takesVersions });
  registerZoneCommands(connection, zoneServices);
  registerStructure(connection, {
    ...zoneServices,
    ownerHints: async (uri) => (await settings.of(uri)).ownerHints,
  });
  workspaceFiles.register(connection);
  registerSummary(connection, (message) => say(message), comparing, host);
  const folders = registerFolder(
    connection,
    () => ({ say, locale: language }),
    host,
    (folder) => {
      if (folder === workspaceFolder) lensesLater();
    },
  );
  registerReportLens(connection, {
    zoneOf: zoneServices.zoneOf,
    wanted: async (uri) => (await settings.of(uri)).codeLens,
    reports: () => folders.sumsOf(workspaceFolder),
    command: () => client.lensCommand,
    say: zoneServices.say,
  });
  documents.listen(connection);
  connection.listen();
}

/** A file that a zone includes, for its positions. */
function includedText(document: OpenDocument, uri: string): OpenDocument | undefined {
  const text = document instanceof OpenZone ? document.textOf(uri) : undefined;
  return text === undefined ? undefined : new OpenText(uri, 'dns-zone', 0, text);
}
