import type { VerdictLevel } from '../../../protocol/summary.js';
import { shareBar } from '../parts/charts.js';
import { h } from '../parts/dom.js';
import { type IconName, icon } from '../parts/icons.js';
import { fill } from '../parts/text.js';
import type { View } from './page.js';

const icons: Readonly<Record<VerdictLevel, IconName>> = {
  success: 'pass',
  notice: 'info',
  warning: 'warning',
  failure: 'error',
  empty: 'empty',
};

/** The sentence that a manager reads, and the numbers under it. */
export function verdict({ summary, strings, numbers }: View): HTMLElement {
  const { level, text } = summary.verdict;
  const { successful, failed, rate, note } = summary.totals;
  const total = successful + failed;
  return h(
    'div',
    { class: `verdict verdict-${level}` },
    h('h1', {}, icon(icons[level]), h('span', {}, text)),
    total > 0 &&
      shareBar(
        summary.totals,
        fill(strings.barLabel, numbers.count(successful), numbers.count(total), numbers.count(failed)),
      ),
    h(
      'dl',
      { class: 'figures' },
      figure(strings.successRate, rate === null ? '–' : numbers.share(rate)),
      figure(strings.successful, numbers.count(successful), 'good'),
      figure(strings.failed, numbers.count(failed), 'bad'),
      figure(strings.sessions, numbers.count(total)),
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
