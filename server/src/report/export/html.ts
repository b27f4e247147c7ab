/** The summary of a report as one HTML page that loads nothing and runs nothing. */
import type { FailureRow, PolicyCard, ReportSummary } from '../../../../protocol/summary.js';
import { msg } from '../../message.js';
import type { Say } from '../summary.js';
import { headerRows, percent } from './labels.js';

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
th, td { border: 1px solid #8886; padding: .25rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.verdict { border-left: .4rem solid; padding: .6rem 1rem; font-size: 1.15rem; }
.success { border-color: #1a7f37; } .notice { border-color: #0969da; } .warning { border-color: #bf8700; } .failure { border-color: #cf222e; }
pre { background: #8881; padding: .6rem; overflow-x: auto; }
`;

export function toHtml(summary: ReportSummary, say: Say, language = 'en'): string {
  const { header, verdict, totals, policies, failures, findings, zone } = summary;
  const title = [header.organization?.text, header.domains.join(', ')].filter((part) => part).join(': ');
  const parts = [
    `<h1>${escaped(title || say(msg('TLS report')))}</h1>`,
    `<p class="verdict ${verdict.level}">${escaped(verdict.text)}</p>`,
    rows(headerRows(summary, say)),
    totals.note === undefined ? '' : `<p>${escaped(totals.note)}</p>`,
    `<h2>${escaped(say(msg('Policies')))}</h2>`,
    ...policies.map((policy) => card(policy, say)),
  ];
  if (failures.length > 0) {
    parts.push(`<h2>${escaped(say(msg('What failed')))}</h2>`);
    for (const { resultType, count, meaning, side, remedy, reference } of failures) {
      parts.push(`<h3>${escaped(resultType || '?')}: ${count}</h3>`, `<p>${escaped(meaning)}</p>`);
      parts.push(side === '' ? '' : `<p>${escaped(say(msg('Who can mend it')))}: ${escaped(side)}</p>`);
      parts.push(`<p>${escaped(say(msg('Remedy')))}: ${escaped(remedy)}</p>`);
      if (reference)
        parts.push(
          `<p><a href="${escaped(reference.href)}" rel="noreferrer">${escaped(reference.text)}</a></p>`,
        );
    }
    parts.push(`<h2>${escaped(say(msg('Failure details')))}</h2>`, details(summary.details, say));
  }
  if (zone.length > 0) {
    parts.push(
      `<h2>${escaped(say(msg('The report and the zone')))}</h2>`,
      list(zone.map((item) => item.text)),
    );
  }
  if (findings.length > 0) {
    parts.push(
      `<h2>${escaped(say(msg('Findings in the report')))}</h2>`,
      list(findings.map(({ message, rule }) => `${message} [${rule}]`)),
    );
  }
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escaped(title || say(msg('TLS report')))}</title>
<style>${style}</style>
</head>
<body>
${parts.filter((part) => part !== '').join('\n')}
</body>
</html>
`;
}

function card(policy: PolicyCard, say: Say): string {
  const facts: [string, string][] = [
    [say(msg('Successful')), String(policy.successful)],
    [say(msg('Failed')), `${policy.failed}${policy.rate === null ? '' : ` (${percent(1 - policy.rate)})`}`],
  ];
  if (policy.mode !== undefined)
    facts.push([say(msg('Mode')), [policy.mode, policy.modeText].filter((part) => part).join(': ')]);
  if (policy.mx.length > 0) facts.push(['MX', policy.mx.join(', ')]);
  if (policy.maxAgeText !== undefined) facts.push(['max_age', policy.maxAgeText]);
  facts.push(...policy.tlsa.map(({ rdata, text }): [string, string] => ['TLSA', `${rdata} (${text})`]));
  const heading = [policy.typeName, policy.domain?.text].filter((part) => part).join(': ');
  const raw = policy.lines.length > 0 ? `<pre>${policy.lines.map(escaped).join('\n')}</pre>` : '';
  return `<h3>${escaped(heading)}</h3>${rows(facts)}${raw}`;
}

function details(items: readonly FailureRow[], say: Say): string {
  const head = [
    say(msg('Result')),
    say(msg('Receiving MX')),
    say(msg('Receiving IP')),
    'HELO',
    say(msg('Sending IP')),
    say(msg('Sessions')),
    say(msg('Reason')),
    say(msg('More')),
  ];
  const body = items.map((item) => {
    const more = escaped(item.info?.text ?? '');
    const cells = [item.resultType, item.receivingMx, item.receivingIp, item.helo, item.sendingIp].map(
      (cell) => escaped(cell?.text ?? ''),
    );
    cells.push(String(item.count ?? ''), escaped(item.reason?.text ?? ''));
    cells.push(
      item.link === undefined ? more : `<a href="${escaped(item.link)}" rel="noreferrer">${more}</a>`,
    );
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const names = head.map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  return `<table><thead><tr>${names}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

function rows(facts: readonly (readonly [string, string])[]): string {
  const lines = facts.map(
    ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<table>${lines.join('')}</table>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
