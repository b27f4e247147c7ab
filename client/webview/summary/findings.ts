import type { SummaryFinding } from '../../../protocol/summary.js';
import { h } from '../parts/dom.js';
import { type IconName, icon } from '../parts/icons.js';
import { jump, link, section } from '../parts/pieces.js';
import { reveal, type View } from './view.js';

const icons: Readonly<Record<SummaryFinding['severity'], IconName>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'info',
};

/** What is wrong with the report itself: its author's mistakes, not the mail servers'. */
export function findings(view: View): HTMLElement {
  const { strings, numbers, summary } = view;
  return section(
    'findings',
    strings.findings,
    numbers.count(summary.findings.length),
    h(
      'ul',
      { class: 'statements' },
      summary.findings.map((finding, index) =>
        h(
          'li',
          { class: `statement severity-${finding.severity}` },
          icon(icons[finding.severity]),
          h(
            'div',
            {},
            h('span', { class: 'level' }, `${strings.severity[finding.severity]}: `),
            jump(finding.message, () => reveal(view, finding.span), {
              id: `finding-${index}`,
              title: strings.showInJson,
            }),
            h('span', { class: 'ways' }, link(finding.rule, finding.href, `finding-${index}-rule`)),
          ),
        ),
      ),
    ),
  );
}
