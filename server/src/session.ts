import type { InitializeParams } from 'vscode-languageserver';
import { type Client, clientOf, silentClient } from './client.js';
import { languageOf, sayIn } from './language.js';
import { type Bundle, localize, type Say } from './message.js';

/** The translations of a language, for a client that brings none. */
export type TranslationsOf = (language: string) => Promise<Bundle | undefined>;

/** Who the server talks to, and in which language: nobody in particular, in English, before the client has said so. */
export class Session {
  client: Client = silentClient;
  language = 'en';
  readonly #translationsOf: TranslationsOf | undefined;
  #say: Say = (text) => localize(text);

  constructor(translationsOf?: TranslationsOf) {
    this.#translationsOf = translationsOf;
  }

  async start(params: InitializeParams): Promise<void> {
    this.client = clientOf(params);
    this.language = languageOf(params.locale, {});
    const bundle = this.client.translations ?? (await this.#translationsOf?.(this.language));
    this.#say = sayIn(bundle, this.language);
  }

  /** Puts a message into the client's language. */
  readonly say: Say = (text) => this.#say(text);
}
