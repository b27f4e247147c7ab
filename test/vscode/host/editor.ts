/** Opens documents in VS Code and waits for what the extension makes of them. Waits are for events, with a guard. */
import {
  type CodeAction,
  commands,
  type Diagnostic,
  type Event,
  languages,
  type Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { page } from './page.js';
import { within } from './within.js';

/** Guard on every wait, in milliseconds. */
const limit = 15_000;

/** A file of the workspace, which is a copy of `examples/`. */
export function file(path: string): Uri {
  return Uri.joinPath(workspace.workspaceFolders![0]!.uri, path);
}

/** Shows a file of the workspace; where `text` is given, writes it first. */
export async function open(path: string, text?: string): Promise<TextEditor> {
  const uri = file(path);
  if (text !== undefined) await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
}

/** Closes all editors, without asking whether to save. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (document.isDirty && !document.isUntitled) {
      await window.showTextDocument(document);
      await commands.executeCommand('workbench.action.files.revert');
    }
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Waits until `test` gives something, asking again at each event. */
export async function until<T, E>(
  what: string,
  event: Event<E>,
  test: () => T | undefined | false,
): Promise<T> {
  const now = test();
  if (now !== undefined && now !== false) return now;
  let stop = () => {};
  try {
    return await within(limit, what, () => {
      return new Promise<T>((resolve) => {
        const subscription = event(() => {
          const then = test();
          if (then !== undefined && then !== false) resolve(then);
        });
        stop = () => subscription.dispose();
      });
    });
  } finally {
    stop();
  }
}

/** The diagnostics of a document, once they are as `expected` says. */
export async function diagnostics(
  uri: Uri,
  expected: (found: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  const seen = () => languages.getDiagnostics(uri);
  try {
    return await until(
      `diagnostics of ${uri.path}`,
      languages.onDidChangeDiagnostics,
      () => expected(seen()) && seen(),
    );
  } catch (error) {
    throw new Error(`${String(error)}\nDiagnostics now:\n${seen().map(describe).join('\n')}`);
  }
}

/** A diagnostic in one line: `rule 3:12-3:20 severity message`. Lines and characters from zero. */
export function describe(diagnostic: Diagnostic): string {
  return `${rule(diagnostic)} ${span(diagnostic.range)} ${diagnostic.severity} ${diagnostic.message}`;
}

/** The rule that a diagnostic names. */
export function rule({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** A range as `line:character-line:character`, from zero. */
export function span({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** What the notifications say, which are cleared then. Under a driver they come without showing, and are listed all the same. */
export async function notifications(): Promise<string> {
  await commands.executeCommand('notifications.showList');
  const said = await page.texts('workbench', '.notifications-center .notification-list-item-message');
  await commands.executeCommand('notifications.clearAll');
  // VS Code's own, on a slow machine.
  return said.filter((text) => text !== 'Activating Extensions...').join('\n');
}

/** Applies the code action of this title at a range. */
export async function fix(document: TextDocument, range: Range, title: string): Promise<void> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    undefined,
    100,
  );
  const action = actions.find((action) => action.title === title);
  if (action === undefined) {
    throw new Error(
      `No code action “${title}”; there are: ${actions.map((action) => action.title).join('; ')}`,
    );
  }
  if (action.edit !== undefined) await workspace.applyEdit(action.edit);
  if (action.command !== undefined) {
    await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}
