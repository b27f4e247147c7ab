/** Reads the files that zones include, for the server: in the workspace only, and in a trusted one only. */
import { Disposable, FileType, Uri, workspace } from 'vscode';
import {
  type IncludedText,
  type IncludeRefusal,
  type IncludesChangedParams,
  type IncludesParams,
  type IncludesResult,
  includesChangedNotification,
  includesRequest,
  type ListParams,
  type ListResult,
  largestInclude,
  listRequest,
  mostListed,
} from '../../../protocol/includes.js';
import type { Client } from '../client.js';
import { Delay } from '../views/delay.js';
import { isInside } from './paths.js';

/** A change is followed after this calm, in milliseconds. */
const pause = 200;

/** So many files are followed: more than zones include. */
const mostFollowed = 10_000;

/** The path behind all links, where the host can tell. */
export type RealPath = (path: string) => Promise<string>;

/** Makes the client answer for included files, and tell when they change. */
export class Includes implements Disposable {
  readonly #client: Client;
  readonly #realPath: RealPath | undefined;
  /** The URIs of the files that were asked for last, in that order. */
  readonly #asked = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #later = new Delay(pause, () => this.#tell());
  readonly #disposables: Disposable[] = [this.#later];
  #watching = false;

  constructor(client: Client, realPath?: RealPath) {
    this.#client = client;
    this.#realPath = realPath;
    this.#disposables.push(
      client.onRequest(includesRequest, async ({ files }: IncludesParams): Promise<IncludesResult> => {
        this.#watch();
        const found: IncludedText[] = [];
        for (const uris of files) found.push(await this.#first(uris));
        return found;
      }),
      client.onRequest(listRequest, ({ folders }: ListParams) => this.#list(folders)),
    );
  }

  /** Listens from the first question on. */
  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const follow = (uri: Uri): void => {
      const text = uri.toString();
      if (!this.#asked.has(text)) return;
      this.#changed.add(text);
      this.#later.restart();
    };
    const followAll = (): void => {
      for (const uri of this.#asked) this.#changed.add(uri);
      this.#later.restart();
    };
    const watcher = workspace.createFileSystemWatcher('**/*');
    this.#disposables.push(
      watcher,
      watcher.onDidCreate(follow),
      watcher.onDidChange(follow),
      watcher.onDidDelete(follow),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) follow(document.uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => follow(uri)),
      workspace.onDidGrantWorkspaceTrust(followAll),
      workspace.onDidChangeWorkspaceFolders(followAll),
      // A folder that goes takes its files with it, and is one event.
      workspace.onDidDeleteFiles(followAll),
      workspace.onDidRenameFiles(followAll),
    );
  }

  async #tell(): Promise<void> {
    const params: IncludesChangedParams = { uris: [...this.#changed] };
    this.#changed.clear();
    if (this.#client.isRunning()) await this.#client.sendNotification(includesChangedNotification, params);
  }

  /** The first file that is there; of several reasons why there is none, the one that says most. */
  async #first(uris: readonly string[]): Promise<IncludedText> {
    let problem: IncludeRefusal = 'missing';
    for (const text of uris) {
      const uri = Uri.parse(text);
      this.#ask(uri.toString());
      if (!workspace.isTrusted) return { problem: 'untrusted' };
      const found = await this.#read(uri);
      if (typeof found !== 'string') return found;
      if (found === 'outside') problem = 'outside';
      else if (found !== 'missing') return { problem: found };
    }
    return { problem };
  }

  /** Remembers a file, and forgets the one that nobody has asked for the longest, where they are too many. */
  #ask(uri: string): void {
    this.#asked.delete(uri);
    this.#asked.add(uri);
    const [oldest] = this.#asked;
    if (oldest !== undefined && this.#asked.size > mostFollowed) this.#asked.delete(oldest);
  }

  async #read(uri: Uri): Promise<IncludedText | IncludeRefusal> {
    const folder = workspace.getWorkspaceFolder(uri)?.uri;
    if (folder === undefined || uri.path.split('/').includes('..')) return 'outside';
    try {
      if (await this.#leadsOut(uri, folder)) return 'outside';
      const { type, size } = await workspace.fs.stat(uri);
      if ((type & FileType.File) === 0) return 'notText';
      if (size > largestInclude) return 'tooLarge';
      const text = await textOf(uri);
      if (text === undefined) return 'notText';
      return {
        uri: uri.toString(),
        name: workspace.asRelativePath(uri),
        text,
      };
    } catch (error) {
      const { code } = error as { readonly code?: string };
      return code === 'FileNotFound' || code === 'FileNotADirectory' || code === 'ENOENT'
        ? 'missing'
        : 'refused';
    }
  }

  /** What stands in the first of some folders that is there: nothing of what lies outside the workspace, or is not trusted. */
  async #list(folders: readonly string[]): Promise<ListResult> {
    if (!workspace.isTrusted) return [];
    for (const text of folders) {
      const uri = Uri.parse(text);
      const folder = workspace.getWorkspaceFolder(uri)?.uri;
      if (folder === undefined || uri.path.split('/').includes('..')) continue;
      try {
        const isRoot = isSame(uri, folder);
        if (!isRoot && (await this.#leadsOut(uri, folder))) continue;
        const found = await workspace.fs.readDirectory(uri);
        return found
          .slice(0, mostListed)
          .map(([name, type]) => ({ name, isFolder: (type & FileType.Directory) !== 0 }));
      } catch {
        // Not there, or not to be read: another may be.
      }
    }
    return [];
  }

  /** Whether links on the way lead out of the folder; where the host cannot tell, any link does. */
  async #leadsOut(uri: Uri, folder: Uri): Promise<boolean> {
    if (this.#realPath !== undefined && uri.scheme === 'file') {
      const [path, root] = await Promise.all([this.#realPath(uri.fsPath), this.#realPath(folder.fsPath)]);
      return !isInside(path, root);
    }
    const parts = uri.path.slice(folder.path.length).split('/').filter(Boolean);
    for (let length = 1; length <= parts.length; length++) {
      const { type } = await workspace.fs.stat(Uri.joinPath(folder, ...parts.slice(0, length)));
      if ((type & FileType.SymbolicLink) !== 0) return true;
    }
    return false;
  }

  dispose(): void {
    Disposable.from(...this.#disposables).dispose();
  }
}

const isSame = (a: Uri, b: Uri) => a.path.replace(/\/$/, '') === b.path.replace(/\/$/, '');

/** What an editor holds, saved or not, else what the file does; undefined where it is no text. */
async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  const octets = await workspace.fs.readFile(uri);
  return octets.includes(0) ? undefined : new TextDecoder().decode(octets);
}
