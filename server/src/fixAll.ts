import type { Checked } from './checked.js';
import { SomeLines } from './lines.js';
import type { RuleId } from './rules/catalogue.js';
import type { Finding } from './rules/finding.js';
import { applyEdits, composedEdits, editsInOrder, type Span, type SpanEdit, spanAround } from './span.js';
import { atOnce, finish, type Steps } from './steps.js';

/** A text that is being mended, as it is by now. */
export interface Draft {
  readonly length: number;
  slice(start: number, end: number): string;
  /** The line that an offset is in, with its line break. */
  lineAt(offset: number): Span;
  readonly checked: Checked;
  /**
   * Makes edits; whether they are made: not where what the rules say then does not prove them.
   *
   * @param edits in the order of the text
   */
  edit(edits: readonly SpanEdit[], proves: (checked: Checked) => boolean): Steps<boolean>;
  /** Whether what is made of it is of no use. */
  isVain?(): boolean;
}

export interface Fixed {
  /** What mends the text, in its order. */
  readonly edits: readonly SpanEdit[];
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

/** What a mend may not bring about, however much is gone for it: records that were good by themselves. */
const collisions: readonly RuleId[] = [
  'zone/cname-and-other-data',
  'zone/multiple-cname',
  'zone/multiple-soa',
  'tlsrpt/multiple-records',
  'mtasts/multiple-records',
];

/** Of a program that nobody waits for. */
const patient: Limits = { findings: Number.POSITIVE_INFINITY, time: 60_000 };

export interface Given {
  readonly limits?: Limits;
  /** Tells the time, in milliseconds. */
  readonly now?: () => number;
}

/** A text with what checks it. */
export class TextDraft implements Draft {
  text: string;
  checked: Checked;
  readonly #check: (text: string) => Steps<Checked>;
  #lines: SomeLines;

  constructor(text: string, checked: Checked, check: (text: string) => Steps<Checked>) {
    this.text = text;
    this.checked = checked;
    this.#check = check;
    this.#lines = new SomeLines(text);
  }

  get length(): number {
    return this.text.length;
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  lineAt(offset: number): Span {
    return this.#lines.at(offset);
  }

  *edit(edits: readonly SpanEdit[], proves: (checked: Checked) => boolean): Steps<boolean> {
    const text = applyEdits(this.text, edits);
    const checked = yield* this.#check(text);
    if (!proves(checked)) return false;
    this.text = text;
    this.checked = checked;
    this.#lines = new SomeLines(text);
    return true;
  }
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
): Fixed & { readonly text: string } {
  const draft = new TextDraft(text, check(text), (other) => atOnce(() => check(other)));
  return { ...finish(fixAllInSteps(draft, wanted, given)), text: draft.text };
}

/** The same with a draft, in steps of which each checks a part of a text. */
export function* fixAllInSteps(
  draft: Draft,
  wanted: (finding: Finding) => boolean,
  given: Given = {},
): Steps<Fixed> {
  const mending = new Mending(draft, wanted, given);
  // A mend may bring to light what another mistake hid, so rounds are not bounded by the first findings alone.
  for (let rounds = draft.checked.first.total + 100; rounds > 0; rounds--) {
    if (!(yield* mending.round()) || mending.isOver) break;
  }
  const { edits, count } = mending;
  return { edits, count, checked: draft.checked };
}

class Mending {
  edits: readonly SpanEdit[] = [];
  count = 0;
  readonly #draft: Draft;
  readonly #wanted: (finding: Finding) => boolean;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #end: number;

  constructor(
    draft: Draft,
    wanted: (finding: Finding) => boolean,
    { limits = patient, now = () => performance.now() }: Given,
  ) {
    this.#draft = draft;
    this.#wanted = wanted;
    this.#limits = limits;
    this.#now = now;
    this.#end = now() + limits.time;
  }

  /** Mends what can be mended at once; whether there was such. */
  *round(): Steps<boolean> {
    // Each of these may take a while in a large text.
    yield;
    const mends = yield* this.#mends();
    const together =
      this.#draft.checked.isFreeForm === true ? apart(mends) : yield* onePerLine(this.#draft, mends);
    yield;
    if (yield* this.#apply(together)) return true;
    for (const mend of mends) {
      if (this.isOver) return false;
      if (yield* this.#apply([mend])) return true;
    }
    return false;
  }

  get isOver(): boolean {
    return this.#now() >= this.#end || this.#draft.isVain?.() === true;
  }

  /** Applies the mends at once; not where there is none, or where checking the result does not prove them. */
  *#apply(mends: readonly Mend[]): Steps<boolean> {
    if (mends.length === 0) return false;
    const draft = this.#draft;
    const had = draft.checked.first;
    const edits = editsInOrder(mends.flatMap((mend) => mend.edits));
    const gone = new Map<RuleId, number>();
    for (const { finding } of mends) gone.set(finding.rule, (gone.get(finding.rule) ?? 0) + 1);
    const all = composedEdits(this.edits, edits, (start, end) => draft.slice(start, end));
    const isMade = yield* draft.edit(
      edits,
      ({ first: has }) =>
        has.total <= had.total &&
        collisions.every((rule) => has.countOf(rule) <= had.countOf(rule)) &&
        [...gone].every(([rule, count]) => has.countOf(rule) <= had.countOf(rule) - count),
    );
    if (!isMade) return false;
    this.edits = all;
    this.count += mends.length;
    return true;
  }

  *#mends(): Steps<Mend[]> {
    const draft = this.#draft;
    const { checked } = draft;
    const { first } = checked;
    const findings = first.total > this.#limits.findings ? first.kept : checked.findings;
    const mends: Mend[] = [];
    for (const finding of findings.filter(this.#wanted)) {
      yield;
      // Finding out how to mend something may take its time too.
      if (this.isOver && mends.length > 0) break;
      const edits = checked.fixes(finding).find(({ preferred }) => preferred)?.edits ?? [];
      if (edits.every((edit) => draft.slice(edit.start, edit.end) === edit.newText)) continue;
      mends.push({ finding, edits, ...spanAround(edits) });
    }
    return mends;
  }
}

const inOrder = (mends: readonly Mend[]) => [...mends].sort((a, b) => a.start - b.start);

/** Of the mends that stay on the lines of their finding the first of each stretch of lines. */
function* onePerLine(draft: Draft, mends: readonly Mend[]): Steps<Mend[]> {
  const lineStart = (offset: number) => draft.lineAt(offset).start;
  const lineEnd = (offset: number) => draft.lineAt(offset).end;
  const chosen: Mend[] = [];
  let free = 0;
  for (const mend of inOrder(mends)) {
    // Where lines of a large text start has to be looked for.
    yield;
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
