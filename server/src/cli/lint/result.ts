import type { Checked } from '../../checked.js';
import type { Finding, Fix } from '../../rules/finding.js';
import { type Levels, severityOf } from '../../rules/levels.js';
import type { Severity } from '../../rules/severity.js';
import { Lines } from './lines.js';

/** What the rules say about one file, as the user wants to hear it. */
export interface FileResult {
  /** The path as the user would write it, with slashes. */
  readonly file: string;
  readonly lines: Lines;
  readonly problems: readonly Problem[];
  /** How many findings `--fix` has removed. */
  readonly mended?: number;
}

/** A finding with its severity. */
export interface Problem {
  readonly finding: Finding;
  readonly severity: Severity;
  /** The fix that `--fix` would apply; absent where there is none. */
  readonly fix?: Fix;
}

/** @param fixable whether the file can be written at all: a compressed one is only read */
export function resultOf(
  file: string,
  text: string,
  checked: Pick<Checked, 'findings' | 'fixes'>,
  levels: Levels,
  fixable: boolean,
): FileResult {
  const problems = checked.findings.flatMap((finding): Problem[] => {
    const severity = severityOf(finding, levels);
    if (severity === undefined) {
      return [];
    }
    const fix = fixable ? checked.fixes(finding).find(({ preferred }) => preferred) : undefined;
    return [{ finding, severity, ...(fix && { fix }) }];
  });
  // Of ten thousand clean files not one text is kept.
  return { file, lines: new Lines(problems.length === 0 ? '' : text), problems };
}

/** How many problems of each severity there are. */
export function countSeverities(results: readonly FileResult[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { problems } of results) {
    for (const { severity } of problems) {
      counts[severity]++;
    }
  }
  return counts;
}
