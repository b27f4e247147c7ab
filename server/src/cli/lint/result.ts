import type { Checked } from '../../checked.js';
import { figure, msg } from '../../message.js';
import { type Finding, type Fix, inOrder } from '../../rules/finding.js';
import type { FirstFindings } from '../../rules/first.js';
import { type Levels, severityOf } from '../../rules/levels.js';
import type { Severity } from '../../rules/severity.js';
import { Lines } from './lines.js';

/** What the rules say about one file, as the user wants to hear it. */
export interface FileResult {
  /** The path as the user would write it, with slashes. */
  readonly file: string;
  readonly lines: Lines;
  readonly problems: readonly Problem[];
  /** Whether that is where rules are set, and no file that was to be checked. */
  readonly isSetting?: true;
  /** How many findings `--fix` has removed. */
  readonly mended?: number;
}

/** A finding with its severity. */
export interface Problem {
  readonly finding: Finding;
  readonly severity: Severity;
  /** The fix that `--fix` would apply; absent where there is none. */
  readonly fix?: Fix;
  /** How many findings that are not told it stands for, of any severity. */
  readonly count?: number;
}

/** Of more findings in a file, which nobody reads, the first thousand of each rule are told, and how many more there are. */
export const mostTold = 200_000;

/** @param fixable whether the file can be written at all: a compressed one is only read */
export function resultOf(
  file: string,
  source: { readonly text: string },
  checked: Pick<Checked, 'findings' | 'fixes'> & Partial<Pick<Checked, 'first'>>,
  levels: Levels,
  fixable: boolean,
): FileResult {
  const { first } = checked;
  const isTooMany = first !== undefined && first.total > mostTold;
  const findings = isTooMany ? first.kept.sort(inOrder) : checked.findings;
  const problems = findings.flatMap((finding): Problem[] => {
    const severity = severityOf(finding, levels);
    if (severity === undefined) {
      return [];
    }
    const fix = fixable ? checked.fixes(finding).find(({ preferred }) => preferred) : undefined;
    return [{ finding, severity, ...(fix && { fix }) }];
  });
  if (isTooMany) problems.push(...moreOf(first, levels));
  // Of ten thousand clean files not one text is kept.
  return { file, lines: new Lines(problems.length === 0 ? '' : source.text), problems };
}

/** What stands for the findings of each rule that are not told, at the start of the file. */
function moreOf(first: FirstFindings, levels: Levels): Problem[] {
  return [...first.more].flatMap(([rule, count]): Problem[] => {
    const message = msg('Findings of this rule that are not shown: {0}.', figure(count));
    const finding = { rule, start: 0, end: 0, message };
    const severity = severityOf(finding, levels);
    return severity === undefined ? [] : [{ finding, severity, count }];
  });
}

/** How many problems of each severity are told. */
export function countSeverities(results: readonly FileResult[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { problems } of results) {
    for (const { severity, count } of problems) if (count === undefined) counts[severity]++;
  }
  return counts;
}
