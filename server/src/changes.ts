/** Changes of a text as a client tells them: each is of the text that those before it have left. */
import type { Position, Range } from 'vscode-languageserver';
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
 * A change, and those behind it in a list that can be made with it at once. An editor that makes many sends them from the end
 * of the text to its start: where each stands before those that are made already, it means the text before all of them.
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
