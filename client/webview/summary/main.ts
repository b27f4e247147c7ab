import { receivedSummary } from '../../../protocol/summary.js';
import type { SummaryFromPage, SummaryToPage } from '../../../protocol/webview.js';
import { connect, listen } from '../host.js';
import { h, replaceContent } from '../parts/dom.js';
import { keepScroll } from '../parts/scroll.js';
import { freshTable, type TableState } from '../parts/table.js';
import { numberFormats } from '../parts/text.js';
import { page } from './page.js';

/** What outlives hiding the page and restarting the window. The extension reads `uri` after a restart. */
interface State {
  readonly uri?: string;
  readonly table: TableState;
  readonly opened: readonly string[];
  readonly scroll?: number;
}

const host = connect<SummaryFromPage, State>();
let state: State = host.state ?? { table: freshTable, opened: [] };
let drawn = false;
const root = document.body.appendChild(h('main', { class: 'page' }));

function keep(change: Partial<State>): void {
  state = { ...state, ...change };
  host.keep(state);
}

function receive(message: SummaryToPage): void {
  if (message.type === 'problem') {
    replaceContent(root, h('p', { class: 'problem', role: 'alert' }, message.text));
    return;
  }
  // Another report in the same page starts afresh.
  keep(message.uri === state.uri ? {} : { uri: message.uri, table: freshTable, opened: [], scroll: 0 });
  document.documentElement.lang = message.locale;
  replaceContent(
    root,
    page({
      summary: receivedSummary(message.summary),
      strings: message.strings,
      numbers: numberFormats(message.locale),
      table: state.table,
      keepTable: (table) => keep({ table }),
      opened: new Set(state.opened),
      keepOpened: (id, open) => {
        const others = state.opened.filter((name) => name !== id);
        keep({ opened: open ? [...others, id] : others });
      },
      send: host.send,
    }),
  );
  if (!drawn) keepScroll(state.scroll ?? 0, (scroll) => keep({ scroll }));
  drawn = true;
}

listen(receive);
host.send({ type: 'ready' });
