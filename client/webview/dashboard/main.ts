import type { FolderFilter, FolderMatch } from '../../../protocol/folder.js';
import type { DashboardFromPage, DashboardToPage } from '../../../protocol/webview.js';
import { connect, listen } from '../host.js';
import { h, replaceContent } from '../parts/dom.js';
import { keepScroll } from '../parts/scroll.js';
import type { TableState } from '../parts/table.js';
import { fill, numberFormats } from '../parts/text.js';
import { page } from './page.js';
import type { Changes } from './view.js';

/** What outlives hiding the page and restarting the window. The extension reads `uri` after a restart. */
interface State {
  readonly uri?: string;
  readonly filter: FolderFilter;
  readonly match: FolderMatch;
  readonly tables: Readonly<Record<string, TableState>>;
  readonly opened: readonly string[];
  readonly scroll?: number;
}

const host = connect<DashboardFromPage, State>();
let state: State = host.state ?? { filter: {}, match: {}, tables: {}, opened: [] };
let drawn = false;
const progress = h('div', { class: 'progress' });
const root = h('div', { class: 'page' });
document.body.append(h('main', {}, progress, root));

function keep(change: Partial<State>): void {
  state = { ...state, ...change };
  host.keep(state);
}

/** From what was asked for last, not from what is shown: two quick changes both count. */
function narrow(filter: Changes<FolderFilter>, match: Changes<FolderMatch> = {}): void {
  ask(changed(state.filter, filter), changed(state.match, match));
}

function ask(filter: FolderFilter, match: FolderMatch): void {
  keep({ filter, match });
  host.send({ type: 'filter', filter, match });
}

function changed<T extends object>(before: T, changes: Changes<T>): T {
  return Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined),
  ) as T;
}

function receive(message: DashboardToPage): void {
  switch (message.type) {
    case 'progress':
      showProgress(message);
      return;
    case 'narrow':
      ask(message.filter, {});
      return;
    case 'problem':
      replaceContent(root, h('p', { class: 'problem', role: 'alert' }, message.text));
      return;
    case 'folder':
      keep({ uri: message.uri });
      document.documentElement.lang = message.locale;
      replaceContent(
        root,
        page({
          ...message,
          numbers: numberFormats(message.locale),
          filter: state.filter,
          match: state.match,
          narrow,
          reset: () => ask({}, {}),
          tables: state.tables,
          keepTable: (id, table) => keep({ tables: { ...state.tables, [id]: table } }),
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
}

/** The bar stays one element while it grows, so that screen readers follow it. */
function showProgress({ text, done, total, cancel }: Extract<DashboardToPage, { type: 'progress' }>): void {
  if (text === null) {
    progress.replaceChildren();
    return;
  }
  const words = fill(text, done, total);
  const bar = progress.querySelector('progress');
  if (bar === null) {
    progress.append(
      h('label', { for: 'progress' }, words),
      h('progress', { id: 'progress', max: Math.max(1, total), value: done }),
      h(
        'button',
        { type: 'button', class: 'button', id: 'cancel', onclick: () => host.send({ type: 'cancel' }) },
        cancel,
      ),
    );
    return;
  }
  bar.max = Math.max(1, total);
  bar.value = done;
  const label = progress.querySelector('label');
  if (label !== null) label.textContent = words;
}

listen(receive);
host.send({ type: 'ready', filter: state.filter, match: state.match });
