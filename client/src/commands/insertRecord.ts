import { commands, type Disposable, l10n, type TextEditor, Uri, window } from 'vscode';
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
import type { Client } from '../client.js';
import { confirm } from '../wizard/confirm.js';
import { askDestinations } from '../wizard/destinations.js';
import { askDomain } from '../wizard/domain.js';
import { back } from '../wizard/step.js';
import { askTtl } from '../wizard/ttl.js';
import { applyPlan } from '../zones/applyPlan.js';

const totalSteps = 4;

/** Insert TLS-RPT Record…: a wizard of four steps, with a way back. */
export function registerInsertRecord(client: Client): Disposable {
  return commands.registerCommand('tlsRpt.insertRecord', async (argument?: unknown) => {
    const editor = await editorOf(argument);
    const prepared =
      editor &&
      (await client.sendRequest<RecordPrepareResult>(recordPrepareRequest, {
        uri: editor.document.uri.toString(),
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
  readonly #client: Client;
  readonly #editor: TextEditor;
  readonly #uri: string;
  #domain: string;
  #known: Exclude<RecordDomainResult, null | { readonly problem: string }> | undefined;
  #rua: readonly string[] = [];
  #ttl: number | undefined;
  #serial = false;

  constructor(client: Client, editor: TextEditor, domain: string) {
    this.#client = client;
    this.#editor = editor;
    this.#uri = editor.document.uri.toString();
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

  async #insert(): Promise<void> {
    const plan = await this.#plan();
    if (plan !== null) await applyPlan(this.#editor.document, plan);
  }
}
