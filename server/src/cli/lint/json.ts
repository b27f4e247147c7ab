import type { Say } from '../../message.js';
import { visibleJson } from '../../report/visible.js';
import type { FileResult } from './result.js';

/**
 * The public contract of `--format json`: an array of
 * `{file, range: {start: {line, character}, end}, severity, code, message, fixable}`, from 0 as in LSP.
 */
export function asJson(results: readonly FileResult[], say: Say): string {
  const items = results.flatMap(({ file, lines, problems }) =>
    problems.map(({ finding, severity, fix }) => ({
      file,
      range: { start: lines.positionAt(finding.start), end: lines.positionAt(finding.end) },
      severity,
      code: finding.rule,
      message: say(finding.message),
      fixable: fix !== undefined,
    })),
  );
  // An item a line: it reads, and it compares.
  const lines = items.map((item) => visibleJson(JSON.stringify(item)));
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}
