import type { Finding, Fix } from './rules/finding.js';
import { type FirstFindings, firstOf } from './rules/first.js';

/** What the rules say about a text. */
export interface Checked {
  /** In the order of the text, whatever the user set the rules to. */
  readonly findings: readonly Finding[];
  /** The ways to mend one of the findings. */
  fixes(finding: Finding): readonly Fix[];
  /** The URIs of the files that a zone includes. */
  included?(): readonly string[];
}

/** The same for those who show the first findings; either is worked out when somebody asks. */
export interface CheckedText extends Checked {
  readonly first: FirstFindings;
}

/** How findings are found. */
export interface Finder {
  findings(): readonly Finding[];
  /** The first of them; undefined where they take as long as all. */
  first?(): FirstFindings | undefined;
}

export function checkedBy(
  finder: Finder,
  fixes: Checked['fixes'],
  included?: NonNullable<Checked['included']>,
): CheckedText {
  let findings: readonly Finding[] | undefined;
  let first: FirstFindings | undefined;
  return {
    get findings() {
      findings ??= first?.all ?? finder.findings();
      return findings;
    },
    get first() {
      first ??= finder.first?.() ?? firstOf(this.findings);
      return first;
    },
    fixes,
    ...(included && { included }),
  };
}
