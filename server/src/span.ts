/** A stretch of a document's text: offsets in UTF-16 units from its start, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where something stands, without what it is. */
export const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** Where it stands when it has moved. */
export const movedSpan = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/**
 * The index of the first that ends at an offset or behind it, of things in the order of the text that do not overlap.
 *
 * @param spanOf where each stands
 */
export function firstEndingAt<T>(
  things: readonly T[],
  offset: number,
  spanOf: (thing: T) => Pick<Span, 'end'>,
): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spanOf(things[middle]!).end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Replaces the text of a span; an insertion where the span is empty. */
export interface SpanEdit extends Span {
  readonly newText: string;
}

/** The text after the edits, which must not overlap. Edits at the same offset apply in the order given. */
export function applyEdits(text: string, edits: readonly SpanEdit[]): string {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.start - b.edit.start || a.order - b.order);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.start < at) {
      throw new RangeError(`Edits overlap at offset ${edit.start}.`);
    }
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** How long a start and an end two texts have in common, in UTF-16 units, as far as that is known. */
export interface Common {
  readonly head: number;
  readonly tail: number;
}

/** The one edit from a text to another: what they begin and end with in common stays. */
export function difference(before: string, after: string, common: Common = { head: 0, tail: 0 }): SpanEdit {
  const most = Math.min(before.length, after.length);
  let start = common.head;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = Math.min(common.tail, most - start);
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}
