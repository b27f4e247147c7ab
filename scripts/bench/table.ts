/** A figure as a line for people and as one for programs. */
import type { Spread } from './measure.js';
import { type Bar, type Figure, keeps, type Row } from './row.js';

/** A line of a Markdown table: what, value, peer, ratio, bar. */
export function tableLine(figure: Figure): string {
  const { what, unit, value, peer, bar, note } = figure;
  const kept = keeps(figure);
  const cells = [
    note === undefined ? what : `${what} (${note})`,
    spread(value, unit),
    peer === undefined ? '' : `${peer.name} ${spread(peer.value, unit)}`,
    peer === undefined ? '' : `${digits(value.median / peer.value.median)} ×`,
    bar === undefined ? '' : limit(bar, unit),
    kept === undefined ? '' : kept ? 'kept' : 'MISSED',
  ];
  return `| ${cells.join(' | ')} |`;
}

export const tableHead = `| what | tls-rpt | peer | ratio | bar | |
|---|---|---|---|---|---|`;

export function jsonLine(row: Row, figure: Figure): string {
  const kept = keeps(figure);
  return JSON.stringify({ row: row.name, ...figure, ...(kept !== undefined && { kept }) });
}

function spread({ median, least, greatest, runs }: Spread, unit: string): string {
  const range = runs > 1 ? ` (${digits(least)} to ${digits(greatest)})` : '';
  return `${digits(median)} ${unit}${range}`;
}

function limit({ kind, value, ofPeer }: Bar, unit: string): string {
  return `${kind === 'most' ? '≤' : '≥'} ${value} ${ofPeer === true ? '× peer' : unit}`;
}

/** Three significant digits, whole above 100. */
function digits(value: number): string {
  return value >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString();
}
