import type { SessionCounts } from '../../../protocol/summary.js';
import { hatch } from './charts.js';
import { h, svg } from './dom.js';

/** One place on the axis. */
export interface Column extends SessionCounts {
  readonly name: string;
}

export interface ColumnChart {
  readonly columns: readonly Column[];
  readonly label: string;
  /** A column in words, shown where the pointer rests. */
  describe(column: Column): string;
  count(value: number): string;
  open(column: Column): void;
}

const height = 170;
const top = 10;
const base = height - 22;
const left = 56;
/** Room for a day under its column, in pixels. */
const labelWidth = 74;
/** Narrower columns than this, in pixels, are drawn together with their neighbours. */
const narrowest = 5;

/**
 * Columns over time, successes below and failures on top, with a scale. Drawn anew for every width, so that its words
 * keep their size.
 */
export function columnChart(chart: ColumnChart): HTMLElement {
  const frame = h('div', { class: 'columns' });
  let drawn = 0;
  new ResizeObserver(() => {
    const width = frame.clientWidth;
    if (width === drawn || width === 0) return;
    drawn = width;
    frame.replaceChildren(draw(chart, width));
  }).observe(frame);
  return frame;
}

function draw(chart: ColumnChart, width: number): SVGElement {
  const columns = merge(chart.columns, Math.max(1, Math.floor((width - left) / narrowest)));
  const slot = Math.min(96, (width - left) / Math.max(1, columns.length));
  const right = left + slot * columns.length;
  const largest = roundUp(Math.max(1, ...columns.map((column) => column.successful + column.failed)));
  const y = (value: number): number => base - (value / largest) * (base - top);
  const pattern = hatch();
  const every = Math.max(1, Math.ceil((labelWidth + 10) / slot));
  return svg(
    'svg',
    { width, height, role: 'img', 'aria-label': chart.label },
    pattern.definition,
    [0, 0.5, 1].map((part) => [
      svg('line', { x1: left, x2: right, y1: y(largest * part), y2: y(largest * part), class: 'grid' }),
      svg(
        'text',
        { x: left - 8, y: y(largest * part) + 4, 'text-anchor': 'end', class: 'scale' },
        chart.count(largest * part),
      ),
    ]),
    columns.map((column, index) => {
      const x = left + index * slot;
      const bar = Math.max(1, slot * 0.78);
      const at = { x: x + (slot - bar) / 2, width: bar };
      const head = y(column.successful + column.failed);
      const failed = column.failed === 0 ? 0 : Math.max(3, y(0) - y(column.failed));
      const group = svg(
        'g',
        { class: 'column' },
        svg('title', {}, chart.describe(column)),
        svg('rect', { x, width: slot, y: 0, height: base, class: 'column-hit' }),
        svg('rect', { ...at, y: head, height: base - head, class: 'bar-successful' }),
        failed > 0 &&
          svg('rect', { ...at, y: Math.min(head, base - failed), height: failed, fill: pattern.fill }),
        index % every === 0 &&
          at.x + labelWidth < width &&
          svg('text', { x: at.x, y: height - 5, class: 'scale' }, column.name.replace(/ – .*/, '')),
      );
      group.addEventListener('click', () => chart.open(column));
      return group;
    }),
  );
}

/** At most so many columns: neighbours are added up, under the names of the first and the last. */
export function merge(columns: readonly Column[], most: number): readonly Column[] {
  const size = Math.ceil(columns.length / most);
  if (size <= 1) return columns;
  return Array.from({ length: Math.ceil(columns.length / size) }, (_, index) => {
    const some = columns.slice(index * size, (index + 1) * size);
    const successful = some.reduce((sum, column) => sum + column.successful, 0);
    const failed = some.reduce((sum, column) => sum + column.failed, 0);
    const sessions = successful + failed;
    return {
      name: `${some[0]?.name} – ${some.at(-1)?.name}`,
      successful,
      failed,
      rate: sessions === 0 ? null : successful / sessions,
    };
  });
}

/** The next of 2, 4, 6, 8, 10 times a power of ten: its half is as round. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.max(2, ([1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power);
}
