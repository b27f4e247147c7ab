import {
  Disposable,
  env,
  l10n,
  Range,
  Selection,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import {
  type ExportFormat,
  type ExportParams,
  type ExportResult,
  exportRequest,
  type ReportFile,
  type ReportParams,
  type SummaryParams,
  type SummaryResult,
  summaryRequest,
} from '../../../protocol/requests.js';
import type { SentSummary, SourceSpan } from '../../../protocol/summary.js';
import type { SummaryFromPage, SummaryToPage } from '../../../protocol/webview.js';
import { baseName } from '../baseName.js';
import type { Client } from '../client.js';
import { fileUri, type PackedReports, packedScheme } from '../reports/packed.js';
import type { WorkspaceZones } from '../zones/workspaceZones.js';
import { Delay } from './delay.js';
import { copyExport, saveExport } from './exports.js';
import { summaryStrings } from './strings.js';

/** Pause in typing after which the page follows, in milliseconds. */
const pause = 150;

/** The host side of one summary page: shows the report of a JSON document and follows its edits. */
export class SummaryView implements Disposable {
  readonly #client: Client;
  readonly #reports: PackedReports;
  readonly #panel: WebviewPanel;
  readonly #document: Uri;
  readonly #disposables: Disposable[];
  readonly #later = new Delay(pause, () => this.refresh());
  /** What the page shows: its spans and indexes refer to it. */
  #shown: SentSummary | undefined;
  #latest = 0;

  /** @param document the JSON: a document of the workspace, or that of a packed report. */
  constructor(
    client: Client,
    reports: PackedReports,
    zones: WorkspaceZones,
    panel: WebviewPanel,
    document: Uri,
  ) {
    this.#client = client;
    this.#reports = reports;
    this.#panel = panel;
    this.#document = document;
    const follow = (changed: Uri): void => {
      if (changed.toString() === document.toString()) this.#later.restart();
    };
    this.#disposables = [
      panel.webview.onDidReceiveMessage((message: SummaryFromPage) => this.#receive(message)),
      workspace.onDidChangeTextDocument((event) => follow(event.document.uri)),
      reports.onDidChange(follow),
      zones.onDidChange(() => this.#later.restart()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tlsRpt.rules', fileUri(document))) this.#later.restart();
      }),
      this.#later,
    ];
    zones.begin();
  }

  get document(): Uri {
    return this.#document;
  }

  /** Reads the report again and shows it. */
  async refresh(): Promise<void> {
    const turn = ++this.#latest;
    const message = await this.#message();
    // A later refresh has overtaken this one.
    if (turn === this.#latest) await this.#panel.webview.postMessage(message);
  }

  async #message(): Promise<SummaryToPage> {
    try {
      const summary = await this.#summary();
      this.#shown = summary ?? undefined;
      if (summary === null) {
        return { type: 'problem', text: l10n.t('This document is not a TLS report (RFC 8460).') };
      }
      return {
        type: 'summary',
        strings: summaryStrings(l10n),
        locale: env.language,
        summary,
        uri: this.#document.toString(),
      };
    } catch (error) {
      return { type: 'problem', text: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Asked of the document that the server has, mostly: else with its text. */
  async #summary(): Promise<SentSummary | null> {
    const ask = async (params: SummaryParams) =>
      (await this.#client.sendRequest<SummaryResult>(summaryRequest, params)).summary;
    if (this.#document.scheme !== packedScheme) {
      const { version } = await workspace.openTextDocument(this.#document);
      const summary = await ask({ ...this.#file(), version });
      if (summary !== undefined) return summary;
    }
    return (await ask(await this.#params())) ?? null;
  }

  #file(): ReportFile {
    const file = fileUri(this.#document);
    return { uri: file.toString(), file: baseName(file) };
  }

  async #params(): Promise<ReportParams> {
    return { ...this.#file(), text: await this.#reports.text(this.#document) };
  }

  async #receive(message: SummaryFromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.refresh();
      case 'reveal':
        return this.#reveal(message.span);
      case 'openJson':
        return this.openJson();
      case 'openTarget': {
        const target = this.#shown?.zone[message.index]?.target;
        if (target === undefined) return;
        const editor = await this.#show(Uri.parse(target.uri, true));
        const { start, end } = target.range;
        return select(editor, new Range(start.line, start.character, end.line, end.character));
      }
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'copyMarkdown':
        return this.copy();
      case 'export':
        return this.export();
    }
  }

  async openJson(): Promise<void> {
    await this.#show(this.#document);
  }

  copy(format?: ExportFormat): Promise<void> {
    return copyExport((wanted) => this.#export(wanted), format ?? 'markdown');
  }

  /** Asks for the format and the place that are not given. */
  export(format?: ExportFormat, target?: Uri): Promise<void> {
    return saveExport((wanted) => this.#export(wanted), fileUri(this.#document), format, target);
  }

  async #export(format: ExportFormat): Promise<string> {
    const params: ExportParams = { ...(await this.#params()), format };
    const text = await this.#client.sendRequest<ExportResult>(exportRequest, params);
    if (text === null) throw new Error(l10n.t('This document is not a TLS report (RFC 8460).'));
    return text;
  }

  async #reveal(span: SourceSpan): Promise<void> {
    const editor = await this.#show(this.#document);
    const { document } = editor;
    select(editor, new Range(document.positionAt(span.start), document.positionAt(span.end)));
  }

  /** In the editor group where the document is open already, else beside the page. */
  async #show(uri: Uri): Promise<TextEditor> {
    const document = await workspace.openTextDocument(uri);
    const open = window.visibleTextEditors.find((editor) => editor.document === document);
    return window.showTextDocument(document, {
      viewColumn: open?.viewColumn ?? this.#otherColumn(),
      preserveFocus: false,
    });
  }

  #otherColumn(): ViewColumn {
    const own = this.#panel.viewColumn ?? ViewColumn.One;
    return own > ViewColumn.One ? own - 1 : ViewColumn.Beside;
  }

  dispose(): void {
    Disposable.from(...this.#disposables).dispose();
  }
}

function select(editor: TextEditor, range: Range): void {
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range);
}
