import type { Finding, Fix } from './rules/finding.js';

/** What the rules say about a text. */
export interface Checked {
  /** In the order of the text, whatever the user set the rules to. */
  readonly findings: readonly Finding[];
  /** The ways to mend one of the findings. */
  fixes(finding: Finding): readonly Fix[];
  /** The URIs of the files that a zone includes. */
  included?(): readonly string[];
}
