import type { CommonStrings } from '../../../protocol/webview.js';
import { type Child, h } from './dom.js';
import { icon } from './icons.js';
import { quoted } from './pieces.js';
import { fill, type NumberFormats } from './text.js';

export interface TableColumn<Row> {
  readonly key: string;
  readonly label: string;
  /** What the column is sorted, filtered and copied by. */
  value(row: Row): string | number | undefined;
  /** What a cell shows; its value where absent. */
  cell?(row: Row): Child;
}

/** What a reader did to a table; kept with the page. */
export interface TableState {
  readonly sort?: { readonly key: string; readonly descending: boolean };
  readonly filter: string;
  /** The chosen value of the table's choice; all where absent. */
  readonly choice?: string;
  readonly limit: number;
}

export const freshTable: TableState = { filter: '', limit: 200 };
export const shortTable: TableState = { filter: '', limit: 10 };

export interface TableOptions<Row> {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly strings: CommonStrings;
  readonly numbers: NumberFormats;
  readonly state: TableState;
  keep(state: TableState): void;
  copy(text: string): void;
  /** What a row leads to; rows are plain where absent. */
  open?(row: Row): void;
  /** A column of few values to choose from. */
  readonly choice?: string;
  /** No tools above it: for a table of a few rows. */
  readonly plain?: boolean;
  /** Its few columns fit a narrow page as they are: rows stay rows. */
  readonly compact?: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The rows that a reader sees, in the order asked for. Rows without a value come last either way. */
export function arrange<Row>(options: TableOptions<Row>, state: TableState): Row[] {
  const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const choice = options.columns.find((column) => column.key === options.choice);
  const rows = options.rows.filter((row) => {
    if (
      choice !== undefined &&
      state.choice !== undefined &&
      String(choice.value(row) ?? '') !== state.choice
    ) {
      return false;
    }
    const text = options.columns.map((column) => String(column.value(row) ?? '').toLowerCase());
    return words.every((word) => text.some((value) => value.includes(word)));
  });
  const column = options.columns.find(({ key }) => key === state.sort?.key);
  if (column === undefined) return rows;
  const sign = state.sort?.descending === true ? -1 : 1;
  return rows.sort((a, b) => {
    const x = column.value(a);
    const y = column.value(b);
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return (
      sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y)))
    );
  });
}

/** The rows as tab-separated text, for a spreadsheet. A value that would start a formula there is made text. */
export function tabSeparated<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const field = (value: string | number | undefined): string => {
    const text = String(value ?? '').replace(/[\t\r\n]+/g, ' ');
    return typeof value === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text;
  };
  const lines = [
    columns.map(({ label }) => label),
    ...rows.map((row) => columns.map((c) => field(c.value(row)))),
  ];
  return `${lines.map((line) => line.join('\t')).join('\n')}\n`;
}

/**
 * A table that is filtered, sorted and read by keyboard: Tab reaches the first row, the arrow keys, Home and End go
 * on from there. On a narrow page each row becomes a list of names and values; the roles keep it a table.
 */
export function table<Row>(options: TableOptions<Row>): HTMLElement {
  const { id, columns, strings, numbers } = options;
  let state = options.state;
  let shown = arrange(options, state);
  const status = h('span', { class: 'shown', role: 'status' });
  const head = h('tr', { role: 'row' });
  const body = h('tbody', { role: 'rowgroup', onkeydown: moveFocus });
  const more = h(
    'button',
    { type: 'button', class: 'button', id: `${id}-more`, onclick: showMore },
    strings.showMore,
  );

  function change(next: TableState): void {
    state = next;
    options.keep(state);
    draw();
  }

  function showMore(): void {
    change({ ...state, limit: state.limit * 5 });
  }

  function sortBy(key: string): void {
    const numeric = options.rows.some(
      (row) => typeof columns.find((c) => c.key === key)?.value(row) === 'number',
    );
    const descending = state.sort?.key === key ? !state.sort.descending : numeric;
    change({ ...state, sort: { key, descending } });
    document.getElementById(`${id}-by-${key}`)?.focus();
  }

  function draw(): void {
    shown = arrange(options, state);
    head.replaceChildren(...columns.map(heading));
    body.replaceChildren(...shown.slice(0, state.limit).map(line));
    if (shown.length === 0) {
      body.append(h('tr', { role: 'row' }, h('td', { role: 'cell', class: 'none' }, strings.nothingMatches)));
    }
    more.hidden = shown.length <= state.limit;
    const visibleRows = Math.min(shown.length, state.limit);
    status.textContent =
      visibleRows === options.rows.length
        ? ''
        : fill(strings.shown, numbers.count(visibleRows), numbers.count(options.rows.length));
  }

  function heading(column: TableColumn<Row>): HTMLElement {
    const sorted = state.sort?.key === column.key;
    const descending = sorted && state.sort?.descending === true;
    return h(
      'th',
      {
        role: 'columnheader',
        scope: 'col',
        class: `col-${column.key}`,
        'aria-sort': sorted ? (descending ? 'descending' : 'ascending') : undefined,
      },
      h(
        'button',
        { type: 'button', class: 'sort', id: `${id}-by-${column.key}`, onclick: () => sortBy(column.key) },
        column.label,
        sorted && icon(descending ? 'down' : 'up'),
      ),
    );
  }

  function line(row: Row, index: number): HTMLElement {
    const open = options.open;
    return h(
      'tr',
      {
        role: 'row',
        class: open === undefined ? undefined : 'opens',
        id: `${id}-row-${index}`,
        tabindex: open === undefined ? undefined : index === 0 ? 0 : -1,
        onclick: (event) => {
          const onControl = event.target instanceof Element && event.target.closest('a, button') !== null;
          if (!onControl && document.getSelection()?.isCollapsed !== false) open?.(row);
        },
        onkeydown: (event) => {
          if (event.target === event.currentTarget && (event.key === 'Enter' || event.key === ' ')) {
            event.preventDefault();
            open?.(row);
          }
        },
      },
      columns.map((column) => {
        const value = column.value(row);
        const content = column.cell?.(row);
        return h(
          'td',
          { role: 'cell', class: `col-${column.key}`, 'data-label': column.label },
          content ??
            (typeof value === 'number'
              ? numbers.count(value)
              : value === undefined || value === ''
                ? h('span', { class: 'absent' }, '–')
                : quoted(value)),
        );
      }),
    );
  }

  draw();
  return h(
    'div',
    { class: options.compact === true ? 'table short' : 'table', id },
    options.plain !== true && tools(),
    h(
      'div',
      { class: 'table-scroll' },
      h(
        'table',
        { role: 'table', 'aria-label': options.label },
        h('thead', { role: 'rowgroup' }, head),
        body,
      ),
    ),
    h('div', { class: 'table-end' }, status, more),
  );

  function tools(): HTMLElement {
    return h(
      'div',
      { class: 'tools' },
      h('input', {
        type: 'search',
        id: `${id}-filter`,
        class: 'input',
        placeholder: strings.filter,
        'aria-label': `${options.label}: ${strings.filter}`,
        spellcheck: 'false',
        value: state.filter,
        oninput: (event) => {
          if (event.target instanceof HTMLInputElement) change({ ...state, filter: event.target.value });
        },
      }),
      choiceBox(),
      sortBox(),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: `${id}-copy`,
          onclick: () => options.copy(tabSeparated(columns, shown)),
        },
        icon('copy'),
        h('span', {}, strings.copyTable),
      ),
    );
  }

  function choiceBox(): HTMLElement | undefined {
    const column = columns.find(({ key }) => key === options.choice);
    if (column === undefined) return undefined;
    const values = [...new Set(options.rows.map((row) => String(column.value(row) ?? '')))].sort(
      collator.compare,
    );
    if (values.length < 2) return undefined;
    return select(`${id}-choice`, column.label, strings.all, values, state.choice, (value) => {
      const { choice: _, ...rest } = state;
      change(value === undefined ? rest : { ...rest, choice: value });
    });
  }

  /** Shown where the page is too narrow for column headings. */
  function sortBox(): HTMLElement {
    const orders = columns.flatMap(({ key, label }) => [
      { key, descending: false, label: `${label}, ${strings.ascending}` },
      { key, descending: true, label: `${label}, ${strings.descending}` },
    ]);
    const chosen = orders.find(
      (order) => order.key === state.sort?.key && order.descending === state.sort.descending,
    );
    const labels = orders.map(({ label }) => label);
    const box = select(`${id}-sort`, strings.sortBy, strings.sortBy, labels, chosen?.label, (label) => {
      const order = orders[labels.indexOf(label ?? '')];
      const { sort: _, ...rest } = state;
      change(
        order === undefined ? rest : { ...rest, sort: { key: order.key, descending: order.descending } },
      );
    });
    box.classList.add('narrow-only');
    return box;
  }

  function moveFocus(event: KeyboardEvent): void {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    if (row === null || event.target !== row) return;
    const rows = [...body.rows];
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const next = to === undefined ? undefined : rows[to];
    if (next === undefined) return;
    event.preventDefault();
    row.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}

/** A box to choose one value or none from. Options are told by their place, so any text may be a value. */
export function select(
  id: string,
  label: string,
  none: string,
  values: readonly string[],
  chosen: string | undefined,
  onchange: (value: string | undefined) => void,
): HTMLSelectElement {
  const box = h(
    'select',
    { id, class: 'input', 'aria-label': label },
    h('option', { value: '' }, none),
    values.map((value, index) =>
      h('option', { value: index, selected: value === chosen }, value === '' ? '–' : value),
    ),
  );
  box.addEventListener('change', () => onchange(box.value === '' ? undefined : values[Number(box.value)]));
  return box;
}
