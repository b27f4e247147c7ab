/** The summary of a report as Markdown, for tickets and mails. All text of the report is escaped. */
import type { FailureRow, PolicyCard, ReportSummary } from '../../../../protocol/summary.js';
import { figure, msg, type Say } from '../../message.js';
import { detailHeads, failedText, headerRows, hostsText } from './labels.js';

export function toMarkdown(summary: ReportSummary, say: Say): string {
  const title = summary.header.organization?.text ?? say(msg('TLS report'));
  const blocks = [
    `# ${text(title)}: ${text(summary.header.domains.join(', '))}`.replace(/: $/, ''),
    `**${text(summary.verdict.text)}**`,
  ];
  blocks.push(
    table(
      ['', ''],
      headerRows(summary, say).map(([name, value]) => [text(name), text(value)]),
    ),
  );
  if (summary.totals.note !== undefined) blocks.push(text(summary.totals.note));
  blocks.push(`## ${say(msg('Policies'))}`, ...summary.policies.map((policy) => card(policy, say)));
  if (summary.failures.length > 0) {
    blocks.push(`## ${say(msg('What failed'))}`);
    for (const group of summary.failures) {
      const { resultType, count, meaning, side, remedy, reference } = group;
      const source = reference === undefined ? '' : ` ([${reference.text}](${reference.href}))`;
      const facts = [`- ${text(meaning)}${source}`];
      const hosts = hostsText(group, say);
      if (hosts !== '') facts.push(`- ${say(msg('Receiving MX'))}: ${text(hosts)}`);
      if (side !== '') facts.push(`- ${say(msg('Who can mend it'))}: ${text(side)}`);
      facts.push(`- ${say(msg('Remedy'))}: ${text(remedy)}`);
      blocks.push(`### ${text(resultType || '?')}: ${say(figure(count))}`, facts.join('\n'));
    }
    blocks.push(`## ${say(msg('Failure details'))}`, details(summary.details, say));
  }
  if (summary.zone.length > 0) {
    blocks.push(
      `## ${say(msg('The report and the zone'))}`,
      summary.zone.map((item) => `- ${text(item.text)}`).join('\n'),
    );
  }
  if (summary.findings.length > 0) {
    const items = summary.findings.map(
      ({ rule, message, href }) => `- ${text(message)} ([${rule}](${href}))`,
    );
    blocks.push(`## ${say(msg('Findings in the report'))}`, items.join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

function card(policy: PolicyCard, say: Say): string {
  const rows: [string, string][] = [
    [say(msg('Successful')), say(figure(policy.successful))],
    [say(msg('Failed')), failedText(policy, say)],
  ];
  if (policy.mode !== undefined) rows.push([say(msg('Mode')), policy.mode]);
  if (policy.mx.length > 0) rows.push(['MX', policy.mx.join(', ')]);
  if (policy.maxAgeText !== undefined) rows.push(['max_age', policy.maxAgeText]);
  for (const { rdata, text: words } of policy.tlsa) rows.push(['TLSA', `${rdata} (${words})`]);
  const heading = [policy.typeName, policy.domain?.text].filter((part) => part).join(': ');
  return `### ${text(heading)}\n\n${table(
    ['', ''],
    rows.map(([name, value]) => [text(name), text(value)]),
  )}`;
}

function details(rows: readonly FailureRow[], say: Say): string {
  const head = detailHeads(say);
  const body = rows.map((row) =>
    [
      row.resultType,
      row.receivingMx,
      row.receivingIp,
      row.helo,
      row.sendingIp,
      row.count === undefined ? '' : say(figure(row.count)),
      row.reason,
      row.info,
    ].map((value) => text(value ?? '')),
  );
  return table(head.map(text), body);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Plain text: nothing in it is markup, HTML, a link or a mention. */
function text(value: string): string {
  return value
    .replace(/[\\`*_{}[\]()<>#+!|~&@]/g, '\\$&')
    .replace(/(?<=\b(?:https?|ftp)):|(?<=\bwww)\./gi, '\\$&');
}
