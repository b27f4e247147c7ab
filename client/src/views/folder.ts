import {
  commands,
  Disposable,
  env,
  l10n,
  RelativePattern,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { FolderFilter, FolderMatch } from '../../../protocol/folder.js';
import {
  type ExportFormat,
  type FolderAnswer,
  type FolderExportParams,
  type FolderParams,
  folderExportRequest,
  folderRequest,
} from '../../../protocol/requests.js';
import type { DashboardFromPage, DashboardToPage } from '../../../protocol/webview.js';
import { baseName } from '../baseName.js';
import type { Client } from '../client.js';
import { editorOf } from '../reports/editor.js';
import { findReportFiles, isReportName, pathBelow } from '../reports/files.js';
import { isPacked } from '../reports/packed.js';
import { ReportReader } from '../reports/reader.js';
import { copyExport, saveExport } from './exports.js';
import { dashboardStrings } from './strings.js';

let serial = 0;

/** The host side of one dashboard: reads a folder's reports, watches it, and shows what they add up to. */
export class FolderView implements Disposable {
  readonly #client: Client;
  readonly #panel: WebviewPanel;
  readonly #folder: Uri;
  /** What the server calls this folder: two pages of one folder are counted apart. */
  readonly #id: string;
  readonly #reader: ReportReader;
  readonly #disposables: Disposable[];
  #filter: FolderFilter = {};
  #match: FolderMatch = {};
  /** The page has said that it listens. */
  #ready = false;
  /** What to show once the page listens. */
  #wanted: FolderFilter | undefined;

  constructor(client: Client, panel: WebviewPanel, folder: Uri) {
    this.#client = client;
    this.#panel = panel;
    this.#folder = folder;
    this.#id = `${++serial} ${folder.toString()}`;
    this.#reader = new ReportReader(client, {
      id: this.#id,
      watcher: workspace.createFileSystemWatcher(new RelativePattern(folder, '**/*')),
      find: (token) => findReportFiles(folder, token),
      isOne: (file) => isReportName(baseName(file)),
      nameOf: (file) => pathBelow(folder, file),
    });
    this.#disposables = [
      panel.webview.onDidReceiveMessage((message: DashboardFromPage) => this.#receive(message)),
      this.#reader,
      this.#reader.onDidChange(() => this.#show()),
    ];
  }

  get folder(): Uri {
    return this.#folder;
  }

  async #receive(message: DashboardFromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        if (this.#wanted !== undefined) return this.narrow(this.#wanted);
        return this.#filterBy(message);
      case 'filter':
        return this.#filterBy(message);
      case 'cancel':
        return this.#reader.cancel();
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

  #filterBy({
    filter,
    match,
  }: {
    readonly filter: FolderFilter;
    readonly match: FolderMatch;
  }): Promise<void> {
    this.#filter = filter;
    this.#match = match;
    return this.#show();
  }

  /** Has the page count what the filter leaves, and nothing else. */
  async narrow(filter: FolderFilter): Promise<void> {
    this.#wanted = filter;
    if (this.#ready) await this.#post({ type: 'narrow', filter });
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
      const answer = this.#reader.isRead ? await this.#ask() : null;
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

  /**
   * Reads every report below the folder; the page counts along and can cancel. What was read by then is shown. Where the
   * page asked again while it is being read, that reading will show its result.
   */
  async #readAll(): Promise<void> {
    const strings = dashboardStrings(l10n);
    const wasIdle = await this.#reader.readAll((done, total) =>
      this.#post({ type: 'progress', text: strings.reading, done, total, cancel: strings.cancel }),
    );
    if (wasIdle) await this.#post({ type: 'progress', text: null, done: 0, total: 0, cancel: '' });
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
    Disposable.from(...this.#disposables).dispose();
  }
}
