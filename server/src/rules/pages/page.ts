/**
 * The page of a rule in words: what `docs/rules/` is generated from (`npm run generate`). Not part of any bundle.
 * A test runs both examples through the checks: the wrong one draws the rule's finding, the right one draws none.
 */
export interface RulePage {
  /** What the rule reports, as a sentence without its final dot. */
  readonly title: string;
  /** Why it matters, in Markdown: what name servers, senders or readers of reports make of it. */
  readonly why: string;
  /** An example that draws the finding: a zone file of `example.com.`, a policy or a report. */
  readonly wrong: string;
  /** The same example, mended. */
  readonly right: string;
  /** Where the rule comes from. */
  readonly reference: string;
  /** Why the examples cannot be run by themselves, where they cannot: they need other files or settings. */
  readonly untested?: string;
}
