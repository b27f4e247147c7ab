import type { Checked } from './checked.js';
import { SomeLines } from './lines.js';
import type { RuleId } from './rules/catalogue.js';
import type { Finding } from './rules/finding.js';
import { applyEdits, type Common, type Span, type SpanEdit } from './span.js';
import { atOnce, finish, type Steps } from './steps.js';

export interface Fixed {
  readonly text: string;
  /** What it has at least in common with the text from before: comparing tens of megabytes takes its time. */
  readonly common: Common;
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

/** What mending may cost: a text that is made to have a million mistakes is not mended at once. */
export interface Limits {
  /** Of more findings the first of each rule are mended (`FirstFindings`), and the others are left. */
  readonly findings: number;
  /** After so many milliseconds no further step is made, and nothing more prepared for one; one is made at least. */
  readonly time: number;
}

/** Of a program that nobody waits for. */
const patient: Limits = { findings: Number.POSITIVE_INFINITY, time: 60_000 };

/** What else there is to know. */
export interface Given {
  /** What `check` says of the text, where that is known. */
  readonly checked?: Checked;
  readonly limits?: Limits;
  /** Tells the time, in milliseconds. */
  readonly now?: () => number;
}

/**
 * Applies the preferred fixes until there is none left. Every step is proven by checking its result: what it was to
 * mend is gone, and nothing new is there. A fix that cannot prove it is left out.
 *
 * Fixes that stay on the lines of their finding go together, at most one a line; where line breaks mean nothing, as in JSON,
 * all that do not touch. One that reaches further goes alone: it may decide what others are still needed, as where one of two
 * records is to go.
 *
 * @param wanted whether a finding is to be mended: its rule is on, say
 */
export function fixAll(
  text: string,
  check: (text: string) => Checked,
  wanted: (finding: Finding) => boolean,
  given: Given = {},
): Fixed {
  const { checked = check(text) } = given;
  const checkAtOnce = (other: string) => atOnce(() => check(other));
  return finish(fixAllInSteps(text, checkAtOnce, wanted, { ...given, checked }));
}

/** The same in steps of which each checks a part of a text. */
export function* fixAllInSteps(
  text: string,
  check: (text: string) => Steps<Checked>,
  wanted: (finding: Finding) => boolean,
  given: Given & { readonly checked: Checked },
): Steps<Fixed> {
  const mending = new Mending(text, check, wanted, given);
  // A mend may bring to light what another mistake hid, so rounds are not bounded by the first findings alone.
  for (let rounds = given.checked.first.total + 100; rounds > 0; rounds--) {
    if (!(yield* mending.round()) || mending.isOver) break;
  }
  return mending;
}

class Mending implements Fixed {
  text: string;
  common: Common;
  checked: Checked;
  count = 0;
  readonly #check: (text: string) => Steps<Checked>;
  readonly #wanted: (finding: Finding) => boolean;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #end: number;

  constructor(
    text: string,
    check: (text: string) => Steps<Checked>,
    wanted: (finding: Finding) => boolean,
    { checked, limits = patient, now = () => performance.now() }: Given & { readonly checked: Checked },
  ) {
    this.text = text;
    this.common = { head: text.length, tail: text.length };
    this.checked = checked;
    this.#check = check;
    this.#wanted = wanted;
    this.#limits = limits;
    this.#now = now;
    this.#end = now() + limits.time;
  }

  /** Mends what can be mended at once; whether there was such. */
  *round(): Steps<boolean> {
    // Putting a large text together takes a while, and so does its next state.
    yield;
    const mends = yield* this.#mends();
    const together = this.checked.isFreeForm === true ? apart(mends) : onePerLine(this.text, mends);
    yield;
    if (yield* this.#apply(together)) return true;
    for (const mend of mends) {
      if (this.isOver) return false;
      if (yield* this.#apply([mend])) return true;
    }
    return false;
  }

  get isOver(): boolean {
    return this.#now() >= this.#end;
  }

  /** Applies the mends at once; not where there is none, or where checking the result does not prove them. */
  *#apply(mends: readonly Mend[]): Steps<boolean> {
    if (mends.length === 0) return false;
    const text = applyEdits(
      this.text,
      mends.flatMap(({ edits }) => edits),
    );
    const checked = yield* this.#check(text);
    const has = checked.first;
    const had = this.checked.first;
    const gone = new Map<RuleId, number>();
    for (const { finding } of mends) gone.set(finding.rule, (gone.get(finding.rule) ?? 0) + 1);
    const proven =
      has.total <= had.total &&
      [...gone].every(([rule, count]) => has.countOf(rule) <= had.countOf(rule) - count);
    if (!proven) return false;
    this.common = {
      head: least(this.common.head, mends, ({ start }) => start),
      tail: least(this.common.tail, mends, ({ end }) => this.text.length - end),
    };
    this.text = text;
    this.checked = checked;
    this.count += mends.length;
    return true;
  }

  *#mends(): Steps<Mend[]> {
    const { text, checked } = this;
    const { first } = checked;
    const findings = first.total > this.#limits.findings ? first.kept : checked.findings;
    const mends: Mend[] = [];
    for (const finding of findings.filter(this.#wanted)) {
      yield;
      // Finding out how to mend something may take its time too.
      if (this.isOver && mends.length > 0) break;
      const edits = checked.fixes(finding).find(({ preferred }) => preferred)?.edits ?? [];
      if (edits.every((edit) => text.slice(edit.start, edit.end) === edit.newText)) continue;
      const start = edits.reduce((least, edit) => Math.min(least, edit.start), Number.POSITIVE_INFINITY);
      const end = edits.reduce((most, edit) => Math.max(most, edit.end), 0);
      mends.push({ finding, edits, start, end });
    }
    return mends;
  }
}

const least = (known: number, mends: readonly Mend[], of: (mend: Mend) => number) =>
  mends.reduce((smallest, mend) => Math.min(smallest, of(mend)), known);

const inOrder = (mends: readonly Mend[]) => [...mends].sort((a, b) => a.start - b.start);

/** Of the mends that stay on the lines of their finding the first of each stretch of lines. */
function onePerLine(text: string, mends: readonly Mend[]): Mend[] {
  const lines = new SomeLines(text);
  const lineStart = (offset: number) => lines.at(offset).start;
  const lineEnd = (offset: number) => lines.at(offset).end;
  const chosen: Mend[] = [];
  let free = 0;
  for (const mend of inOrder(mends)) {
    const { finding, start, end } = mend;
    if (start < lineStart(finding.start) || end > lineEnd(finding.end)) continue;
    if (lineStart(Math.min(start, finding.start)) < free) continue;
    chosen.push(mend);
    free = lineEnd(Math.max(end, finding.end));
  }
  return chosen;
}

/** The first mend of each stretch: those that touch no other. */
function apart(mends: readonly Mend[]): Mend[] {
  const chosen: Mend[] = [];
  let free = -1;
  for (const mend of inOrder(mends)) {
    if (mend.start <= free) continue;
    chosen.push(mend);
    free = mend.end;
  }
  return chosen;
}
