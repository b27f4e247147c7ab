import { check } from '../../server/src/checks.js';
import { localize } from '../../server/src/message.js';
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
| ${catalogue[id].level} | ${fixTitles(id)} | ${linked(reference)} |

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
  const setting = `In VS Code, set \`"tlsRpt.rules": { "${id}": "off" }\` (or \`hint\`, \`information\`, \`warning\`, \`error\`); on the command line, pass \`--rule ${id}=off\`; for a whole project, write it into [.tls-rpt.json](../../command-line.md#the-configuration-file).`;
  const comment = `In a zone file, write \`; tls-rpt-disable-line ${id}\` at the end of the line, \`; tls-rpt-disable-next-line ${id}\` on the line before, or \`; tls-rpt-disable ${id}\` anywhere for the whole file. A reason may follow the ids.`;
  return id.startsWith('report/') || id.startsWith('mtasts/policy-') ? setting : `${setting}\n\n${comment}`;
}

/** What the fixes of the wrong example are called. */
function fixTitles(id: RuleId): string {
  if (!catalogue[id].fix) return 'no';
  const kind = id.startsWith('mtasts/policy-') ? 'policy' : id.startsWith('report/') ? 'report' : 'zone';
  const { findings, fixes } = check(kind, rulePages[id].wrong, { origin: 'example.com.', jsonSyntax: true });
  const finding = findings.find(({ rule }) => rule === id);
  const titles = finding === undefined ? [] : fixes(finding).map(({ title }) => `*${localize(title)}*`);
  return titles.length === 0 ? 'yes' : titles.join(', ');
}

/** RFCs as links, to the section where one is named. */
const linked = (reference: string) =>
  reference.replace(
    /RFC (\d+)(?: section ([A-Z]?\d*(?:\.\d+)*))?/g,
    (words, rfc: string, section?: string) => {
      const place =
        section === undefined ? '' : `#${/^\d/.test(section) ? 'section' : 'appendix'}-${section}`;
      return `[${words}](https://www.rfc-editor.org/rfc/rfc${rfc}.html${place})`;
    },
  );

const fixWord = (id: RuleId) => (catalogue[id].fix ? 'yes' : 'no');

const fence = (text: string, language: string) => `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;

const generatedNote = '<!-- Generated from server/src/rules by `npm run generate`: edit there. -->';
