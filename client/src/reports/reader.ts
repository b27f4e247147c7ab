/** Keeps the server's counts of many reports up to date with their files. */
import {
  type CancellationToken,
  CancellationTokenSource,
  Disposable,
  EventEmitter,
  type FileSystemWatcher,
  FileType,
  type Uri,
  workspace,
} from 'vscode';
import {
  type FolderAddParams,
  type FolderCloseParams,
  type FolderRemoveParams,
  folderAddRequest,
  folderCloseRequest,
  folderRemoveRequest,
} from '../../../protocol/requests.js';
import type { Client } from '../client.js';
import { Delay } from '../views/delay.js';
import { findReportFiles, readInBatches } from './files.js';

/** Changes are followed after this calm, in milliseconds. */
const pause = 500;

export interface ReportFiles {
  /** What the server calls their folder. */
  readonly id: string;
  /** Sees every change of them, and of the folders that they are in. Belongs to the reader. */
  readonly watcher: FileSystemWatcher;
  /** All of them. */
  find(token: CancellationToken): Promise<Uri[]>;
  /** Whether a file that is new or has changed is one of them. */
  isOne(file: Uri): boolean;
  /** What the server calls a file, or a folder with files. */
  nameOf(file: Uri): string;
}

export class ReportReader implements Disposable {
  readonly #client: Client;
  readonly #files: ReportFiles;
  readonly #changes = new Map<string, Uri>();
  readonly #later = new Delay(pause, () => this.#follow());
  readonly #changed = new EventEmitter<void>();
  readonly #disposables: Disposable[];
  #reading: CancellationTokenSource | undefined;
  #isRead = false;
  #disposed = false;

  /** Files were read or forgotten after the first reading. */
  readonly onDidChange = this.#changed.event;

  constructor(client: Client, files: ReportFiles) {
    this.#client = client;
    this.#files = files;
    // A folder that comes or goes is one event, whatever it holds.
    const changed = (file: Uri): void => {
      this.#changes.set(file.toString(), file);
      this.#later.restart();
    };
    const { watcher } = files;
    this.#disposables = [
      watcher,
      watcher.onDidChange((file) => files.isOne(file) && changed(file)),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      this.#later,
      this.#changed,
    ];
  }

  /** Whether all files were read, or as many as until the user had enough. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /**
   * Reads all files. False where they are being read already.
   *
   * @param progress called with the number of files that are read, and of all
   */
  async readAll(progress: (done: number, total: number) => Promise<void>): Promise<boolean> {
    if (this.#reading !== undefined) return false;
    this.#reading = new CancellationTokenSource();
    this.#changes.clear();
    const { token } = this.#reading;
    try {
      await progress(0, 0);
      const files = await this.#files.find(token);
      // Where there are none, the server shall know that.
      await this.#add([]);
      await progress(0, files.length);
      await this.#read(files, token, (done) => progress(done, files.length));
      this.#isRead = true;
    } finally {
      this.#reading.dispose();
      this.#reading = undefined;
    }
    return true;
  }

  /** Ends the reading; what is read by then stays. */
  cancel(): void {
    this.#reading?.cancel();
  }

  #read(
    files: readonly Uri[],
    token: CancellationToken,
    progress: (done: number) => Promise<void> = async () => {},
  ): Promise<void> {
    return readInBatches(files, this.#files.nameOf, token, async (batch, done) => {
      await this.#add(batch);
      await progress(done);
    });
  }

  async #add(files: FolderAddParams['files']): Promise<void> {
    if (this.#disposed) return;
    const params: FolderAddParams = { folder: this.#files.id, files };
    await this.#client.sendRequest(folderAddRequest, params);
  }

  /** Reads what was made or changed and forgets what is gone. */
  async #follow(): Promise<void> {
    if (this.#reading !== undefined || !this.#isRead) {
      this.#later.restart();
      return;
    }
    const changes = [...this.#changes.values()];
    this.#changes.clear();
    const there: Uri[] = [];
    const gone: string[] = [];
    const source = new CancellationTokenSource();
    for (const file of changes) {
      const type = await typeOf(file);
      if (type === undefined) gone.push(this.#files.nameOf(file));
      else if (type !== FileType.Directory) there.push(file);
      else for (const found of await findReportFiles(file, source.token)) there.push(found);
    }
    const ours = there.filter((file) => this.#files.isOne(file));
    if ((ours.length === 0 && gone.length === 0) || this.#disposed) return;
    const removed: FolderRemoveParams = { folder: this.#files.id, files: gone };
    if (gone.length > 0) await this.#client.sendRequest(folderRemoveRequest, removed);
    await this.#read(ours, source.token);
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposed = true;
    this.cancel();
    Disposable.from(...this.#disposables).dispose();
    const params: FolderCloseParams = { folder: this.#files.id };
    if (this.#client.isRunning()) void this.#client.sendRequest(folderCloseRequest, params);
  }
}

/** Undefined where there is nothing (any more). */
async function typeOf(file: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(file)).type;
  } catch {
    return undefined;
  }
}
