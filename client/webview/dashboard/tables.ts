import type { NamedCounts, NamedFailures, ResultTypeCount } from '../../../protocol/folder.js';
import { amountBar, shareBar } from '../parts/charts.js';
import type { Child } from '../parts/dom.js';
import { quoted, section } from '../parts/pieces.js';
import { shortTable, table } from '../parts/table.js';
import { fill } from '../parts/text.js';
import { typeName } from './filters.js';
import type { View } from './view.js';

/** Successes and failures by name, with a bar. A row filters by its name. */
export function byCounts(
  view: View,
  id: string,
  title: string,
  label: string,
  rows: readonly NamedCounts[],
  member: 'domains' | 'organizations' | 'policyTypes',
): Child {
  const { strings, numbers } = view;
  if (rows.length === 0) return undefined;
  return section(
    `by-${id}`,
    title,
    undefined,
    table<NamedCounts>({
      id: `${id}-table`,
      label: title,
      plain: true,
      compact: true,
      strings,
      numbers,
      rows,
      state: view.tables[`${id}-table`] ?? shortTable,
      keep: (state) => view.keepTable(`${id}-table`, state),
      copy: (text) => view.send({ type: 'copy', text }),
      open: ({ name }) => view.narrow({ [member]: [name] }),
      columns: [
        {
          key: 'name',
          label,
          value: ({ name }) => (member === 'policyTypes' ? typeName(name, strings) : name),
          cell: (row) => [
            quoted(member === 'policyTypes' ? typeName(row.name, strings) : row.name || '–'),
            shareBar(
              row,
              fill(
                strings.barLabel,
                numbers.count(row.successful),
                numbers.count(row.successful + row.failed),
                numbers.count(row.failed),
              ),
            ),
          ],
        },
        { key: 'failed', label: strings.failedHead, value: ({ failed }) => failed },
        { key: 'successful', label: strings.successfulHead, value: ({ successful }) => successful },
        {
          key: 'rate',
          label: strings.success,
          value: ({ rate }) => rate ?? undefined,
          cell: ({ rate }) => (rate === null ? undefined : numbers.share(rate)),
        },
      ],
    }),
  );
}

/** Failures by name, with a bar. A row leaves the reports that have them. */
export function byFailures(
  view: View,
  id: string,
  title: string,
  label: string,
  rows: readonly NamedFailures[],
  member: 'receivingMx' | 'sendingIp',
): Child {
  const { strings, numbers } = view;
  if (rows.length === 0) return undefined;
  const largest = Math.max(...rows.map(({ count }) => count));
  return section(
    `by-${id}`,
    title,
    undefined,
    table<NamedFailures>({
      id: `${id}-table`,
      label: title,
      plain: true,
      compact: true,
      strings,
      numbers,
      rows,
      state: view.tables[`${id}-table`] ?? shortTable,
      keep: (state) => view.keepTable(`${id}-table`, state),
      copy: (text) => view.send({ type: 'copy', text }),
      open: ({ name }) => view.narrow({}, { [member]: name }),
      columns: [
        {
          key: 'name',
          label,
          value: ({ name }) => name,
          cell: (row) => [quoted(row.name || '–', 'code'), amountBar(row.count, largest)],
        },
        { key: 'count', label: strings.failedHead, value: ({ count }) => count },
      ],
    }),
  );
}

/** What failed, by result: what it means, where to look and what to do. A row leaves the reports that have it. */
export function byResult(view: View): Child {
  const { strings, numbers } = view;
  const rows = view.result.resultTypes;
  if (rows.length === 0) return undefined;
  const largest = Math.max(...rows.map(({ count }) => count));
  return section(
    'by-result',
    strings.resultTypes,
    undefined,
    table<ResultTypeCount>({
      id: 'result-table',
      label: strings.resultTypes,
      plain: true,
      strings,
      numbers,
      rows,
      state: view.tables['result-table'] ?? { ...shortTable, limit: 5 },
      keep: (state) => view.keepTable('result-table', state),
      copy: (text) => view.send({ type: 'copy', text }),
      open: ({ name }) => view.narrow({}, { resultType: name }),
      columns: [
        {
          key: 'result',
          label: strings.resultType,
          value: ({ name }) => name,
          cell: (row) => [quoted(row.name || '–', 'code'), amountBar(row.count, largest)],
        },
        { key: 'count', label: strings.failedHead, value: ({ count }) => count },
        { key: 'side', label: strings.whoMends, value: ({ side }) => side },
        { key: 'remedy', label: strings.whatToDo, value: ({ remedy }) => remedy },
      ],
    }),
  );
}
