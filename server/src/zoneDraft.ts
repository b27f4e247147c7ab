import type { Checked } from './checked.js';
import { gap, type Tried } from './editedZone.js';
import type { Draft } from './fixAll.js';
import type { CheckedZone } from './rules/engine.js';
import { applyEdits, movedSpan, type Span, type SpanEdit } from './span.js';
import type { Steps } from './steps.js';
import type { TextChange } from './zone/document.js';
import { checkedByLook } from './zoneCheck.js';

/** An open zone that is mended in its place, so that a large one need not be there twice: whoever ends it takes all edits back. */
export class ZoneDraft implements Draft {
  checked: Checked;
  readonly isVain: () => boolean;
  readonly #zone: CheckedZone;
  readonly #gap: number;

  /** @param most so many UTF-16 units are left at most between two edits that are made at once */
  constructor({ zone, looked, isVain }: Tried, most = gap) {
    this.#zone = zone;
    this.#gap = most;
    this.checked = checkedByLook(zone, looked);
    this.isVain = isVain;
  }

  get length(): number {
    return this.#zone.document.length;
  }

  slice(start: number, end: number): string {
    return this.#zone.document.slice(start, end);
  }

  lineAt(offset: number): Span {
    const { document } = this.#zone;
    const { line } = document.positionAt(offset);
    const startOf = (one: number) => document.offsetAt({ line: one, character: 0 });
    return { start: startOf(line), end: startOf(line + 1) };
  }

  /** From the last edit to the first, as each is told by offsets before all of them; those that stand near each other are one change. */
  *#changes(edits: readonly SpanEdit[]): Generator<TextChange> {
    for (let to = edits.length; to > 0; ) {
      const { end } = edits[to - 1]!;
      let from = to - 1;
      while (from > 0 && edits[from]!.start - edits[from - 1]!.end <= this.#gap) from--;
      const { start } = edits[from]!;
      const within = edits.slice(from, to).map((edit) => ({ ...edit, ...movedSpan(edit, -start) }));
      yield { start, end, text: applyEdits(this.slice(start, end), within) };
      to = from;
    }
  }

  /** Does work that may be left at any step; undefined where it is. */
  *#unlessVain<Result>(steps: Steps<Result>): Steps<Result | undefined> {
    for (; !this.isVain(); yield) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
    return undefined;
  }

  *edit(edits: readonly SpanEdit[], proves: (checked: Checked) => boolean): Steps<boolean> {
    const zone = this.#zone;
    const { document } = zone;
    const mark = document.mark();
    for (const change of this.#changes(edits)) {
      yield* document.replace(change);
      // Somebody may wait for the end of this.
      if (this.isVain()) return false;
    }
    yield* this.#unlessVain(document.settle());
    const looked = yield* this.#unlessVain(zone.lookInSteps());
    if (looked === undefined) return false;
    const checked = checkedByLook(zone, looked);
    if (proves(checked)) {
      this.checked = checked;
      return true;
    }
    yield* document.rollBack(mark);
    return false;
  }
}
