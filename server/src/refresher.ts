/** Tells the client to ask anew for what it was answered, where that may be another now. */
import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import { Debouncer } from './debouncer.js';
import type { Session } from './session.js';

export class Refresher {
  readonly #debouncer = new Debouncer();

  /** What findings were found under: those of an earlier generation are stale. */
  generation = 0;

  /** @param pushAll pushes the findings of all open documents, to a client that does not pull them */
  constructor(
    readonly connection: Connection,
    readonly session: Session,
    readonly pushAll: () => void,
  ) {}

  /** Findings, hints and lenses from before are stale. */
  readonly now = (): void => {
    this.generation++;
    const { languages } = this.connection;
    const { pulls, refreshes } = this.session.client;
    if (refreshes.hints) tell(languages.inlayHint.refresh());
    this.lensesLater();
    if (!pulls) this.pushAll();
    else if (refreshes.diagnostics) tell(languages.diagnostics.refresh());
  };

  /** The same when nothing has changed for a while. */
  readonly later = (): void => this.#debouncer.put('all', this.now);

  lensesLater(): void {
    if (!this.session.client.refreshes.lenses) return;
    this.#debouncer.put('lenses', () => tell(this.connection.sendRequest(CodeLensRefreshRequest.type)));
  }
}

/** A client that goes away answers nothing any more. */
const tell = (told: Promise<void>) => void told.catch(() => undefined);
