import { Disposable, l10n, type TextDocument, window, workspace } from 'vscode';
import type { Client } from './client.js';
import { isOurs } from './sync.js';
import { Delay } from './views/delay.js';

/** What tells of the server: for tests. */
export interface Api {
  isRunning(): boolean;
  /** The URI of the document that the server was started for; undefined where a command did it, or nothing yet. */
  startedFor(): string | undefined;
  /** Whether the server has the text of a document, by its URI. */
  hasDocument(uri: string): boolean;
}

/**
 * Starts the server with the first zone, policy or report, and not for other JSON. Requests of commands and views start
 * it too, by themselves.
 */
export class LazyStart extends Disposable {
  readonly #client: Client;
  readonly #changed = new Set<TextDocument>();
  #startedFor: string | undefined;

  constructor(client: Client) {
    const listeners: Disposable[] = [];
    super(() => Disposable.from(...listeners).dispose());
    this.#client = client;
    const later = new Delay(300, async () => {
      for (const document of this.#changed) this.#look(document);
      this.#changed.clear();
    });
    listeners.push(
      later,
      workspace.onDidOpenTextDocument((document) => this.#look(document)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (!client.needsStart() || !/^jsonc?$/.test(document.languageId)) return;
        this.#changed.add(document);
        later.restart();
      }),
    );
    for (const document of workspace.textDocuments) this.#look(document);
  }

  isRunning(): boolean {
    return this.#client.isRunning();
  }

  startedFor(): string | undefined {
    return this.#startedFor;
  }

  #look(document: TextDocument): void {
    if (!this.#client.needsStart() || !isOurs(document)) return;
    this.#startedFor ??= document.uri.toString();
    this.#client.start().then(undefined, (error: unknown) => {
      const text = l10n.t('The TLS-RPT language server did not start: {0}', String(error));
      void window.showErrorMessage(text);
    });
  }
}
