import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  type TextDocument,
  window,
} from 'vscode';
import type { BaseLanguageClient, Diagnostic, State } from 'vscode-languageclient';
import { createTrace } from './trace.js';

/** What the server does. */
export type ServerState = 'stopped' | 'running' | 'starting' | 'failed';

/** By the numbers of vscode-languageclient's `State`, which is not there before the library is. */
const states: Readonly<Record<State, ServerState>> = {
  1: 'stopped',
  2: 'running',
  3: 'starting',
  4: 'failed',
};

/** Loads the library and makes this host's client of it, with the outputs that it writes to. */
type Load = (output: LogOutputChannel, trace: LogOutputChannel) => Promise<BaseLanguageClient>;

/**
 * Talks to the server. The library that does it, vscode-languageclient, takes ten times as long to load as the rest of
 * the extension: it is loaded when the server is first wanted, not when the extension is activated.
 */
export class Client implements Disposable {
  readonly #load: Load;
  readonly #trace = createTrace();
  readonly #changed = new EventEmitter<ServerState>();
  /** What is to be done with the library's client once it is there. */
  readonly #waiting: ((client: BaseLanguageClient) => Disposable)[] = [];
  #output: LogOutputChannel | undefined;
  #loading: Promise<BaseLanguageClient> | undefined;
  #client: BaseLanguageClient | undefined;
  /** Whether somebody has wanted the server while the library was not there yet. */
  #wanted = false;
  #disposed = false;

  readonly onDidChangeState = this.#changed.event;

  constructor(load: Load) {
    this.#load = load;
  }

  /** Whether no server runs, and none is about to. */
  needsStart(): boolean {
    return this.#client?.needsStart() ?? !this.#wanted;
  }

  isRunning(): boolean {
    return this.#client?.isRunning() ?? false;
  }

  async start(): Promise<void> {
    await (await this.#want()).start();
  }

  async stop(): Promise<void> {
    await this.#client?.stop();
  }

  /** Starts the server where it has never run. */
  async sendRequest<Result>(method: string, params: object, token?: CancellationToken): Promise<Result> {
    const client = await this.#want();
    // A token that is not there would be sent as a parameter.
    return client.sendRequest<Result>(method, params, ...(token === undefined ? [] : [token]));
  }

  async sendNotification(method: string, params: object): Promise<void> {
    await (await this.#want()).sendNotification(method, params);
  }

  onRequest<Params>(method: string, handler: (params: Params) => Promise<unknown>): Disposable {
    return this.#whenLoaded((client) => client.onRequest<unknown, unknown>(method, handler));
  }

  onNotification(method: string, handler: () => void): Disposable {
    return this.#whenLoaded((client) => client.onNotification(method, handler));
  }

  /** Tells the server of a document that is open already. */
  async sendOpen(document: TextDocument): Promise<void> {
    const client = await this.#want();
    await client.getFeature('textDocument/didOpen').getProvider(document)?.send(document);
  }

  /** Findings as VS Code has them. */
  async asDiagnostics(diagnostics: readonly Diagnostic[]) {
    return (await this.#want()).protocol2CodeConverter.asDiagnostics([...diagnostics]);
  }

  /** The output: one for all starts of the server, so that what was written before the last one is still there. */
  get output(): LogOutputChannel {
    this.#output ??= window.createOutputChannel('TLS-RPT', { log: true });
    return this.#output;
  }

  /** Writes to the output, and tells the user unless `silently`. */
  async warn(text: string, silently = false): Promise<void> {
    (await this.#loaded()).warn(text, undefined, !silently);
  }

  /** Writes to the output, and tells the user. */
  async error(text: string, cause: unknown): Promise<void> {
    (await this.#loaded()).error(text, cause);
  }

  async #want(): Promise<BaseLanguageClient> {
    this.#wanted = true;
    return this.#loaded();
  }

  #loaded(): Promise<BaseLanguageClient> {
    this.#loading ??= this.#make().catch((error: unknown) => {
      // The next one who wants it tries again.
      this.#loading = undefined;
      this.#wanted = false;
      throw error;
    });
    return this.#loading;
  }

  async #make(): Promise<BaseLanguageClient> {
    // Not before `activate` has returned.
    await new Promise((resolve) => setTimeout(resolve));
    const client = await this.#load(this.output, this.#trace);
    client.onDidChangeState(({ newState }) => this.#changed.fire(states[newState]));
    for (const act of this.#waiting) act(client);
    this.#client = client;
    if (this.#disposed) await client.dispose();
    return client;
  }

  /** Does something with the library's client, or as soon as there is one. */
  #whenLoaded(act: (client: BaseLanguageClient) => Disposable): Disposable {
    if (this.#client !== undefined) return act(this.#client);
    let done: Disposable | undefined;
    const later = (client: BaseLanguageClient) => {
      done = act(client);
      return done;
    };
    this.#waiting.push(later);
    return {
      dispose: () => {
        const at = this.#waiting.indexOf(later);
        if (at >= 0) this.#waiting.splice(at, 1);
        done?.dispose();
      },
    };
  }

  dispose(): void {
    this.#disposed = true;
    void this.#client?.dispose();
    this.#output?.dispose();
    this.#trace.dispose();
    this.#changed.dispose();
  }
}
