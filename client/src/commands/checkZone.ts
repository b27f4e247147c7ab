import {
  commands,
  Disposable,
  type DocumentSymbol,
  l10n,
  languages,
  ProgressLocation,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type OriginResult, originRequest } from '../../../protocol/origins.js';
import type { Client } from '../client.js';
import { inert } from '../views/foreign.js';
import { activeZone } from '../zones/active.js';
import { diagnosticsByFile, includedFiles } from '../zones/checkzone/findings.js';
import { readOutput, type ZoneOutcome } from '../zones/checkzone/output.js';
import type { OutlineOwner } from '../zones/checkzone/place.js';
import type { Programs } from '../zones/checkzone/program.js';

const name = 'named-checkzone';

/** Guard on the program, in milliseconds. */
const limit = 60_000;

/**
 * Check Zone with named-checkzone: what BIND itself says of the text in the editor, saved or not, as diagnostics. They go
 * with the next edit, when the file is closed, and when the command runs again.
 *
 * @param programs undefined where the host runs none
 */
export function registerCheckZone(client: Client, programs: Programs | undefined): Disposable {
  const collection = languages.createDiagnosticCollection(name);
  const check = async (): Promise<ZoneOutcome | undefined> => {
    const document = activeZone()?.document;
    if (document === undefined) return undefined;
    if (programs === undefined) {
      void window.showWarningMessage(l10n.t('A browser runs no programs: {0} needs VS Code itself.', name));
      return undefined;
    }
    if (!workspace.isTrusted) {
      void sayUntrusted();
      return undefined;
    }
    const origin = await originOf(client, document);
    if (origin === undefined) return undefined;
    const program = await programs.find(programSetting(), name);
    if (program === undefined) {
      void sayMissing();
      return undefined;
    }
    collection.clear();
    const { version } = document;
    const outcome = await run(programs, program, origin, document);
    if (outcome === undefined) return undefined;
    if (document.version !== version) {
      void window.showWarningMessage(l10n.t('The file changed meanwhile: run {0} again.', name));
      return undefined;
    }
    const zone = { uri: document.uri, text: document.getText(), outline: await outlineOf(document) };
    const included = includedFiles(programs, folderOf(document));
    const found = await diagnosticsByFile(outcome.findings, zone, included);
    if (document.version === version) collection.set(found);
    void say(origin, outcome);
    return outcome;
  };
  void commands.executeCommand('setContext', 'tlsRpt.runsPrograms', programs !== undefined);
  return Disposable.from(
    collection,
    commands.registerCommand('tlsRpt.checkZone', check),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) collection.delete(document.uri);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
  );
}

/** What the user has set; the setting's scope keeps a workspace from setting it. */
const programSetting = () => workspace.getConfiguration('tlsRpt.zone').get('namedCheckzone', '').trim();

async function originOf(client: Client, document: TextDocument): Promise<string | undefined> {
  const uri = document.uri.toString();
  const result = await client.sendRequest<OriginResult>(originRequest, { uri });
  if (result?.origin !== undefined) return result.origin;
  const set = l10n.t('Set Zone Origin…');
  const text = l10n.t('{0} needs the origin of the file, and nothing says it.', name);
  void window.showWarningMessage(text, set).then((choice) => {
    if (choice === set) void commands.executeCommand('tlsRpt.setOrigin');
  });
  return undefined;
}

/** Runs the program on the text as it stands in the editor; undefined where it was cancelled or failed, which is said. */
async function run(
  programs: Programs,
  program: string,
  origin: string,
  document: TextDocument,
): Promise<ZoneOutcome | undefined> {
  const abort = new AbortController();
  let late = false;
  const guard = setTimeout(() => {
    late = true;
    abort.abort();
  }, limit);
  try {
    // The names are asked for in the zone only: without that, it would ask the DNS about each mail server elsewhere.
    const args = ['-i', 'local', '--', origin, '-'];
    const options = { input: document.getText(), folder: folderOf(document), signal: abort.signal };
    const { code, output } = await window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Running {0}', name), cancellable: true },
      (_progress, token) => {
        token.onCancellationRequested(() => abort.abort());
        return programs.run(program, args, options);
      },
    );
    const outcome = readOutput(output, code);
    if (outcome.loads || outcome.findings.length > 0) return outcome;
    const said = output.trim().slice(0, 500);
    void window.showErrorMessage(inert(l10n.t('{0} ended with code {1}. {2}', program, code, said)));
  } catch (error) {
    if (late) void window.showErrorMessage(l10n.t('{0} took more than {1} seconds.', name, limit / 1000));
    else if (!abort.signal.aborted)
      void window.showErrorMessage(l10n.t('{0} did not run: {1}', program, String(error)));
  } finally {
    clearTimeout(guard);
  }
  return undefined;
}

/** The folder that relative names in `$INCLUDE` start from. */
function folderOf({ uri }: TextDocument): string | undefined {
  if (uri.scheme === 'file') return Uri.joinPath(uri, '..').fsPath;
  return workspace.workspaceFolders?.find((folder) => folder.uri.scheme === 'file')?.uri.fsPath;
}

async function outlineOf({ uri }: TextDocument): Promise<OutlineOwner[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return (symbols ?? []).map(({ name, children }) => ({
    name,
    records: children.map((record) => ({ text: record.name, line: record.selectionRange.start.line })),
  }));
}

async function sayUntrusted(): Promise<void> {
  const manage = l10n.t('Manage Workspace Trust');
  const text = l10n.t('{0} runs in a trusted workspace only.', name);
  if ((await window.showWarningMessage(text, manage)) === manage) {
    await commands.executeCommand('workbench.trust.manage');
  }
}

async function sayMissing(): Promise<void> {
  const set = programSetting();
  const text =
    set === ''
      ? l10n.t(
          '{0} is not installed, or not on the PATH. It comes with BIND: the package is bind9-utils in Debian and Ubuntu, bind in Homebrew.',
          name,
        )
      : l10n.t('tlsRpt.zone.namedCheckzone must be the absolute path of a program, and {0} is none.', set);
  const open = l10n.t('Open Settings');
  if ((await window.showErrorMessage(text, open)) === open) {
    await commands.executeCommand('workbench.action.openSettings', 'tlsRpt.zone.namedCheckzone');
  }
}

async function say(origin: string, { loads, serial, findings }: ZoneOutcome): Promise<void> {
  if (loads && findings.length === 0) {
    void window.showInformationMessage(
      inert(l10n.t('{0}: {1} loads with serial {2}, and nothing is wrong.', name, origin, serial ?? '')),
    );
    return;
  }
  const show = l10n.t('Show Problems');
  const choice = loads
    ? await window.showWarningMessage(
        inert(l10n.t('{0}: {1} loads. Warnings: {2}.', name, origin, findings.length)),
        show,
      )
    : await window.showErrorMessage(inert(l10n.t('{0}: a name server refuses {1}.', name, origin)), show);
  if (choice === show) await commands.executeCommand('workbench.actions.view.problems');
}
