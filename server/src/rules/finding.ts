import type { Message } from '../message.js';
import type { Span, SpanEdit } from '../span.js';
import type { RuleId } from './catalogue.js';
import type { Severity } from './severity.js';

/** Another place that a finding speaks of: the other record of a pair, the earlier definition. */
export interface Related extends Span {
  readonly message: Message;
  /** The URI of the document that the place is in, where that is not the finding's own. */
  readonly uri?: string;
}

/**
 * One mistake, at the exact characters at fault. Its severity is the rule's, or the user's, and its language the
 * user's: both come at the edge. `severity` is set only where rules.md gives one rule two severities.
 */
export interface Finding<D = unknown> extends Span {
  readonly rule: RuleId;
  readonly message: Message;
  readonly severity?: Severity;
  /** What the rule's fix needs, JSON only; a fix never reads the message. */
  readonly data?: D;
  readonly related?: readonly Related[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** Takes what is found: rules that look at every entry make nothing, not even an empty list, where there is nothing to find. */
export type Tell = (finding: Finding) => void;

/** A way to mend a finding: a minimal edit, after which the finding is gone and no new one is there. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly SpanEdit[];
  /** The fix that "fix all" and the auto-fix key apply; at most one of a finding's fixes. */
  readonly preferred: boolean;
}

/** What makes two findings the same, of a zone or a file that is read twice. */
export const identity = ({ rule, start, end }: Finding) => `${rule} ${start} ${end}`;

/** The order of the text. */
export const inOrder = (a: Finding, b: Finding) => a.start - b.start || a.end - b.end;
