/** The zone and policy files of the workspace, which reports are compared with. The server reads them. */
import {
  Disposable,
  EventEmitter,
  type FileStat,
  l10n,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import {
  type WorkspaceFile,
  type WorkspaceFilesParams,
  workspaceFilesRequest,
} from '../../../protocol/workspace.js';
import { baseName } from '../baseName.js';
import type { Client } from '../client.js';
import { Delay } from '../views/delay.js';
import { isZone } from './active.js';
import type { Configurations } from './configurations.js';
import { languageOfPath, namedFiles, zoneAndPolicyFiles } from './fileKind.js';
import { findInWorkspace, readSmallText } from './search.js';

/** At most so many files are read, of so many octets each, and so many together. */
const mostFiles = 1000;
const largestFile = 8 * 1024 * 1024;
const largestSum = 32 * 1024 * 1024;
/** A change is followed after this calm, in milliseconds. */
const pause = 400;

export class WorkspaceZones implements Disposable {
  readonly #client: Client;
  readonly #configurations: Configurations;
  /** What the server has, by URI, with the state of the file that it has. */
  readonly #sent = new Map<string, string>();
  readonly #later = new Delay(pause, () => this.#search());
  readonly #edited = new Delay(pause, async () => this.#changed.fire());
  readonly #changed = new EventEmitter<void>();
  readonly #disposables: Disposable[];
  #turn = 0;
  #begun = false;
  /** The glob for zone files that a configuration names, and who waits for changes of them. */
  #named: string | undefined;
  #namedWatcher: Disposable | undefined;

  /** The server compares reports with something else than before. */
  readonly onDidChange = this.#changed.event;

  constructor(client: Client, configurations: Configurations) {
    this.#client = client;
    this.#configurations = configurations;
    const edited = (document: TextDocument): void => {
      if (this.#begun && isCompared(document)) this.#edited.restart();
    };
    this.#disposables = [
      this.#later,
      this.#edited,
      this.#changed,
      // An open document counts in the place of its file.
      workspace.onDidOpenTextDocument(edited),
      workspace.onDidChangeTextDocument(({ document }) => edited(document)),
      workspace.onDidCloseTextDocument(edited),
      configurations.onDidSend(() => {
        if (!this.#begun) return;
        this.#watchNamed();
        this.#edited.restart();
      }),
    ];
  }

  /** Searches, where that has not begun: who has no report open has no use for it. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const follow = (): void => this.#later.restart();
    this.#disposables.push(
      this.#watch(zoneAndPolicyFiles),
      workspace.onDidChangeWorkspaceFolders(follow),
      // A folder that goes takes its files with it, and is one event.
      workspace.onDidDeleteFiles(follow),
      workspace.onDidRenameFiles(follow),
      // A restarted server knows nothing yet.
      this.#client.onDidChangeState((state) => {
        if (state !== 'running') return;
        this.#sent.clear();
        follow();
      }),
    );
    this.#configurations.begin();
    this.#watchNamed();
    void this.#search();
  }

  #watch(pattern: string): Disposable {
    const watcher = workspace.createFileSystemWatcher(pattern);
    const follow = (): void => this.#later.restart();
    return Disposable.from(
      watcher,
      watcher.onDidCreate(follow),
      watcher.onDidChange((uri) => {
        // Not every kind of folder keeps times.
        if (this.#sent.has(uri.toString())) this.#sent.set(uri.toString(), '');
        follow();
      }),
      watcher.onDidDelete(follow),
    );
  }

  /** Looks for the zone files too that only a configuration tells to be some. */
  #watchNamed(): void {
    const named = namedFiles(this.#configurations.zoneFiles);
    if (named === this.#named) return;
    this.#named = named;
    this.#namedWatcher?.dispose();
    this.#namedWatcher = named === undefined ? undefined : this.#watch(named);
    this.#later.restart();
  }

  /** Sends what is new or has changed since the last search. */
  async #search(): Promise<void> {
    const turn = ++this.#turn;
    const found = await this.#find();
    const there = new Set(found.map(({ uri }) => uri.toString()));
    const removed = [...this.#sent.keys()].filter((uri) => !there.has(uri));
    const news = found.filter(({ uri, state }) => this.#sent.get(uri.toString()) !== state);
    const files = (await Promise.all(news.map(read))).filter((file) => file !== undefined);
    if (turn !== this.#turn || (files.length === 0 && removed.length === 0)) return;
    const params: WorkspaceFilesParams = { files, removed };
    await this.#client.sendRequest(workspaceFilesRequest, params);
    for (const uri of removed) this.#sent.delete(uri);
    for (const { uri, state } of news) this.#sent.set(uri.toString(), state);
    this.#changed.fire();
  }

  async #find(): Promise<FoundFile[]> {
    const patterns = [zoneAndPolicyFiles, ...(this.#named === undefined ? [] : [this.#named])];
    const uris = await findInWorkspace(patterns, mostFiles);
    const { zoneFiles } = this.#configurations;
    const found: FoundFile[] = [];
    let sum = 0;
    for (const file of await Promise.all(uris.map((uri) => look(uri, zoneFiles)))) {
      if (file === undefined) continue;
      if (file.size > largestFile || sum + file.size > largestSum) {
        this.#client.warn(l10n.t('{0} is too large to compare reports with.', file.uri.toString(true)));
        continue;
      }
      sum += file.size;
      found.push(file);
    }
    return found;
  }

  dispose(): void {
    this.#turn++;
    this.#namedWatcher?.dispose();
    Disposable.from(...this.#disposables).dispose();
  }
}

const isCompared = (document: TextDocument): boolean =>
  isZone(document) || document.languageId === 'mta-sts-policy';

interface FoundFile {
  readonly uri: Uri;
  readonly languageId: WorkspaceFile['languageId'];
  readonly size: number;
  /** Another one after each change. */
  readonly state: string;
}

/** Undefined where a file is none of ours, or has gone since the search. */
async function look(uri: Uri, zoneFiles: ReadonlySet<string>): Promise<FoundFile | undefined> {
  const isNamed = zoneFiles.has(baseName(uri));
  const languageId = languageOfPath(uri.path) ?? (isNamed ? 'dns-zone' : undefined);
  if (languageId === undefined) return undefined;
  let stat: FileStat;
  try {
    stat = await workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
  return { uri, languageId, size: stat.size, state: `${stat.mtime} ${stat.size}` };
}

async function read({ uri, languageId }: FoundFile): Promise<WorkspaceFile | undefined> {
  const text = await readSmallText(uri, largestFile);
  return text === undefined ? undefined : { uri: uri.toString(), languageId, text };
}
