/** What the exports for people share. */
import type { ReportSummary } from '../../../../protocol/summary.js';
import { msg, type Say } from '../../message.js';

/** A share of 0 to 1 in per cent, with one decimal where it has one. */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** The facts at the head of a report, in words. */
export function headerRows({ header, totals }: ReportSummary, say: Say): [string, string][] {
  const rows: [string, string | undefined][] = [
    [say(msg('Organization')), header.organization?.text],
    [
      say(msg('Range')),
      header.range ?? [header.start?.text, header.end?.text].filter((end) => end).join(' – '),
    ],
    [say(msg('Report ID')), header.reportId?.text],
    [say(msg('Contact')), header.contact?.text],
    [say(msg('File')), header.file],
    [say(msg('Successful sessions')), String(totals.successful)],
    [
      say(msg('Failed sessions')),
      totals.rate === null ? String(totals.failed) : `${totals.failed} (${percent(1 - totals.rate)})`,
    ],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
}
