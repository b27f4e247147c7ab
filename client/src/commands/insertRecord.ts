import {
  commands,
  type Disposable,
  l10n,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type RecordDestinationResult,
  type RecordDomainResult,
  type RecordPlanResult,
  type RecordPrepareResult,
  recordDestinationRequest,
  recordDomainRequest,
  recordPlanRequest,
  recordPrepareRequest,
} from '../../../protocol/record.js';
import { confirm } from '../wizard/confirm.js';
import { askDestinations } from '../wizard/destinations.js';
import { askDomain } from '../wizard/domain.js';
import { back } from '../wizard/step.js';
import { askTtl } from '../wizard/ttl.js';

const totalSteps = 4;

/** Insert TLS-RPT Record…: a wizard of four steps, with a way back. */
export function registerInsertRecord(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('tlsRpt.insertRecord', async (argument?: unknown) => {
    const editor = await editorOf(argument);
    const prepared =
      editor &&
      (await client.sendRequest<RecordPrepareResult>(recordPrepareRequest, {
        uri: client.code2ProtocolConverter.asUri(editor.document.uri),
        position: editor.selection.active,
      }));
    if (editor === undefined || prepared == null) {
      void window.showWarningMessage(
        l10n.t('A TLS-RPT record goes into a zone file: open one, and run the command again.'),
      );
      return;
    }
    const domain = argumentOf(argument)?.domain ?? prepared.domain ?? '';
    await new Wizard(client, editor, domain).run();
  });
}

interface Argument {
  readonly uri?: string;
  readonly domain?: string;
}

/** The light bulb passes the document and its domain. */
const argumentOf = (argument: unknown): Argument | undefined =>
  typeof argument === 'object' && argument !== null && !(argument instanceof Uri) ? argument : undefined;

async function editorOf(argument: unknown): Promise<TextEditor | undefined> {
  const uri = argument instanceof Uri ? argument.toString() : argumentOf(argument)?.uri;
  if (uri === undefined || uri === window.activeTextEditor?.document.uri.toString())
    return window.activeTextEditor;
  return window.showTextDocument(Uri.parse(uri));
}

class Wizard {
  readonly #client: BaseLanguageClient;
  readonly #editor: TextEditor;
  readonly #uri: string;
  #domain: string;
  #known: Exclude<RecordDomainResult, null | { readonly problem: string }> | undefined;
  #rua: readonly string[] = [];
  #ttl: number | undefined;
  #serial = false;

  constructor(client: BaseLanguageClient, editor: TextEditor, domain: string) {
    this.#client = client;
    this.#editor = editor;
    this.#uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    this.#domain = domain;
  }

  async run(): Promise<void> {
    const steps = [this.#askDomain, this.#askDestinations, this.#askTtl, this.#confirm];
    for (let at = 0; at < steps.length; ) {
      const answer = await steps[at]?.call(this, { step: at + 1, totalSteps });
      if (answer === undefined) return;
      at += answer === back ? -1 : 1;
    }
    await this.#insert();
  }

  async #askDomain(place: { step: number; totalSteps: number }) {
    const answer = await askDomain(place, this.#domain, (text) =>
      this.#client.sendRequest<RecordDomainResult>(recordDomainRequest, { uri: this.#uri, text }),
    );
    if (answer === undefined || answer === back) return answer;
    if (answer.domain !== this.#known?.domain) this.#rua = answer.destinations;
    this.#known = answer;
    this.#domain = answer.domain;
    return true;
  }

  async #askDestinations(place: { step: number; totalSteps: number }) {
    const answer = await askDestinations(place, this.#rua, this.#known?.suggestions ?? [], (text) =>
      this.#client.sendRequest<RecordDestinationResult>(recordDestinationRequest, {
        domain: this.#domain,
        text,
      }),
    );
    if (answer === undefined || answer === back) return answer;
    this.#rua = answer;
    return true;
  }

  async #askTtl(place: { step: number; totalSteps: number }) {
    const answer = await askTtl(place, this.#known?.ttl);
    if (answer === undefined || answer === back) return answer;
    this.#ttl = answer.ttl;
    return true;
  }

  async #confirm(place: { step: number; totalSteps: number }) {
    const plan = await this.#plan();
    if (plan === null) return undefined;
    const answer = await confirm(place, plan, this.#known?.existing ?? 0, this.#known?.serial);
    if (answer === undefined || answer === back) return answer;
    this.#serial = answer.serial;
    return true;
  }

  #plan(): Promise<RecordPlanResult> {
    return this.#client.sendRequest<RecordPlanResult>(recordPlanRequest, {
      uri: this.#uri,
      domain: this.#domain,
      rua: this.#rua,
      ...(this.#ttl !== undefined && { ttl: this.#ttl }),
      replace: true,
      serial: this.#serial,
    });
  }

  /** One edit, so that one undo takes it back; the new record is shown and selected. */
  async #insert(): Promise<void> {
    const { document } = this.#editor;
    const plan = await this.#plan();
    if (plan === null) return;
    const edit = new WorkspaceEdit();
    for (const { range, newText } of plan.edits) {
      const { start, end } = range;
      edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText);
    }
    if (document.version !== plan.version || !(await workspace.applyEdit(edit))) {
      void window.showErrorMessage(
        l10n.t('The file changed meanwhile, and nothing was inserted. Try again.'),
      );
      return;
    }
    const editor = await window.showTextDocument(document);
    const line = lineOf(document, plan.text, plan.line);
    editor.selection = new Selection(line, 0, line, document.lineAt(line).text.length);
    editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

/** Where a text stands, at a line or the one after it: an insertion at the end of a file comes after its last line. */
function lineOf(document: TextDocument, text: string, near: number): number {
  const [first = ''] = text.split(/\r?\n/);
  for (const line of [near, near + 1, near - 1]) {
    if (line >= 0 && line < document.lineCount && document.lineAt(line).text === first) return line;
  }
  return Math.min(near, document.lineCount - 1);
}
