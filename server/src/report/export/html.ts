/** The summary of a report as one HTML page that loads nothing and runs nothing. */
import type {
  FailureGroup,
  FailureRow,
  PolicyCard,
  ReportSummary,
  SessionCounts,
} from '../../../../protocol/summary.js';
import { figure, msg, type Say } from '../../message.js';
import { detailHeads, failedText, headerRows, hostsText } from './labels.js';

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; --line: #8884; --soft: #8881; --good: #2da44e; --bad: #cf222e; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.1rem; font-weight: 600; opacity: .8; }
h2 { margin: 2.2rem 0 .8rem; font-size: 1.15rem; }
h3 { margin: 0 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0; }
table { border-collapse: collapse; }
th, td { padding: .3rem 1.2rem .3rem 0; text-align: start; vertical-align: top; }
th[scope=row] { font-weight: 400; opacity: .75; white-space: nowrap; }
.details { overflow-x: auto; }
.details table { width: 100%; font-size: .92rem; overflow-wrap: break-word; }
.details :is(th, td) { border-bottom: 1px solid var(--line); }
.verdict { margin: 1rem 0; padding: 1.2rem 1.4rem; border-inline-start: .4rem solid; border-radius: .3rem; background: var(--soft); font-size: 1.5rem; line-height: 1.3; }
.success { border-color: var(--good); } .notice { border-color: #0969da; } .warning { border-color: #bf8700; } .failure { border-color: var(--bad); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem; }
.cards > div { padding: 1rem 1.2rem; border: 1px solid var(--line); border-radius: .3rem; break-inside: avoid; }
.bar { display: block; width: 100%; height: .6rem; margin: .5rem 0; }
.bar .good { fill: var(--good); } .bar .bad { fill: var(--bad); } .bar .none { fill: var(--line); }
pre { margin: .6rem 0 0; padding: .6rem; background: var(--soft); white-space: pre-wrap; font-size: .88rem; }
@media print { body { max-width: none; } .bar, .verdict { print-color-adjust: exact; } }
`;

export function toHtml(summary: ReportSummary, say: Say, language = 'en'): string {
  const { header, verdict, totals, policies, failures, findings, zone } = summary;
  const title =
    [header.organization?.text, header.domains.join(', ')].filter((part) => part).join(': ') ||
    say(msg('TLS report'));
  const parts = [
    `<h1>${escaped(title)}</h1>`,
    `<p class="verdict ${verdict.level}">${escaped(verdict.text)}</p>`,
    bar(totals, say),
    rows(headerRows(summary, say)),
    totals.note === undefined ? '' : `<p>${escaped(totals.note)}</p>`,
  ];
  const part = (heading: string, content: string): void => {
    parts.push(`<h2>${escaped(heading)}</h2>`, content);
  };
  const cards = (items: readonly string[]): string =>
    `<div class="cards">\n${items.map((item) => `<div>${item}</div>`).join('\n')}\n</div>`;
  if (zone.length > 0) {
    part(say(msg('The report and the zone')), list(zone.map((item) => item.text)));
  }
  if (failures.length > 0) part(say(msg('What failed')), cards(failures.map((group) => failure(group, say))));
  if (policies.length > 0) part(say(msg('Policies')), cards(policies.map((policy) => card(policy, say))));
  if (failures.length > 0) part(say(msg('Failure details')), details(summary.details, say));
  if (findings.length > 0) {
    part(
      say(msg('Findings in the report')),
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
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${parts.filter((part) => part !== '').join('\n')}
</body>
</html>
`;
}

/** Successes and failures side by side; the numbers stand beside it. */
function bar({ successful, failed, rate }: SessionCounts, say: Say): string {
  const label = escaped(say(msg('{0} successful, {1} failed', figure(successful), figure(failed))));
  const bad = rate === null || failed === 0 ? 0 : Math.max(1, (1 - rate) * 100);
  return (
    `<svg class="bar" role="img" aria-label="${label}">` +
    `<rect class="${rate === null ? 'none' : 'good'}" width="100%" height="100%"/>` +
    `<rect class="bad" x="${100 - bad}%" width="${bad}%" height="100%"/></svg>`
  );
}

function failure(group: FailureGroup, say: Say): string {
  const { resultType, count, meaning, side, remedy, reference } = group;
  const facts: [string, string][] = [
    [say(msg('Receiving MX')), hostsText(group, say)],
    [say(msg('Who can mend it')), side],
    [say(msg('Remedy')), remedy],
  ];
  const lines = facts
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `<p>${escaped(name)}: ${escaped(text)}</p>`);
  const source =
    reference === undefined
      ? ''
      : `<p><a href="${escaped(reference.href)}" rel="noreferrer">${escaped(reference.text)}</a></p>`;
  return `<h3>${escaped(resultType || '?')}: ${escaped(say(figure(count)))}</h3><p>${escaped(meaning)}</p>${lines.join('')}${source}`;
}

function card(policy: PolicyCard, say: Say): string {
  const facts: [string, string][] = [
    [say(msg('Successful')), say(figure(policy.successful))],
    [say(msg('Failed')), failedText(policy, say)],
  ];
  if (policy.mode !== undefined)
    facts.push([say(msg('Mode')), [policy.mode, policy.modeText].filter((part) => part).join(': ')]);
  if (policy.mx.length > 0) facts.push(['MX', policy.mx.join(', ')]);
  if (policy.maxAgeText !== undefined) facts.push(['max_age', policy.maxAgeText]);
  facts.push(...policy.tlsa.map(({ rdata, text }): [string, string] => ['TLSA', `${rdata} (${text})`]));
  const heading = [policy.typeName, policy.domain?.text].filter((part) => part).join(': ');
  const raw = policy.lines.length > 0 ? `<pre>${policy.lines.map(escaped).join('\n')}</pre>` : '';
  return `<h3>${escaped(heading)}</h3>${bar(policy, say)}${rows(facts)}${raw}`;
}

function details(items: readonly FailureRow[], say: Say): string {
  const head = detailHeads(say);
  const body = items.map((item) => {
    const more = escaped(item.info ?? '');
    const cells = [item.resultType, item.receivingMx, item.receivingIp, item.helo, item.sendingIp].map(
      (cell) => escaped(cell ?? ''),
    );
    cells.push(item.count === undefined ? '' : escaped(say(figure(item.count))), escaped(item.reason ?? ''));
    cells.push(
      item.link === undefined ? more : `<a href="${escaped(item.link)}" rel="noreferrer">${more}</a>`,
    );
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const names = head.map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  return `<div class="details"><table><thead><tr>${names}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
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
