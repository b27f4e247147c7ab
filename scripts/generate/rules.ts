import { catalogue, type RuleId, ruleIds } from '../../server/src/rules/catalogue.js';
import { rulePages } from '../../server/src/rules/pages/index.js';
import type { GeneratedFile } from './generated.js';

const families: Readonly<Record<string, { readonly title: string; readonly language: string }>> = {
  zone: { title: 'Master files', language: 'dns-zone' },
  tlsrpt: { title: 'The TLS-RPT record', language: 'dns-zone' },
  mtasts: { title: 'MTA-STS', language: 'dns-zone' },
  report: { title: 'The report', language: 'json' },
  config: { title: 'Configuration', language: 'dns-zone' },
};

const familyOf = (id: RuleId) => id.slice(0, id.indexOf('/'));

/** A page a rule, and the list of all, from the catalogue and the words in `rules/pages/`. */
export function rulePageFiles(): GeneratedFile[] {
  return [
    { path: 'docs/rules/README.md', text: index() },
    ...ruleIds.map((id) => ({ path: `docs/rules/${id}.md`, text: page(id) })),
  ];
}

function index(): string {
  const sections = Object.entries(families).map(([family, { title }]) => {
    const rows = ruleIds
      .filter((id) => familyOf(id) === family)
      .map(
        (id) => `| [${id}](${id}.md) | ${catalogue[id].level} | ${rulePages[id].title} | ${fixWord(id)} |`,
      );
    return `## ${title}\n\n| rule | default | reports | quick fix |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Rules\n\n${generatedNote}\n\n${sections.join('\n')}`;
}

function page(id: RuleId): string {
  const { title, why, wrong, right, reference } = rulePages[id];
  const language = id.startsWith('mtasts/policy-') ? 'text' : (families[familyOf(id)]?.language ?? 'text');
  return `# ${id}

**${title}.**

| default severity | quick fix | source |
|---|---|---|
| ${catalogue[id].level} | ${fixWord(id)} | ${reference} |

${why}

## Wrong

${fence(wrong, language)}

## Right

${fence(right, language)}

## To change or silence it

${silencing(id)}

${generatedNote}
`;
}

function silencing(id: RuleId): string {
  const setting = `In VS Code, set \`"tlsRpt.rules": { "${id}": "off" }\` (or \`hint\`, \`information\`, \`warning\`, \`error\`); on the command line, pass \`--rule ${id}=off\`.`;
  const comment = `In a zone file, write \`; tls-rpt-disable-line ${id}\` at the end of the line, \`; tls-rpt-disable-next-line ${id}\` on the line before, or \`; tls-rpt-disable ${id}\` anywhere for the whole file.`;
  return id.startsWith('report/') || id.startsWith('mtasts/policy-') ? setting : `${setting}\n\n${comment}`;
}

const fixWord = (id: RuleId) => (catalogue[id].fix ? 'yes' : 'no');

const fence = (text: string, language: string) => `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;

const generatedNote = '<!-- Generated from server/src/rules by `npm run generate`: edit there. -->';
