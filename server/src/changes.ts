/** Changes of a text as a client tells them: each is of the text that those before it have left. */
import type { Position, Range } from 'vscode-languageserver';
import { lineStarts } from './lines.js';
import { type OpenDocument, spanIn } from './openDocument.js';
import type { TextChange } from './zone/document.js';

/** A text that is changed. */
export interface Changed extends Pick<OpenDocument, 'positionAt' | 'offsetAt'> {
  slice(start: number, end: number): string;
}

export interface RangeChange {
  readonly range: Range;
  readonly text: string;
}

/** Several changes in one. */
export interface Joined extends TextChange {
  /** How many they are. */
  readonly made: number;
}

/**
 * A change, and those behind it in a list that can be made with it at once: those that go from the end of the text to its
 * start, as VS Code sends what it makes at once, or from its start to its end, as others do.
 *
 * @param at where in the list it is
 * @param gap so many characters are left at most between two that are made at once
 */
export function joined(
  text: Changed,
  change: RangeChange,
  list: readonly object[],
  at: number,
  gap: number,
): Joined {
  const back = backwards(text, change, following(list, at), gap);
  return back.made > 1 ? back : forwards(text, change, following(list, at), gap);
}

/** The changes behind one in a list, up to one that puts another text in the place of all. */
function* following(list: readonly object[], at: number): Generator<RangeChange> {
  for (let next = at + 1; next < list.length; next++) {
    const change = list[next]!;
    if (!isRangeChange(change)) return;
    yield change;
  }
}

/** Of changes each of which stands before those made already: it means the text before all of them. */
function backwards(text: Changed, change: RangeChange, others: Iterable<RangeChange>, gap: number): Joined {
  let { start, end } = spanIn(text, change.range);
  let made = 1;
  // From the back.
  const pieces = [change.text];
  for (const next of others) {
    if (!isUpTo(text, next.range, start)) break;
    const span = spanIn(text, next.range);
    if (start - span.end > gap) break;
    pieces.push(text.slice(span.end, start), next.text);
    ({ start } = span);
    made++;
  }
  return { start, end, text: pieces.reverse().join(''), made };
}

/** Of changes each of which stands behind those made already: these have moved it. */
function forwards(text: Changed, change: RangeChange, others: Iterable<RangeChange>, gap: number): Joined {
  let { start, end } = spanIn(text, change.range);
  let made = 1;
  let last = change.text;
  const pieces = [last];
  // Where they end in the text that they leave.
  let after = endOf(last, text.positionAt(start));
  for (const next of others) {
    if (last.endsWith('\r') || isBehindReturn(text, start) || isBefore(next.range.start, after)) break;
    const before = text.positionAt(end);
    const back = ({ line, character }: Position): Position =>
      line === after.line
        ? { line: before.line, character: character - after.character + before.character }
        : { line: line - after.line + before.line, character };
    const span = spanIn(text, { start: back(next.range.start), end: back(next.range.end) });
    if (span.start - end > gap || isBehindReturn(text, span.start)) break;
    const between = text.slice(end, span.start);
    last = next.text;
    pieces.push(between, last);
    after = endOf(last, endOf(between, after));
    ({ end } = span);
    made++;
  }
  return { start, end, text: pieces.join(''), made };
}

const isBefore = (one: Position, other: Position) =>
  one.line < other.line || (one.line === other.line && one.character < other.character);

/** Where a text ends that starts at a position. */
function endOf(text: string, { line, character }: Position): Position {
  const starts = lineStarts(text);
  const breaks = starts.length - 1;
  return breaks === 0
    ? { line, character: character + text.length }
    : { line: line + breaks, character: text.length - starts[breaks]! };
}

/** Whether a carriage return stands before an offset: with a line feed that comes there it would be one break. */
const isBehindReturn = (text: Changed, offset: number) => text.slice(offset - 1, offset) === '\r';

/** Whether a change says where it is, by positions. */
export const isRangeChange = (change: object): change is RangeChange => 'range' in change;

/** Whether a range ends up to an offset, whatever has been made of the text from there on. */
function isUpTo(text: Changed, { start, end }: Range, offset: number): boolean {
  const last = text.positionAt(offset);
  return [start, end].every(
    (one) => one.line < last.line || (!isBefore(last, one) && !isBehindReturn(text, offset)),
  );
}
