/** The user's settings, asked of the client once for each document. */
import type { Connection, InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { findConfigFile, type ReadText } from './config/find.js';
import { configName } from './config/model.js';
import { pathOf } from './documents.js';
import { type Message, msg, type Say } from './message.js';
import { readPatterns } from './origins/patterns.js';
import { type Levels, readLevels } from './rules/levels.js';

/** What the server does with `tlsRpt.*`. */
export interface Settings {
  readonly rules: Levels;
  /** The origin that is set for the document, absolute. */
  readonly origin: string | undefined;
  /** Whether full names of owners are shown beside the short ones. */
  readonly ownerHints: boolean;
  /** Whether lenses over TLS-RPT records say what reports say. */
  readonly codeLens: boolean;
}

export class SettingsStore {
  readonly #byUri = new Map<string, Promise<Settings>>();
  /** What the client sent unasked: counts where it answers nothing when asked, or cannot be asked. */
  #pushed: unknown;
  /** Whether the client answers `workspace/configuration`. */
  #canAsk = false;
  /** The URIs of the workspace's folders: paths in settings are relative to them. */
  #folders: readonly string[] = [];

  /**
   * @param keeps whether a document is known: what was asked for any other is not kept, because nobody would say when it goes
   * @param readText reads configuration files, where this host can
   */
  constructor(
    readonly connection: Pick<Connection, 'sendRequest' | 'console'>,
    readonly keeps: (uri: string) => boolean,
    readonly say: Say,
    readonly readText?: ReadText,
  ) {}

  /** Takes what the client says of itself. */
  start({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): void {
    this.#canAsk = capabilities.workspace?.configuration === true;
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    const options: unknown = initializationOptions;
    this.#reset(isObject(options) && 'tlsRpt' in options ? options.tlsRpt : options);
  }

  /** The workspace has other folders. */
  changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
    this.#byUri.clear();
  }

  /**
   * Takes what came with `workspace/didChangeConfiguration`, forgets what was asked before, and asks again.
   *
   * @returns whether anything else holds for a document than before: VS Code's client says so at each start, unchanged
   */
  async change(pushed: unknown): Promise<boolean> {
    const before = [...this.#byUri];
    this.#reset(pushed);
    const changes = await Promise.all(
      before.map(async ([uri, old]) => JSON.stringify(await old) !== JSON.stringify(await this.of(uri))),
    );
    return changes.includes(true);
  }

  #reset(pushed: unknown): void {
    this.#pushed = pushed;
    this.#byUri.clear();
  }

  /** Files changed on the disk: true where a configuration file is among them, and what was read is forgotten. */
  filesChanged(uris: readonly string[]): boolean {
    const concerned = uris.some((uri) => uri.endsWith(`/${configName}`));
    if (concerned) this.#byUri.clear();
    return concerned;
  }

  /** The URIs of the workspace's folders, each with a slash at its end. */
  get folders(): readonly string[] {
    return this.#folders.map((uri) => uri.replace(/\/?$/, '/'));
  }

  /** A document is closed. */
  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  of(uri: string): Promise<Settings> {
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const settings = this.#read(uri);
    if (this.keeps(uri)) this.#byUri.set(uri, settings);
    return settings;
  }

  async #read(uri: string): Promise<Settings> {
    const value = this.#canAsk ? await this.#ask(uri) : this.#pushed;
    const all = this.#object(value, 'tlsRpt');
    const { set, unknown, problems } = readLevels(this.#object(all.rules, 'tlsRpt.rules'));
    const noRule = unknown.length > 0 ? [msg('There is no rule {0}.', unknown.join(', '))] : [];
    for (const problem of [...noRule, ...problems]) this.#warn('tlsRpt.rules', problem);
    const file = this.readText && (await findConfigFile(uri, this.#folderOf(uri), this.readText));
    if (file?.sound === false) {
      this.connection.console.warn(
        `${file.uri}: ${this.say(msg('It is not wholly understood: tls-rpt lint says why.'))}`,
      );
    }
    const zone = this.#object(all.zone, 'tlsRpt.zone');
    const codeLens = this.#object(all.codeLens, 'tlsRpt.codeLens');
    return {
      // What the user sets counts before the project's file, as on the command line.
      rules: { ...file?.config.rules, ...set },
      origin: this.#originOf(zone, uri) ?? file?.config.originOf(file.path),
      ownerHints: this.#switch(zone.ownerHints, 'tlsRpt.zone.ownerHints', false),
      codeLens: this.#switch(codeLens.enabled, 'tlsRpt.codeLens.enabled', true),
    };
  }

  /** A setting that holds others. An empty array is the empty table of an editor whose settings are Lua. */
  #object(value: unknown, name: string): Readonly<Record<string, unknown>> {
    if (isObject(value)) return value;
    const isEmpty = Array.isArray(value) && value.length === 0;
    if (value !== undefined && value !== null && !isEmpty) this.#warn(name, isNo(value, 'object'));
    return {};
  }

  #switch(value: unknown, name: string, otherwise: boolean): boolean {
    if (typeof value === 'boolean') return value;
    if (value !== undefined && value !== null) this.#warn(name, isNo(value, 'boolean'));
    return otherwise;
  }

  /** Tells the user of a setting that is left out. */
  #warn(name: string, problem: Message): void {
    this.connection.console.warn(`${name}: ${this.say(problem)}`);
  }

  #originOf(zone: Readonly<Record<string, unknown>>, uri: string): string | undefined {
    const { originOf, mistaken } = readPatterns(this.#object(zone.origins, 'tlsRpt.zone.origins'));
    if (mistaken.length > 0)
      this.#warn('tlsRpt.zone.origins', msg('{0} is no domain name.', mistaken.join(', ')));
    const path = pathOf(uri);
    const folder = this.#folderOf(uri);
    return (folder === undefined ? undefined : originOf(path.slice(pathOf(folder).length))) ?? originOf(path);
  }

  /** The URI of the innermost folder of the workspace that a document is in, with its final slash. */
  #folderOf(uri: string): string | undefined {
    return this.#folders
      .map((one) => one.replace(/\/?$/, '/'))
      .filter((one) => uri.startsWith(one))
      .sort((a, b) => b.length - a.length)[0];
  }

  async #ask(uri: string): Promise<unknown> {
    try {
      const params = { items: [{ scopeUri: uri, section: 'tlsRpt' }] };
      const answer = await this.connection.sendRequest<unknown>('workspace/configuration', params);
      return Array.isArray(answer) ? (answer[0] ?? this.#pushed) : this.#pushed;
    } catch (error) {
      this.connection.console.warn(`The client did not answer workspace/configuration: ${String(error)}`);
      return this.#pushed;
    }
  }
}

const isNo = (value: unknown, type: string) => msg('{0} is no {1}.', JSON.stringify(value), type);

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
