import type { SessionCounts, VerdictLevel } from '../../../protocol/summary.js';
import type { CommonStrings } from '../../../protocol/webview.js';
import { shareBar } from './charts.js';
import { type Child, h } from './dom.js';
import { type IconName, icon } from './icons.js';
import { fill, type NumberFormats } from './text.js';

const icons: Readonly<Record<VerdictLevel, IconName>> = {
  success: 'pass',
  notice: 'info',
  warning: 'warning',
  failure: 'error',
  empty: 'empty',
};

export interface Banner {
  readonly level: VerdictLevel;
  readonly text: string;
  readonly totals: SessionCounts;
  readonly strings: CommonStrings;
  readonly numbers: NumberFormats;
  /** Name and value of figures beside those of the sessions. */
  readonly more?: readonly (readonly [name: string, value: string])[];
  readonly note?: Child;
}

/** The sentence that a manager reads, and the numbers under it. */
export function banner({ level, text, totals, strings, numbers, more = [], note }: Banner): HTMLElement {
  const { successful, failed, rate } = totals;
  const total = successful + failed;
  return h(
    'div',
    { class: `verdict verdict-${level}` },
    h('h1', {}, icon(icons[level]), h('span', {}, text)),
    total > 0 &&
      shareBar(
        totals,
        fill(strings.barLabel, numbers.count(successful), numbers.count(total), numbers.count(failed)),
      ),
    h(
      'dl',
      { class: 'figures' },
      figure(strings.successRate, rate === null ? '–' : numbers.share(rate)),
      figure(strings.successful, numbers.count(successful), 'good'),
      figure(strings.failed, numbers.count(failed), 'bad'),
      figure(total === 1 ? strings.session : strings.sessions, numbers.count(total)),
      more.map(([name, value]) => figure(name, value)),
    ),
    note !== undefined && h('p', { class: 'note' }, note),
  );
}

function figure(name: string, value: string, key?: 'good' | 'bad'): HTMLElement {
  return h(
    'div',
    { class: 'figure' },
    h('dt', {}, key !== undefined && h('span', { class: `key key-${key}`, 'aria-hidden': 'true' }), name),
    h('dd', {}, value),
  );
}
