import type { PolicyCard } from '../../../protocol/summary.js';
import { shareBar } from '../parts/charts.js';
import { type Child, h } from '../parts/dom.js';
import { badge, fact, jump, quoted, section } from '../parts/pieces.js';
import { fill } from '../parts/text.js';
import { reveal, sourced, type View } from './view.js';

/** A card for each policy that the sender found, with its sessions. */
export function policies(view: View): HTMLElement {
  return section(
    'policies',
    view.strings.policies,
    undefined,
    h(
      'div',
      { class: 'cards' },
      view.summary.policies.map((policy, index) => card(view, policy, index)),
    ),
  );
}

function card(view: View, policy: PolicyCard, index: number): HTMLElement {
  const { strings, numbers } = view;
  const { successful, failed } = policy;
  const total = successful + failed;
  const id = `policy-${index}`;
  return h(
    'article',
    { class: 'card policy', 'aria-labelledby': `${id}-name` },
    h(
      'div',
      { class: 'card-head' },
      h(
        'h3',
        { id: `${id}-name` },
        policy.domain === undefined
          ? jump(strings.notNamed, () => reveal(view, policy.span), { id, title: strings.showInJson })
          : sourced(view, { text: policy.domain.text, span: policy.span }, id),
      ),
      badge(policy.typeName),
    ),
    shareBar(
      policy,
      fill(strings.barLabel, numbers.count(successful), numbers.count(total), numbers.count(failed)),
    ),
    h(
      'p',
      { class: 'bar-numbers' },
      total === 0
        ? strings.noSessions
        : [
            number(view, `${id}-successful`, strings.successful, successful, policy.successfulSpan),
            number(view, `${id}-failed`, strings.failed, failed, policy.failedSpan),
            policy.rate !== null && h('span', { class: 'rate' }, numbers.share(policy.rate)),
          ],
    ),
    h(
      'dl',
      { class: 'pairs' },
      policy.mode !== undefined &&
        fact(
          strings.mode,
          quoted(policy.mode, 'code'),
          policy.modeText !== undefined && ` – ${policy.modeText}`,
        ),
      policy.mx.length > 0 && fact(strings.mx, list(policy.mx.map((mx) => quoted(mx, 'code')))),
      policy.maxAge !== undefined &&
        fact(
          strings.maxAge,
          policy.maxAgeText ?? '',
          h('span', { class: 'aside' }, ` (${numbers.count(policy.maxAge)} s)`),
        ),
      policy.tlsa.length > 0 &&
        fact(
          strings.tlsa,
          list(policy.tlsa.map(({ rdata, text }) => [h('span', {}, text), quoted(rdata, 'code rdata')])),
        ),
    ),
    policy.lines.length > 0 && raw(view, policy, `${id}-raw`),
  );
}

function number(
  view: View,
  id: string,
  name: string,
  value: number,
  span: PolicyCard['span'] | undefined,
): HTMLElement {
  const text = `${view.numbers.count(value)} ${name}`;
  if (span === undefined) return h('span', {}, text);
  return jump(text, () => reveal(view, span), { id, title: view.strings.showInJson });
}

function list(items: readonly Child[]): HTMLElement {
  return h(
    'ul',
    { class: 'list' },
    items.map((item) => h('li', {}, item)),
  );
}

function raw(view: View, policy: PolicyCard, id: string): HTMLElement {
  return h(
    'details',
    {
      open: view.opened.has(id),
      ontoggle: (event) => {
        if (event.target instanceof HTMLDetailsElement) view.keepOpened(id, event.target.open);
      },
    },
    h('summary', { id }, view.strings.rawPolicy),
    h(
      'pre',
      { tabindex: 0, role: 'region', 'aria-label': view.strings.rawPolicy },
      policy.lines.map((line, index) => [index > 0 && document.createTextNode('\n'), quoted(line)]),
    ),
  );
}
