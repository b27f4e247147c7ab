import {
  CancellationTokenSource,
  commands,
  Disposable,
  env,
  FileType,
  l10n,
  RelativePattern,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FolderFilter, FolderMatch } from '../../../protocol/folder.js';
import {
  type ExportFormat,
  type FolderAddParams,
  type FolderAnswer,
  type FolderCloseParams,
  type FolderExportParams,
  type FolderParams,
  type FolderRemoveParams,
  folderAddRequest,
  folderCloseRequest,
  folderExportRequest,
  folderRemoveRequest,
  folderRequest,
} from '../../../protocol/requests.js';
import type { DashboardFromPage, DashboardToPage } from '../../../protocol/webview.js';
import { editorOf } from '../reports/editor.js';
import { findReportFiles, isReportName, pathBelow, readInBatches } from '../reports/files.js';
import { baseName, isPacked } from '../reports/packed.js';
import { Delay } from './delay.js';
import { copyExport, saveExport } from './exports.js';
import { dashboardStrings } from './strings.js';

/** The page follows changes of the folder after this calm, in milliseconds. */
const pause = 500;

let serial = 0;

/** Undefined where there is nothing (any more). */
async function typeOf(file: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(file)).type;
  } catch {
    return undefined;
  }
}

/** The host side of one dashboard: reads a folder's reports, watches it, and shows what they add up to. */
export class FolderView implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #panel: WebviewPanel;
  readonly #folder: Uri;
  /** What the server calls this folder: two pages of one folder are counted apart. */
  readonly #id: string;
  readonly #changes = new Map<string, Uri>();
  readonly #later = new Delay(pause, () => this.#followChanges());
  readonly #disposables: Disposable[];
  #filter: FolderFilter = {};
  #match: FolderMatch = {};
  #reading: CancellationTokenSource | undefined;
  #read = false;

  constructor(client: BaseLanguageClient, panel: WebviewPanel, folder: Uri) {
    this.#client = client;
    this.#panel = panel;
    this.#folder = folder;
    this.#id = `${++serial} ${folder.toString()}`;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**/*'));
    // A folder that comes or goes is one event, whatever it holds.
    const changed = (file: Uri): void => {
      this.#changes.set(file.toString(), file);
      this.#later.restart();
    };
    this.#disposables = [
      panel.webview.onDidReceiveMessage((message: DashboardFromPage) => this.#receive(message)),
      watcher,
      watcher.onDidChange((file) => isReportName(baseName(file)) && changed(file)),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      this.#later,
    ];
  }

  get folder(): Uri {
    return this.#folder;
  }

  async #receive(message: DashboardFromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'filter':
        this.#filter = message.filter;
        this.#match = message.match;
        return this.#show();
      case 'cancel':
        this.#reading?.cancel();
        return;
      case 'openReport':
        return this.#open(message.file);
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'copyMarkdown':
        return this.copy();
      case 'export':
        return this.export();
    }
  }

  copy(format?: ExportFormat): Promise<void> {
    return copyExport((wanted) => this.#export(wanted), format ?? 'markdown');
  }

  export(format?: ExportFormat, target?: Uri): Promise<void> {
    return saveExport((wanted) => this.#export(wanted), this.#folder, format, target);
  }

  #export(format: ExportFormat): Promise<string> {
    const params: FolderExportParams = {
      folder: this.#id,
      name: baseName(this.#folder),
      filter: this.#filter,
      format,
    };
    return this.#client.sendRequest<string>(folderExportRequest, params);
  }

  /** Shows what is counted; reads the folder first where that has not happened, or the server has restarted. */
  async #show(): Promise<void> {
    try {
      const answer = this.#read ? await this.#ask() : null;
      if (answer === null) {
        await this.#readAll();
        await this.#send(await this.#ask());
      } else {
        await this.#send(answer);
      }
    } catch (error) {
      await this.#post({ type: 'problem', text: error instanceof Error ? error.message : String(error) });
    }
  }

  #ask(): Promise<FolderAnswer> {
    const params: FolderParams = { folder: this.#id, filter: this.#filter, match: this.#match };
    return this.#client.sendRequest<FolderAnswer>(folderRequest, params);
  }

  async #send(answer: FolderAnswer): Promise<void> {
    if (answer === null) return;
    await this.#post({
      type: 'folder',
      strings: dashboardStrings(l10n),
      locale: env.language,
      name: baseName(this.#folder),
      uri: this.#folder.toString(),
      ...answer,
    });
  }

  /** Reads every report below the folder; the page counts along and can cancel. What was read by then is shown. */
  async #readAll(): Promise<void> {
    // The page asked again while it is being read: that reading will show its result.
    if (this.#reading !== undefined) return;
    this.#reading = new CancellationTokenSource();
    this.#changes.clear();
    const { token } = this.#reading;
    try {
      await this.#progress(0, 0);
      const files = await findReportFiles(this.#folder, token);
      await this.#add([], 0, files.length);
      await readInBatches(this.#folder, files, token, (batch, done) => this.#add(batch, done, files.length));
      this.#read = true;
    } finally {
      this.#reading.dispose();
      this.#reading = undefined;
      await this.#post({ type: 'progress', text: null, done: 0, total: 0, cancel: '' });
    }
  }

  async #add(files: FolderAddParams['files'], done: number, total: number): Promise<void> {
    const params: FolderAddParams = { folder: this.#id, files };
    await this.#client.sendRequest(folderAddRequest, params);
    await this.#progress(done, total);
  }

  #progress(done: number, total: number): Promise<void> {
    const strings = dashboardStrings(l10n);
    return this.#post({ type: 'progress', text: strings.reading, done, total, cancel: strings.cancel });
  }

  /** Reads what was made or changed and forgets what is gone. */
  async #followChanges(): Promise<void> {
    if (this.#reading !== undefined || !this.#read) {
      this.#later.restart();
      return;
    }
    const files = [...this.#changes.values()];
    this.#changes.clear();
    const there: Uri[] = [];
    const gone: string[] = [];
    const source = new CancellationTokenSource();
    for (const file of files) {
      const type = await typeOf(file);
      if (type === undefined) gone.push(pathBelow(this.#folder, file));
      else if (type === FileType.Directory) there.push(...(await findReportFiles(file, source.token)));
      else if (isReportName(baseName(file))) there.push(file);
    }
    if (there.length === 0 && gone.length === 0) return;
    const removed: FolderRemoveParams = { folder: this.#id, files: gone };
    if (gone.length > 0) await this.#client.sendRequest(folderRemoveRequest, removed);
    await readInBatches(this.#folder, there, source.token, async (batch) => {
      const params: FolderAddParams = { folder: this.#id, files: batch };
      await this.#client.sendRequest(folderAddRequest, params);
    });
    await this.#show();
  }

  /** A report of the list, named by its path below the folder; nothing else can be opened. */
  async #open(file: string): Promise<void> {
    if (file.split('/').includes('..')) return;
    const uri = Uri.joinPath(this.#folder, file);
    const column = this.#panel.viewColumn;
    if (isPacked(uri)) await commands.executeCommand('vscode.openWith', uri, editorOf(uri), column);
    else await window.showTextDocument(uri, column === undefined ? {} : { viewColumn: column });
  }

  async #post(message: DashboardToPage): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }

  dispose(): void {
    this.#reading?.cancel();
    Disposable.from(...this.#disposables).dispose();
    const params: FolderCloseParams = { folder: this.#id };
    if (this.#client.isRunning()) void this.#client.sendRequest(folderCloseRequest, params);
  }
}
