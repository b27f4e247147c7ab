/** The summary of a report for a terminal: plain lines, no escape sequences. */
import type { FailureRow, ReportSummary } from '../../../../protocol/summary.js';
import { groupBy } from '../../groupBy.js';
import { figure, msg, percentage, type Say } from '../../message.js';
import { severityWords } from '../../rules/severity.js';
import { headerRows } from './labels.js';

export function toText(summary: ReportSummary, say: Say): string {
  const lines = [summary.verdict.text, ''];
  const rows = headerRows(summary, say);
  const width = Math.max(...rows.map(([name]) => name.length));
  lines.push(...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`));
  if (summary.totals.note !== undefined) lines.push('', `  ${summary.totals.note}`);
  for (const policy of summary.policies) {
    const heading = [policy.typeName, policy.domain?.text, policy.mode].filter((part) => part).join('  ');
    const rate = policy.rate === null ? '' : `  (${say(percentage(policy.rate))})`;
    lines.push(
      '',
      heading,
      `  ${say(msg('{0} successful, {1} failed', figure(policy.successful), figure(policy.failed)))}${rate}`,
    );
    if (policy.mx.length > 0) lines.push(`  mx: ${policy.mx.join(', ')}`);
    if (policy.maxAgeText !== undefined) lines.push(`  max_age: ${policy.maxAgeText}`);
    lines.push(...policy.tlsa.map(({ rdata, text }) => `  TLSA ${rdata} (${text})`));
  }
  const byType = groupBy(summary.details, ({ resultType = '' }) => resultType);
  for (const { resultType, count, meaning, side, remedy } of summary.failures) {
    lines.push('', `${resultType || '?'}: ${say(figure(count))}`, `  ${meaning}`);
    if (side !== '') lines.push(`  ${side}`);
    lines.push(`  ${remedy}`);
    for (const detail of byType.get(resultType) ?? []) lines.push(`    ${detailText(detail, say)}`);
  }
  if (summary.zone.length > 0) lines.push('', ...summary.zone.map((statement) => statement.text));
  if (summary.findings.length > 0) {
    lines.push(
      '',
      ...summary.findings.map(
        ({ severity, message, rule }) => `${say(severityWords[severity])}: ${message} [${rule}]`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function detailText(
  { count, sendingIp, receivingMx, receivingIp, helo, reason, info }: FailureRow,
  say: Say,
): string {
  const from = sendingIp;
  const to = [receivingMx, receivingIp && `[${receivingIp}]`, helo && `HELO ${helo}`]
    .filter((part) => part)
    .join(' ');
  const route = [from, to].filter((part) => part).join(' → ');
  return [`${count === undefined ? '?' : say(figure(count))} ×`, route, reason, info]
    .filter((part) => part)
    .join('  ');
}
