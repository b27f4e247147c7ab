import type { ReportSummary, SourcedText, SourceSpan } from '../../../protocol/summary.js';
import type { SummaryFromPage, SummaryStrings } from '../../../protocol/webview.js';
import { jump, quoted } from '../parts/pieces.js';
import type { TableState } from '../parts/table.js';
import type { NumberFormats } from '../parts/text.js';

/** What a part of the page draws from. */
export interface View {
  readonly summary: ReportSummary;
  readonly strings: SummaryStrings;
  readonly numbers: NumberFormats;
  readonly table: TableState;
  keepTable(state: TableState): void;
  readonly opened: ReadonlySet<string>;
  keepOpened(id: string, open: boolean): void;
  send(message: SummaryFromPage): void;
}

/** A text of the report that leads to its place in the JSON. */
export function sourced(view: View, text: SourcedText, id: string): HTMLElement {
  return jump(quoted(text.text), () => reveal(view, text.span), {
    id,
    title: view.strings.showInJson,
  });
}

/** Shows a place of the report in its JSON. */
export function reveal(view: View, span: SourceSpan): void {
  view.send({ type: 'reveal', span });
}
