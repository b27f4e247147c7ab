/** A stretch of a document's text: offsets in UTF-16 units from its start, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where something stands, without what it is. */
export const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** From the start of the first to the end of the last, in whatever order they come; of none, one that holds nothing. */
export const spanAround = (spans: readonly Span[]): Span => ({
  start: spans.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY),
  end: spans.reduce((most, { end }) => Math.max(most, end), 0),
});

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

/** Edits in the order of the text. Throws a RangeError where they overlap. */
export function editsInOrder(edits: readonly SpanEdit[]): SpanEdit[] {
  // Those at the same offset stay in the order given.
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  for (const [index, { start }] of sorted.entries()) {
    if (index > 0 && start < sorted[index - 1]!.end)
      throw new RangeError(`Edits overlap at offset ${start}.`);
  }
  return sorted;
}

/** The text after the edits, which must not overlap. Edits at the same offset apply in the order given. */
export function applyEdits(text: string, edits: readonly SpanEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of editsInOrder(edits)) {
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/**
 * The edits that do at once what some do and others after them.
 *
 * @param first in the order of the text, and `second` in that of the text after those
 * @param between gives a stretch of the text between the two
 */
export function composedEdits(
  first: readonly SpanEdit[],
  second: readonly SpanEdit[],
  between: (start: number, end: number) => string,
): SpanEdit[] {
  const edits: SpanEdit[] = [];
  let grown = 0;
  for (let a = 0, b = 0; a < first.length || b < second.length; ) {
    const before = grown;
    const nextOf = (one: SpanEdit | undefined, by: number) => (one?.start ?? Number.POSITIVE_INFINITY) + by;
    const start = Math.min(nextOf(first[a], grown), nextOf(second[b], 0));
    const within: SpanEdit[] = [];
    let end = start;
    // What overlaps or touches becomes one.
    for (;;) {
      if (nextOf(first[a], grown) <= end) {
        const { start: from, end: to, newText } = first[a++]!;
        end = Math.max(end, from + grown + newText.length);
        grown += newText.length - (to - from);
      } else if (nextOf(second[b], 0) <= end) {
        const edit = second[b++]!;
        end = Math.max(end, edit.end);
        within.push({ ...movedSpan(edit, -start), newText: edit.newText });
      } else {
        break;
      }
    }
    edits.push({ start: start - before, end: end - grown, newText: applyEdits(between(start, end), within) });
  }
  return edits;
}

/** The one edit from a text to another: what they begin and end with in common stays. */
export function difference(before: string, after: string): SpanEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}
