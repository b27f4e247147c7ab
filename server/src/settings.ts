/** The user's settings, asked of the client once for each document. */
import type { Connection } from 'vscode-languageserver';
import { type Levels, readLevels } from './rules/levels.js';

/** What the server does with `tlsRpt.*`. */
export interface Settings {
  readonly rules: Levels;
}

export class SettingsStore {
  readonly #byUri = new Map<string, Promise<Settings>>();
  /** What a client without `workspace/configuration` sent. */
  #pushed: unknown;
  /** Whether the client answers `workspace/configuration`. */
  canAsk = false;

  constructor(readonly connection: Pick<Connection, 'sendRequest' | 'console'>) {}

  /** Takes what came with `initialize` or `workspace/didChangeConfiguration`, and forgets what was asked before. */
  reset(pushed: unknown): void {
    this.#pushed = pushed;
    this.#byUri.clear();
  }

  /** A document is closed. */
  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  of(uri: string): Promise<Settings> {
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const settings = this.#read(uri);
    this.#byUri.set(uri, settings);
    return settings;
  }

  async #read(uri: string): Promise<Settings> {
    const value = this.canAsk ? await this.#ask(uri) : this.#pushed;
    const rules = isObject(value) && isObject(value.rules) ? value.rules : {};
    const { set, unknown } = readLevels(rules);
    if (unknown.length > 0) {
      this.connection.console.warn(`tlsRpt.rules: there is no rule ${unknown.join(', ')}.`);
    }
    return { rules: set };
  }

  async #ask(uri: string): Promise<unknown> {
    try {
      const params = { items: [{ scopeUri: uri, section: 'tlsRpt' }] };
      const answer = await this.connection.sendRequest<unknown>('workspace/configuration', params);
      return Array.isArray(answer) ? answer[0] : undefined;
    } catch (error) {
      this.connection.console.warn(`The client did not answer workspace/configuration: ${String(error)}`);
      return undefined;
    }
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
