import type { InitializeParams } from 'vscode-languageserver';
import { type Client, clientOf, silentClient } from './client.js';
import { languageOf, speaker } from './language.js';
import { localize, type Say } from './message.js';

/** Who the server talks to, and in which language: nobody in particular, in English, before the client has said so. */
export class Session {
  client: Client = silentClient;
  language = 'en';
  #say: Say = (text) => localize(text);

  async start(params: InitializeParams): Promise<void> {
    this.client = clientOf(params);
    this.language = languageOf(params.locale, {});
    this.#say = await speaker(this.language);
  }

  /** Puts a message into the client's language. */
  readonly say: Say = (text) => this.#say(text);
}
