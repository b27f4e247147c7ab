import type { FailureRow } from '../../../protocol/summary.js';
import { link, quoted, section } from '../parts/pieces.js';
import { type TableColumn, table } from '../parts/table.js';
import { reveal, type View } from './view.js';

/** Every failure detail, as a table. A row leads to its JSON. */
export function details(view: View): HTMLElement {
  const { strings, numbers, summary } = view;
  return section(
    'details',
    strings.details,
    numbers.count(summary.details.length),
    table<FailureRow>({
      id: 'details-table',
      label: strings.details,
      strings,
      numbers,
      rows: summary.details,
      state: view.table,
      keep: view.keepTable,
      copy: (text) => view.send({ type: 'copy', text }),
      open: (row) => reveal(view, row.span),
      choice: 'result',
      columns: columns(view),
    }),
  );
}

function columns({ strings, summary }: View): TableColumn<FailureRow>[] {
  const all: (TableColumn<FailureRow> & { readonly shown?: boolean })[] = [
    { key: 'result', label: strings.resultType, value: (row) => row.resultType },
    { key: 'count', label: strings.count, value: (row) => row.count },
    {
      key: 'domain',
      label: strings.domain,
      value: (row) => row.domain,
      shown: summary.header.domains.length > 1,
    },
    { key: 'mx', label: strings.receivingMx, value: (row) => row.receivingMx },
    optional('ip', strings.receivingIp, (row) => row.receivingIp),
    optional('helo', strings.helo, (row) => row.helo),
    optional('sender', strings.sendingIp, (row) => row.sendingIp),
    optional('reason', strings.reason, (row) => row.reason),
    { ...optional('info', strings.info, (row) => row.info), cell: info },
  ];
  return all.filter(({ shown }) => shown !== false);

  /** A column that is left out where no row has a value for it. */
  function optional(key: string, label: string, value: (row: FailureRow) => string | undefined) {
    return { key, label, value, shown: summary.details.some((row) => value(row) !== undefined) };
  }
}

function info({ info, link: address }: FailureRow): HTMLElement | undefined {
  return info === undefined || address === undefined ? undefined : link(quoted(info), address);
}
