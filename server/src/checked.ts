import type { Finding, Fix } from './rules/finding.js';
import { type FirstFindings, firstOf } from './rules/first.js';

/** What the rules say about a text. Either list of findings is worked out when somebody asks. */
export interface Checked {
  /** In the order of the text, whatever the user set the rules to. */
  readonly findings: readonly Finding[];
  /** The first of them and how many there are. */
  readonly first: FirstFindings;
  /** The ways to mend one of the findings. */
  fixes(finding: Finding): readonly Fix[];
  /** The URIs of the files that a zone includes. */
  included?(): readonly string[];
  /** Whether line breaks mean nothing, as in JSON: mistakes on one line are as far apart as any. */
  readonly isFreeForm?: boolean;
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
  rest: Pick<Checked, 'included' | 'isFreeForm'> = {},
): Checked {
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
    ...rest,
  };
}
