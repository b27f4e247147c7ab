/** The configuration files of name servers in the workspace: they say which zone a file holds. The server reads them. */
import { Disposable, EventEmitter, workspace } from 'vscode';
import {
  type ConfigurationsParams,
  type ConfigurationsResult,
  configurationsRequest,
} from '../../../protocol/origins.js';
import type { Client } from '../client.js';
import { Delay } from '../views/delay.js';
import { isZone } from './active.js';
import { findInWorkspace, readSmallText } from './search.js';

const usual = [
  '**/{named.conf,named.conf.*,*.named.conf,nsd.conf,knot.conf}',
  '**/{bind,bind9,named,namedb,nsd,knot}/**/*.conf',
];

/** At most so many files of one pattern are read, of so many octets each. */
const mostFiles = 200;
const largestFile = 1024 * 1024;
/** At most so many patterns are searched for, those of included files among them. */
const mostPatterns = 30;
/** How often files are searched for that the files found last include. */
const mostRounds = 5;
/** A change is followed after this calm, in milliseconds. */
const pause = 300;

export class Configurations implements Disposable {
  readonly #client: Client;
  /** Who waits for changes, by pattern. */
  readonly #watchers = new Map<string, Disposable>();
  readonly #later = new Delay(pause, () => this.#send());
  readonly #sent = new EventEmitter<void>();
  readonly #disposables: Disposable[];
  /** Counts the searches: an older one gives way. */
  #turn = 0;
  #begun = false;
  #zoneFiles: ReadonlySet<string> = new Set();

  /** The server has got the files. */
  readonly onDidSend = this.#sent.event;

  /** The names of the zone files that the configurations name, without their folders. */
  get zoneFiles(): ReadonlySet<string> {
    return this.#zoneFiles;
  }

  constructor(client: Client) {
    this.#client = client;
    const follow = (): void => {
      if (this.#begun) this.#later.restart();
    };
    this.#disposables = [
      this.#later,
      this.#sent,
      workspace.onDidOpenTextDocument((document) => isZone(document) && this.begin()),
      // A restarted server knows nothing yet.
      client.onDidChangeState((state) => {
        if (state === 'running') follow();
      }),
      workspace.onDidChangeWorkspaceFolders(follow),
      // A folder that goes takes its files with it, and is one event.
      workspace.onDidDeleteFiles(follow),
      workspace.onDidRenameFiles(follow),
    ];
    if (workspace.textDocuments.some(isZone)) this.begin();
  }

  /** Searches, where that has not begun: as soon as a zone file is open, or is wanted for a report. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    for (const pattern of usual) this.#watch(pattern);
    void this.#send();
  }

  #watch(pattern: string): void {
    const watcher = workspace.createFileSystemWatcher(pattern);
    const follow = (): void => this.#later.restart();
    this.#watchers.set(
      pattern,
      Disposable.from(
        watcher,
        watcher.onDidCreate(follow),
        watcher.onDidChange(follow),
        watcher.onDidDelete(follow),
      ),
    );
  }

  async #send(): Promise<void> {
    const turn = ++this.#turn;
    for (let round = 0; round < mostRounds; round++) {
      const files = await this.#read();
      if (turn !== this.#turn) return;
      const params: ConfigurationsParams = { files };
      const { missing, zoneFiles } = await this.#client.sendRequest<ConfigurationsResult>(
        configurationsRequest,
        params,
      );
      this.#zoneFiles = new Set(zoneFiles);
      const news = missing.filter((pattern) => !this.#watchers.has(pattern));
      if (turn !== this.#turn || news.length === 0) break;
      for (const pattern of news.slice(0, mostPatterns - this.#watchers.size)) this.#watch(pattern);
    }
    this.#sent.fire();
  }

  async #read(): Promise<ConfigurationsParams['files']> {
    const uris = await findInWorkspace([...this.#watchers.keys()], mostFiles);
    const texts = await Promise.all(uris.map((uri) => readSmallText(uri, largestFile)));
    return uris.flatMap((uri, index) => {
      const text = texts[index];
      return text === undefined ? [] : [{ uri: uri.toString(), text }];
    });
  }

  dispose(): void {
    this.#turn++;
    Disposable.from(...this.#disposables, ...this.#watchers.values()).dispose();
  }
}
