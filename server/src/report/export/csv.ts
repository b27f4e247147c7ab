/** CSV (RFC 4180) that a spreadsheet can open without running anything in it. */
import { visible } from '../visible.js';
import { type FlatRow, flatRows, type NamedReport } from './data.js';

const columns: readonly (keyof FlatRow)[] = [
  ...(['file', 'organization', 'reportId', 'contact', 'start', 'end'] as const),
  ...(['policyType', 'policyDomain', 'policyMode', 'policyMx', 'successful', 'failed'] as const),
  ...(['resultType', 'count', 'receivingMx', 'receivingIp', 'sendingIp', 'helo', 'reason', 'info'] as const),
];

export const csvHeader = `${columns.join(',')}\r\n`;

/** The lines of a report, without the header. */
export function csvLines(report: NamedReport): string {
  return flatRows(report)
    .map((row) => `${columns.map((column) => cell(row[column])).join(',')}\r\n`)
    .join('');
}

/** The table of several reports, header first, a report a piece. */
export function* csvPieces(reports: Iterable<NamedReport>): Generator<string> {
  yield csvHeader;
  for (const report of reports) yield csvLines(report);
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // Most are plain, and there may be a million.
  if (/^[A-Za-z0-9][\w.:@!*/-]*$/.test(value)) return value;
  const shown = visible(value);
  const safe = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20|%]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
