import type { FolderReport } from '../../../protocol/folder.js';
import type { VerdictLevel } from '../../../protocol/summary.js';
import { banner } from '../parts/banner.js';
import { columnChart } from '../parts/columns.js';
import { type Child, h } from '../parts/dom.js';
import { type IconName, icon } from '../parts/icons.js';
import { button, jump, quoted, section } from '../parts/pieces.js';
import { freshTable, shortTable, table } from '../parts/table.js';
import { fill } from '../parts/text.js';
import { filters, narrowings } from './filters.js';
import { byCounts, byFailures, byResult } from './tables.js';
import type { View } from './view.js';

/** News beyond these are folded away. */
const firstNews = 8;

/** The page: how it stands, what is new, the days, who and what, the reports themselves. */
export function page(view: View): Child {
  const { result, strings, numbers, send } = view;
  const { totals, reports, duplicates, weeks, truncated, note } = result;
  const notes = [
    note,
    duplicates > 0 && fill(strings.duplicates, numbers.count(duplicates)),
    truncated && strings.truncated,
  ].filter((text) => text !== undefined && text !== false);
  return [
    h(
      'header',
      {},
      banner({
        level: level(view),
        text: reports === 0 ? strings.empty : (weeks?.text ?? view.name),
        totals,
        strings,
        numbers,
        more: [[reports === 1 ? strings.reportFigure : strings.reportsFigure, numbers.count(reports)]],
        ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
      }),
      h(
        'div',
        { class: 'bar-row' },
        filters(view),
        h(
          'div',
          { class: 'actions' },
          button(strings.copyMarkdown, 'copy', () => send({ type: 'copyMarkdown' }), 'copy-markdown'),
          button(strings.export, 'export', () => send({ type: 'export' }), 'export'),
        ),
      ),
      narrowings(view),
    ),
    reports > 0 && [
      news(view),
      byResult(view),
      days(view),
      h(
        'div',
        { class: 'grid-two' },
        byCounts(view, 'domain', strings.domains, strings.domain, result.domains, 'domains'),
        byFailures(view, 'mx', strings.receivingMxs, strings.receivingMx, result.receivingMxs, 'receivingMx'),
        byCounts(
          view,
          'organization',
          strings.organizations,
          strings.organization,
          result.organizations,
          'organizations',
        ),
        byFailures(view, 'ip', strings.sendingIps, strings.sendingIp, result.sendingIps, 'sendingIp'),
        byCounts(view, 'type', strings.policyTypes, strings.policyType, result.policyTypes, 'policyTypes'),
      ),
      reportList(view),
    ],
    unreadable(view),
  ];
}

/** As the verdict of one report: by the share of failed sessions. */
function level({ result: { totals } }: View): VerdictLevel {
  if (totals.rate === null) return 'empty';
  if (totals.failed === 0) return 'success';
  return totals.rate > 0.9 ? 'notice' : totals.rate > 0.5 ? 'warning' : 'failure';
}

/** What is wrong now against a week ago, and who no longer reports; each leads to its reports. */
function news(view: View): HTMLElement {
  const { result, strings } = view;
  const item = (text: Child, name: IconName, level: string) =>
    h('li', { class: `statement level-${level}` }, icon(name), h('div', {}, text));
  const items = [
    ...result.news.map(({ text, domain, resultType, receivingMx }, index) => {
      const match = { resultType, ...(receivingMx !== '' && { receivingMx }) };
      const open = () => view.narrow({ domains: [domain] }, match);
      return item(jump(text, open, { id: `news-${index}` }), 'warning', 'disagrees');
    }),
    ...result.silent.map(({ text, organization }, index) => {
      const open = () => view.narrow({ organizations: [organization] });
      return item(jump(text, open, { id: `silent-${index}` }), 'info', 'notice');
    }),
  ];
  const nothing = result.weeks?.previous.rate === null ? strings.noWeekBefore : strings.noNews;
  return section(
    'news',
    strings.news,
    undefined,
    h(
      'ul',
      { class: 'statements' },
      result.news.length === 0 && item(nothing, nothing === strings.noNews ? 'pass' : 'info', 'agrees'),
      items.slice(0, firstNews),
    ),
    items.length > firstNews &&
      folded(view, 'news-more', strings.showMore, h('ul', { class: 'statements' }, items.slice(firstNews))),
  );
}

/** A part that is opened on request and stays open through updates. */
function folded({ opened, keepOpened }: View, id: string, title: string, content: Child): HTMLElement {
  return h(
    'details',
    {
      open: opened.has(id),
      ontoggle: (event) => {
        if (event.target instanceof HTMLDetailsElement) keepOpened(id, event.target.open);
      },
    },
    h('summary', { id }, title),
    content,
  );
}

function days(view: View): HTMLElement {
  const { result, strings, numbers } = view;
  const columns = result.days.map(({ day, ...counts }) => ({ ...counts, name: day }));
  return section(
    'days',
    strings.perDay,
    undefined,
    columnChart({
      columns,
      label: strings.perDay,
      count: numbers.count,
      describe: ({ name, successful, failed }) =>
        `${name}: ${fill(strings.barLabel, numbers.count(successful), numbers.count(successful + failed), numbers.count(failed))}`,
      open: ({ name }) => {
        const [from = name, to = from] = name.split(' – ');
        if (from === to) view.narrow({}, { day: from });
        else view.narrow({ from, to });
      },
    }),
    folded(
      view,
      'days-folded',
      strings.perDayTable,
      table({
        id: 'days-table',
        label: strings.perDay,
        plain: true,
        compact: true,
        strings,
        numbers,
        rows: result.days,
        state: view.tables['days-table'] ?? { ...freshTable, limit: 31 },
        keep: (state) => view.keepTable('days-table', state),
        copy: (text) => view.send({ type: 'copy', text }),
        open: ({ day }) => view.narrow({}, { day }),
        columns: [
          { key: 'day', label: strings.day, value: ({ day }) => day },
          { key: 'successful', label: strings.successfulHead, value: ({ successful }) => successful },
          { key: 'failed', label: strings.failedHead, value: ({ failed }) => failed },
          {
            key: 'rate',
            label: strings.success,
            value: ({ rate }) => rate ?? undefined,
            cell: ({ rate }) => (rate === null ? undefined : numbers.share(rate)),
          },
        ],
      }),
    ),
  );
}

function reportList(view: View): HTMLElement {
  const { reports, moreReports, strings, numbers } = view;
  return section(
    'reports',
    strings.reports,
    numbers.count(reports.length + moreReports),
    table<FolderReport>({
      id: 'reports-table',
      label: strings.reports,
      strings,
      numbers,
      rows: reports,
      state: view.tables['reports-table'] ?? { ...freshTable, limit: 20 },
      keep: (state) => view.keepTable('reports-table', state),
      copy: (text) => view.send({ type: 'copy', text }),
      open: ({ file }) => view.send({ type: 'openReport', file }),
      columns: [
        { key: 'day', label: strings.day, value: ({ day }) => day || undefined },
        { key: 'organization', label: strings.organization, value: ({ organization }) => organization },
        { key: 'domain', label: strings.domain, value: ({ domains }) => domains.join(', ') },
        { key: 'failed', label: strings.failedHead, value: ({ failed }) => failed },
        { key: 'successful', label: strings.successfulHead, value: ({ successful }) => successful },
        { key: 'file', label: strings.file, value: ({ file }) => file },
      ],
    }),
    moreReports > 0 && h('p', { class: 'note' }, fill(strings.moreReports, numbers.count(moreReports))),
  );
}

function unreadable(view: View): Child {
  const { result, strings, numbers } = view;
  const rows = result.unreadable;
  if (rows.length === 0) return undefined;
  return section(
    'unreadable',
    strings.unreadable,
    numbers.count(rows.length + result.unreadableMore),
    table({
      id: 'unreadable-table',
      label: strings.unreadable,
      plain: true,
      strings,
      numbers,
      rows,
      state: view.tables['unreadable-table'] ?? shortTable,
      keep: (state) => view.keepTable('unreadable-table', state),
      copy: (text) => view.send({ type: 'copy', text }),
      columns: [
        {
          key: 'file',
          label: strings.file,
          value: ({ file }) => file,
          cell: ({ file }) => quoted(file, 'code'),
        },
        { key: 'reason', label: strings.reason, value: ({ reason }) => reason },
      ],
    }),
    result.unreadableMore > 0 &&
      h('p', { class: 'note' }, fill(strings.unreadableMore, numbers.count(result.unreadableMore))),
  );
}
