/** What the exports for people share. */
import type { FailureGroup, ReportSummary, SessionCounts } from '../../../../protocol/summary.js';
import { figure, msg, percentage, type Say } from '../../message.js';

/** How many failed, and which share of the whole that is. */
export function failedText({ failed, rate }: SessionCounts, say: Say): string {
  return rate === null ? say(figure(failed)) : `${say(figure(failed))} (${say(percentage(1 - rate))})`;
}

/** The servers where something failed, with the sessions of each where there are several. */
export const hostsText = ({ hosts }: FailureGroup, say: Say): string =>
  hosts.map(({ name, count }) => (hosts.length === 1 ? name : `${name} (${say(figure(count))})`)).join(', ');

/** The heads of a table of failure details. */
export const detailHeads = (say: Say): string[] => [
  say(msg('Result')),
  say(msg('Receiving MX')),
  say(msg('Receiving IP')),
  'HELO',
  say(msg('Sending IP')),
  say(msg('Sessions')),
  say(msg('Reason')),
  say(msg('More')),
];

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
    [say(msg('Successful sessions')), say(figure(totals.successful))],
    [say(msg('Failed sessions')), failedText(totals, say)],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
}
