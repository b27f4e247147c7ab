import type { FailureGroup } from '../../../protocol/summary.js';
import { amountBar } from '../parts/charts.js';
import { h } from '../parts/dom.js';
import { badge, fact, jump, link, quoted, section } from '../parts/pieces.js';
import { reveal, type View } from './view.js';

/** What failed, by result type: what it means, who can mend it and how. */
export function failures(view: View): HTMLElement {
  const groups = view.summary.failures;
  const largest = Math.max(...groups.map(({ count }) => count));
  return section(
    'failures',
    view.strings.failures,
    undefined,
    h(
      'div',
      { class: 'cards' },
      groups.map((group, index) => card(view, group, index, largest)),
    ),
  );
}

function card(view: View, group: FailureGroup, index: number, largest: number): HTMLElement {
  const { strings, numbers } = view;
  return h(
    'article',
    { class: 'card failure', 'aria-labelledby': `failure-${index}-name` },
    h(
      'div',
      { class: 'card-head' },
      h(
        'h3',
        { id: `failure-${index}-name` },
        jump(quoted(group.resultType, 'code'), () => reveal(view, group.span), {
          id: `failure-${index}`,
          title: strings.showInJson,
        }),
      ),
      h(
        'span',
        { class: 'amount-number' },
        numbers.count(group.count),
        ' ',
        h('small', {}, group.count === 1 ? strings.session : strings.sessions),
      ),
    ),
    amountBar(group.count, largest),
    group.meaning !== '' && h('p', {}, group.meaning),
    h(
      'dl',
      { class: 'pairs' },
      group.hosts.length > 0 && fact(strings.receivingMx, hostList(view, group, index)),
      group.side !== '' && fact(strings.whoMends, badge(group.side)),
      group.remedy !== '' && fact(strings.whatToDo, group.remedy),
    ),
    group.reference !== undefined &&
      h(
        'p',
        { class: 'reference' },
        link(group.reference.text, group.reference.href, `failure-${index}-rfc`),
      ),
  );
}

/** The table has every server: more names than these would push away what to do. */
const mostHosts = 5;

function hostList(view: View, group: FailureGroup, index: number): HTMLElement {
  const more = group.hosts.length - mostHosts;
  return h(
    'ul',
    { class: 'list' },
    group.hosts.slice(0, mostHosts).map(({ name, count, span }, i) =>
      h(
        'li',
        {},
        jump(quoted(name, 'code'), () => reveal(view, span), {
          id: `failure-${index}-host-${i}`,
          title: view.strings.showInJson,
        }),
        group.hosts.length > 1 && h('small', {}, ` ${view.numbers.count(count)}`),
      ),
    ),
    more > 0 && h('li', {}, h('small', {}, `+${view.numbers.count(more)}`)),
  );
}
