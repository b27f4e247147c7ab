/** What the client can and wants, and what the server offers it. */
import { type InitializeParams, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { insertRecordCommand, openRuleCommand } from '../../protocol/record.js';
import { type ActionClient, codeActionKinds } from './features/codeActions.js';
import { structureCapabilities } from './features/zone/structure.js';
import type { Bundle } from './message.js';
import { isObject } from './settings.js';

export interface Client {
  /** Whether it asks for findings; else they are pushed. */
  readonly pulls: boolean;
  /** What it can be told to ask for again. */
  readonly refreshes: { readonly diagnostics: boolean; readonly hints: boolean; readonly lenses: boolean };
  /** What it can be asked to tell of later. */
  readonly tells: { readonly settings: boolean; readonly files: boolean; readonly folders: boolean };
  /** Whether it reads the files that zones include. */
  readonly readsIncludes: boolean;
  /** Whether it says itself what is wrong with a report as JSON. */
  readonly readsJson: boolean;
  /** Whether whole records are offered as completions: not to a client that brings its own snippets. */
  readonly snippets: boolean;
  /** Whether it knows snippets in completions: places to fill in. */
  readonly fillsIn: boolean;
  /** Its command behind a lens; undefined where it reads no reports, and so has no lenses. */
  readonly lensCommand: string | undefined;
  readonly actions: ActionClient;
  /** The messages in its language, where it has them. */
  readonly translations: Bundle | undefined;
}

/** What is known before the client has said anything. */
export const silentClient: Client = clientOf({ processId: null, rootUri: null, capabilities: {} });

function isBundle(value: unknown): value is Bundle {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

/** Reads what the client says of itself. `initializationOptions` are described in `docs/editors`. */
export function clientOf({ capabilities, initializationOptions }: InitializeParams): Client {
  const { textDocument, workspace, window } = capabilities;
  const options: Readonly<Record<string, unknown>> = isObject(initializationOptions)
    ? initializationOptions
    : {};
  const word = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const wizard = word(options.wizard);
  const resolvable = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  return {
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: {
      diagnostics: workspace?.diagnostics?.refreshSupport === true,
      hints: workspace?.inlayHint?.refreshSupport === true,
      lenses: workspace?.codeLens?.refreshSupport === true,
    },
    tells: {
      settings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
      files: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      folders: workspace?.workspaceFolders === true,
    },
    readsIncludes: options.includes === true,
    readsJson: options.jsonSupport === true,
    snippets: options.snippets !== false,
    fillsIn: textDocument?.completion?.completionItem?.snippetSupport === true,
    lensCommand: word(options.domainReports),
    translations: isBundle(options.translations) ? options.translations : undefined,
    actions: {
      resolvesEdits: resolvable.includes('edit') && textDocument?.codeAction?.dataSupport === true,
      takesVersions: workspace?.workspaceEdit?.documentChanges === true,
      opensPages: window?.showDocument?.support === true,
      ...(wizard !== undefined && { wizard }),
    },
  };
}

/** What the server offers to such a client. */
export function capabilitiesFor({ pulls, lensCommand }: Client): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    hoverProvider: true,
    executeCommandProvider: { commands: [insertRecordCommand, openRuleCommand] },
    completionProvider: { triggerCharacters: ['"', '$', '_', '=', ',', ';', ':', '@', '/'] },
    codeActionProvider: { codeActionKinds, resolveProvider: true },
    ...structureCapabilities,
    ...(lensCommand !== undefined && { codeLensProvider: { resolveProvider: true } }),
    ...(pulls && {
      diagnosticProvider: {
        identifier: 'tls-rpt',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
  };
}
