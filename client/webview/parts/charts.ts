/**
 * Bars of SVG. Each says in its label what it shows; failures are hatched and stand on the right or on top, so that
 * they are told from successes without colour.
 */
import type { SessionCounts } from '../../../protocol/summary.js';
import { svg } from './dom.js';

let patterns = 0;

/** The hatching of failures; every picture has its own, since ids are of the whole page. */
function hatch(): { readonly fill: string; readonly definition: SVGElement } {
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

export interface Column extends SessionCounts {
  readonly name: string;
  readonly label: string;
}

/** Columns over time, successes below and failures on top, with a scale. */
export function columnChart(
  columns: readonly Column[],
  label: string,
  count: (value: number) => string,
): SVGElement {
  const height = 160;
  const slot = Math.max(6, Math.min(40, 900 / Math.max(1, columns.length)));
  const left = 52;
  const width = left + slot * columns.length + 8;
  const largest = niceCeiling(Math.max(1, ...columns.map((column) => column.successful + column.failed)));
  const y = (value: number): number => height - (value / largest) * height;
  const pattern = hatch();
  const every = Math.ceil(columns.length / Math.max(1, Math.floor((slot * columns.length) / 80)));
  return svg(
    'svg',
    { viewBox: `0 -8 ${width} ${height + 30}`, class: 'columns', role: 'img', 'aria-label': label },
    pattern.definition,
    [0, 0.5, 1].map((part) => [
      svg('line', { x1: left, x2: width, y1: y(largest * part), y2: y(largest * part), class: 'grid' }),
      svg(
        'text',
        { x: left - 6, y: y(largest * part) + 4, 'text-anchor': 'end', class: 'scale' },
        count(largest * part),
      ),
    ]),
    columns.map((column, index) => {
      const x = left + index * slot + slot * 0.12;
      const bar = slot * 0.76;
      const total = column.successful + column.failed;
      const failedHeight = column.failed === 0 ? 0 : Math.max(3, y(0) - y(column.failed));
      return svg(
        'g',
        {},
        svg('title', {}, column.label),
        svg('rect', { x, width: bar, y: -8, height: height + 8, class: 'column-hit' }),
        svg('rect', { x, width: bar, y: y(total), height: height - y(total), class: 'bar-successful' }),
        failedHeight > 0 &&
          svg('rect', { x, width: bar, y: y(total), height: failedHeight, fill: pattern.fill }),
        failedHeight > 0 &&
          column.successful > 0 &&
          svg('rect', { x, width: bar, y: y(total) + failedHeight, height: 1.5, class: 'bar-gap' }),
        index % every === 0 &&
          svg(
            'text',
            { x: x + bar / 2, y: height + 16, 'text-anchor': 'middle', class: 'scale' },
            column.name,
          ),
      );
    }),
  );
}

/** The next of 1, 2, 4, 6, 8, 10 times a power of ten: its half is as round. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return Math.max(2, step * power);
}
