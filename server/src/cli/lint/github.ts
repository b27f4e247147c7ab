import type { Say } from '../../message.js';
import { visible } from '../../report/visible.js';
import type { FileResult } from './result.js';

const commands = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/** The workflow commands that GitHub Actions turns into annotations; lines and columns from 1. */
export function asGithub(results: readonly FileResult[], say: Say): string {
  return results
    .flatMap(({ file, lines, problems }) =>
      problems.map(({ finding, severity }) => {
        const start = lines.positionAt(finding.start);
        const end = lines.positionAt(finding.end);
        const places = {
          file: visible(file),
          line: start.line + 1,
          endLine: end.line + 1,
          // Columns only make sense on one line.
          ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
          title: finding.rule,
        };
        const properties = Object.entries(places).map(
          ([name, value]) => `${name}=${escapeProperty(`${value}`)}`,
        );
        return `::${commands[severity]} ${properties.join(',')}::${escapeData(visible(say(finding.message)))}\n`;
      }),
    )
    .join('');
}

const escapeData = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
