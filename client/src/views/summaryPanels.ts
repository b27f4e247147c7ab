import {
  type Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { baseName } from '../baseName.js';
import type { Client } from '../client.js';
import { fileUri, type PackedReports } from '../reports/packed.js';
import type { WorkspaceZones } from '../zones/workspaceZones.js';
import { showPage } from './pages.js';
import { SummaryView } from './summary.js';

export const summaryViewType = 'tlsRpt.summary';

/** All summary pages: those beside a JSON document, one for each, and those of the custom editor. */
export class SummaryPanels implements Disposable {
  readonly #context: ExtensionContext;
  readonly #client: Client;
  readonly #reports: PackedReports;
  readonly #zones: WorkspaceZones;
  readonly #views = new Map<WebviewPanel, SummaryView>();
  readonly #serializer: Disposable;

  constructor(context: ExtensionContext, client: Client, reports: PackedReports, zones: WorkspaceZones) {
    this.#context = context;
    this.#client = client;
    this.#reports = reports;
    this.#zones = zones;
    this.#serializer = window.registerWebviewPanelSerializer(summaryViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const uri = keptUri(state);
        if (uri === undefined) panel.dispose();
        else this.attach(panel, uri);
      },
    });
  }

  /** The page that the user looks at; undefined where it is none of these. */
  get active(): SummaryView | undefined {
    return [...this.#views].find(([panel]) => panel.active)?.[1];
  }

  /** Shows the summary of a JSON document beside it. */
  open(document: Uri): SummaryView {
    for (const [panel, view] of this.#views) {
      if (view.document.toString() === document.toString() && panel.viewType === summaryViewType) {
        panel.reveal(undefined, true);
        return view;
      }
    }
    const panel = window.createWebviewPanel(
      summaryViewType,
      title(document),
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      {},
    );
    return this.attach(panel, document);
  }

  /** Makes a panel the summary page of a JSON document. */
  attach(panel: WebviewPanel, document: Uri): SummaryView {
    const view = new SummaryView(this.#client, this.#reports, this.#zones, panel, document);
    this.#views.set(panel, view);
    panel.onDidDispose(() => {
      this.#views.delete(panel);
      view.dispose();
    });
    showPage(this.#context, panel, 'summary', title(document));
    return view;
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const view of this.#views.values()) view.dispose();
  }
}

function title(document: Uri): string {
  return l10n.t('Summary of {0}', baseName(fileUri(document)));
}

/** The address that the page kept (`summary/main.ts`), or nothing where its state is from elsewhere. */
export function keptUri(state: unknown): Uri | undefined {
  const uri = typeof state === 'object' && state !== null && 'uri' in state ? state.uri : undefined;
  return typeof uri === 'string' ? Uri.parse(uri, true) : undefined;
}
