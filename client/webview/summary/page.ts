import { banner } from '../parts/banner.js';
import { type Child, h } from '../parts/dom.js';
import { type IconName, icon } from '../parts/icons.js';
import { button, fact, jump, quoted, section } from '../parts/pieces.js';
import { details } from './details.js';
import { failures } from './failures.js';
import { findings } from './findings.js';
import { policies } from './policies.js';
import { reveal, sourced, type View } from './view.js';

/** The page, from the verdict down to what is wrong with the report itself. */
export function page(view: View): Child {
  const { summary, strings, send } = view;
  return [
    h(
      'header',
      {},
      banner({ ...summary.verdict, ...view, totals: summary.totals, note: summary.totals.note }),
      facts(view),
      h(
        'div',
        { class: 'actions' },
        button(strings.openJson, 'json', () => send({ type: 'openJson' }), 'open-json'),
        button(strings.copyMarkdown, 'copy', () => send({ type: 'copyMarkdown' }), 'copy-markdown'),
        button(strings.export, 'export', () => send({ type: 'export' }), 'export'),
      ),
    ),
    summary.zone.length > 0 && zone(view),
    summary.failures.length > 0 && failures(view),
    summary.policies.length > 0 && policies(view),
    summary.details.length > 0 && details(view),
    summary.findings.length > 0 && findings(view),
  ];
}

function facts(view: View): HTMLElement {
  const { strings } = view;
  const { organization, contact, reportId, range, start, end, file, domains } = view.summary.header;
  const days = [start, end].filter((time) => time !== undefined);
  return h(
    'dl',
    { class: 'facts' },
    organization !== undefined && fact(strings.reportedBy, sourced(view, organization, 'organization')),
    range !== undefined && start !== undefined
      ? fact(strings.range, sourced(view, { text: range, span: start.span }, 'range'))
      : days.length > 0 &&
          fact(
            strings.range,
            days.map((day, index) => sourced(view, day, `range-${index}`)),
          ),
    domains.length > 0 &&
      fact(
        strings.domains,
        domains.map((domain, index) => [index > 0 && ', ', quoted(domain)]),
      ),
    contact !== undefined && fact(strings.contact, sourced(view, contact, 'contact')),
    reportId !== undefined && fact(strings.reportId, sourced(view, reportId, 'report-id')),
    file !== undefined && fact(strings.file, quoted(file)),
  );
}

const zoneIcons: Readonly<Record<'agrees' | 'notice' | 'disagrees', IconName>> = {
  agrees: 'pass',
  notice: 'info',
  disagrees: 'warning',
};

function zone(view: View): HTMLElement {
  const { strings, send } = view;
  return section(
    'zone',
    strings.zone,
    undefined,
    h(
      'ul',
      { class: 'statements' },
      view.summary.zone.map(({ level, text, span, target }, index) =>
        h(
          'li',
          { class: `statement level-${level}` },
          icon(zoneIcons[level]),
          h(
            'div',
            {},
            h('span', { class: 'level' }, `${strings.zoneLevel[level]}: `),
            text,
            h(
              'span',
              { class: 'ways' },
              target !== undefined &&
                jump(strings.openZone, () => send({ type: 'openTarget', index }), {
                  id: `zone-${index}-open`,
                }),
              span !== undefined &&
                jump(strings.showInJson, () => reveal(view, span), { id: `zone-${index}-json` }),
            ),
          ),
        ),
      ),
    ),
  );
}
