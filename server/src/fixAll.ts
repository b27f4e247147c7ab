import type { Checked } from './checked.js';
import type { Finding } from './rules/finding.js';
import { applyEdits, type Span, type SpanEdit } from './span.js';

export interface Fixed {
  readonly text: string;
  /** How many findings are gone. */
  readonly count: number;
  /** What is left. */
  readonly checked: Checked;
}

/** A finding's preferred fix; the span holds all of its edits. */
interface Mend extends Span {
  readonly finding: Finding;
  readonly edits: readonly SpanEdit[];
}

/**
 * Applies the preferred fixes until there is none left. Every step is proven by checking its result: what it was to
 * mend is gone, and nothing new is there. A fix that cannot prove it is left out.
 *
 * Fixes that stay on the lines of their finding go together, at most one a line. One that reaches further goes alone: it
 * may decide what others are still needed, as where one of two records is to go.
 *
 * @param wanted whether a finding is to be mended: its rule is on, say
 */
export function fixAll(
  text: string,
  check: (text: string) => Checked,
  wanted: (finding: Finding) => boolean,
): Fixed {
  let checked = check(text);
  let count = 0;
  // A mend may bring to light what another mistake hid, so steps are not bounded by the first findings alone.
  for (let steps = checked.findings.length + 100; steps > 0; steps--) {
    const mends = mendsOf(text, checked, wanted);
    const local = together(
      text,
      mends.filter((mend) => isLocal(text, mend)),
    );
    const next = step(text, checked, check, local) ?? firstStep(text, checked, check, mends);
    if (next === undefined) {
      break;
    }
    count += next.count;
    ({ text, checked } = next);
  }
  return { text, count, checked };
}

/** Applies the mends at once; undefined where there is none, or where checking the result does not prove them. */
function step(
  text: string,
  before: Checked,
  check: (text: string) => Checked,
  mends: readonly Mend[],
): Fixed | undefined {
  if (mends.length === 0) {
    return undefined;
  }
  const mended = applyEdits(
    text,
    mends.flatMap(({ edits }) => edits),
  );
  const checked = check(mended);
  const has = countRules(checked.findings);
  const had = countRules(before.findings);
  const gone = countRules(mends.map(({ finding }) => finding));
  const proven =
    checked.findings.length <= before.findings.length &&
    [...gone].every(([rule, count]) => (has.get(rule) ?? 0) <= (had.get(rule) ?? 0) - count);
  return proven ? { text: mended, count: mends.length, checked } : undefined;
}

function firstStep(
  text: string,
  before: Checked,
  check: (text: string) => Checked,
  mends: readonly Mend[],
): Fixed | undefined {
  for (const mend of mends) {
    const next = step(text, before, check, [mend]);
    if (next !== undefined) {
      return next;
    }
  }
  return undefined;
}

function countRules(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) {
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

function mendsOf(text: string, { findings, fixes }: Checked, wanted: (finding: Finding) => boolean): Mend[] {
  return findings.filter(wanted).flatMap((finding) => {
    const edits = fixes(finding).find(({ preferred }) => preferred)?.edits;
    if (edits === undefined || edits.length === 0 || applyEdits(text, edits) === text) {
      return [];
    }
    const start = Math.min(...edits.map((edit) => edit.start));
    const end = Math.max(...edits.map((edit) => edit.end));
    return [{ finding, edits, start, end }];
  });
}

const lineStart = (text: string, offset: number) => text.lastIndexOf('\n', offset - 1) + 1;

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** Whether all edits stay on the lines of the finding. */
const isLocal = (text: string, { finding, start, end }: Mend) =>
  start >= lineStart(text, finding.start) && end <= lineEnd(text, finding.end);

/** The first mend of each stretch of lines. */
function together(text: string, mends: readonly Mend[]): Mend[] {
  const chosen: Mend[] = [];
  let free = 0;
  for (const mend of [...mends].sort((a, b) => a.start - b.start)) {
    if (lineStart(text, Math.min(mend.start, mend.finding.start)) >= free) {
      chosen.push(mend);
      free = lineEnd(text, Math.max(mend.end, mend.finding.end));
    }
  }
  return chosen;
}
