/** Changes of a text as a client tells them: each is of the text that those before it have left. */
import type { Position, Range } from 'vscode-languageserver';
import { lineStarts } from './lines.js';
import { spanIn } from './openDocument.js';
import type { TextChange } from './zone/document.js';

/** A text that is changed. */
export interface Changed {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
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
  const back = backwards(text, change, list, at, gap);
  return back.made > 1 ? back : forwards(text, change, list, at, gap);
}

/** Of changes each of which stands before those made already: it means the text before all of them. */
function backwards(
  text: Changed,
  change: RangeChange,
  list: readonly object[],
  at: number,
  gap: number,
): Joined {
  const span = spanIn(text, change.range);
  let { start } = span;
  let made = 1;
  // From the back.
  const pieces = [change.text];
  for (; at + made < list.length; made++) {
    const next = list[at + made]!;
    if (!isRangeChange(next) || !isUpTo(text, next.range, start)) break;
    const before = spanIn(text, next.range);
    if (start - before.end > gap) break;
    pieces.push(text.slice(before.end, start), next.text);
    start = before.start;
  }
  return { start, end: span.end, text: pieces.reverse().join(''), made };
}

/** Of changes each of which stands behind those made already: these have moved it. */
function forwards(
  text: Changed,
  change: RangeChange,
  list: readonly object[],
  at: number,
  gap: number,
): Joined {
  const { start, end: firstEnd } = spanIn(text, change.range);
  let end = firstEnd;
  let made = 1;
  let last = change.text;
  const pieces = [last];
  // Where they end in the text before all of them, and in the one that they leave.
  let before = text.positionAt(end);
  let after = movedBy(text.positionAt(start), last);
  const back = ({ line, character }: Position): Position =>
    line === after.line
      ? { line: before.line, character: character - after.character + before.character }
      : { line: line - after.line + before.line, character };
  // A carriage return and a line feed that meet are one break.
  const isBehindReturn = (offset: number) => text.slice(offset - 1, offset) === '\r';
  for (; at + made < list.length && !last.endsWith('\r') && !isBehindReturn(start); made++) {
    const next = list[at + made]!;
    if (!isRangeChange(next) || isBefore(next.range.start, after)) break;
    const span = spanIn(text, { start: back(next.range.start), end: back(next.range.end) });
    if (span.start - end > gap || isBehindReturn(span.start)) break;
    const between = text.slice(end, span.start);
    last = next.text;
    pieces.push(between, last);
    after = movedBy(movedBy(after, between), last);
    ({ end } = span);
    before = text.positionAt(end);
  }
  return { start, end, text: pieces.join(''), made };
}

const isBefore = (one: Position, other: Position) =>
  one.line < other.line || (one.line === other.line && one.character < other.character);

/** Where a text ends that starts at a position. */
function movedBy({ line, character }: Position, text: string): Position {
  const starts = lineStarts(text);
  const breaks = starts.length - 1;
  return breaks === 0
    ? { line, character: character + text.length }
    : { line: line + breaks, character: text.length - starts[breaks]! };
}

/** Whether a change says where it is, by positions. */
export const isRangeChange = (change: object): change is RangeChange => 'range' in change;

/** Whether a range ends up to an offset, whatever has been made of the text from there on. */
function isUpTo(text: Changed, { start, end }: Range, offset: number): boolean {
  const last = text.positionAt(offset);
  return [start, end].every(({ line, character }) => {
    if (line !== last.line) return line < last.line;
    // A line feed put there would be one break with the carriage return before it.
    return character <= last.character && text.slice(offset - 1, offset) !== '\r';
  });
}
