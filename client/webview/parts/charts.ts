/**
 * Bars of SVG. Each says in its label what it shows; failures are hatched and stand on the right or on top, so that
 * they are told from successes without colour.
 */
import type { SessionCounts } from '../../../protocol/summary.js';
import { svg } from './dom.js';

let patterns = 0;

/** The hatching of failures; every picture has its own, since ids are of the whole page. */
export function hatch(): { readonly fill: string; readonly definition: SVGElement } {
  const id = `hatch-${patterns++}`;
  const definition = svg(
    'defs',
    {},
    svg(
      'pattern',
      { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('rect', { width: 5, height: 5, class: 'bar-failed' }),
      svg('rect', { width: 1.5, height: 5, class: 'bar-hatch' }),
    ),
  );
  return { fill: `url(#${id})`, definition };
}

/**
 * Successes and failures of one whole, side by side. Widths are percentages and there is no viewBox: the hatching is
 * not stretched. A share too small to see is drawn one percent wide.
 */
export function shareBar(counts: SessionCounts, label: string): SVGElement {
  const total = counts.successful + counts.failed;
  const exact = total === 0 ? 0 : (counts.failed / total) * 100;
  const failed = exact > 0 && exact < 100 ? Math.min(99, Math.max(1, exact)) : exact;
  const pattern = hatch();
  return svg(
    'svg',
    { class: 'bar', role: 'img', 'aria-label': label },
    pattern.definition,
    svg('rect', { width: '100%', height: '100%', class: total === 0 ? 'bar-empty' : 'bar-successful' }),
    failed > 0 &&
      svg('rect', { x: `${100 - failed}%`, width: `${failed}%`, height: '100%', fill: pattern.fill }),
    failed > 0 &&
      failed < 100 &&
      svg('rect', { x: `${100 - failed}%`, width: 2, height: '100%', class: 'bar-gap' }),
  );
}

/** How much of the largest this is. Its number stands beside it in the same cell. */
export function amountBar(value: number, largest: number): SVGElement {
  const pattern = hatch();
  const width = largest === 0 ? 0 : Math.max(1, (value / largest) * 100);
  return svg(
    'svg',
    { class: 'bar', 'aria-hidden': 'true' },
    pattern.definition,
    svg('rect', { width: '100%', height: '100%', class: 'bar-empty' }),
    svg('rect', { width: `${width}%`, height: '100%', fill: pattern.fill }),
  );
}
