/**
 * Formatting of a zone file: white space only. Owners, TTLs, classes, types and RDATA stand in columns, block by block;
 * lines within parentheses start where RDATA does; comments of lines that follow each other line up; white space at
 * lines' ends goes. Strings, comments and line breaks stay as they are, and so does whether a line starts with white
 * space, which is what leaves out an owner.
 */
import { applyEdits, difference, type Span, type SpanEdit } from '../../span.js';
import type { Steps } from '../../steps.js';
import type { ZoneDocument } from '../../zone/document.js';
import { tokenize } from '../../zone/lexer.js';
import { type LayoutOptions, Widths } from './columns.js';
import { LaidEntries, type LaidEntry } from './laidEntries.js';
import { Layout } from './layout.js';

/** UTF-16 units of a file that is formatted; a longer one is a program's to write. */
const longestFile = 4_000_000;
/** More edits are told as one: each costs an editor more than the white space that it changes. */
const mostEdits = 10_000;

/**
 * The edits that format a file, or the entries that touch a span of it. None where a parenthesis is not closed: it is a
 * guess then where entries end. None where the result would not read as the file does.
 */
export function* formatZone(zone: ZoneDocument, options: LayoutOptions, span?: Span): Steps<SpanEdit[]> {
  if (zone.length > longestFile) return [];
  const text = zone.getText();
  const { start, end } = wholeEntries(zone, span ?? { start: 0, end: zone.length });
  const entries = new LaidEntries(text);
  const edits: SpanEdit[] = [];
  const isClosed = yield* eachBlock(text, function* (block) {
    if (block.end <= start || block.start >= end) return;
    const layout = new Layout(text, block.widths.columns(options), options, (edit) => {
      if (start <= edit.start && edit.end <= end) edits.push(edit);
    });
    for (const entry of entries.in(block)) {
      layout.take(entry);
      yield;
    }
    layout.finish();
  });
  if (!isClosed || edits.length === 0) return [];
  const formatted = applyEdits(text, edits);
  if (!(yield* readsAs(formatted, text))) return [];
  return edits.length > mostEdits ? [difference(text, formatted)] : edits;
}

/** The entries that a span touches; a selection up to the start of a line leaves that line out. */
function wholeEntries(zone: ZoneDocument, { start, end }: Span): Span {
  const last = Math.max(start, end - 1);
  return { start: zone.entryAt(start)?.start ?? start, end: zone.entryAt(last)?.end ?? end };
}

/** Entries that stand in the same columns. */
interface Block extends Span {
  readonly widths: Widths;
}

/**
 * A directive is a block; a blank line ends one, but before a record that inherits its owner. False where a parenthesis is
 * not closed: there it ends.
 */
function* eachBlock(text: string, take: (block: Block) => Steps<void>): Steps<boolean> {
  let start = 0;
  let widths = new Widths();
  let blanks = false;
  for (const entry of new LaidEntries(text).in()) {
    yield;
    if (entry.unclosed) return false;
    const { kind, owner } = entry;
    if (kind === 'directive' || (blanks && kind === 'record' && owner !== undefined)) {
      yield* take({ start, end: entry.start, widths });
      start = entry.start;
      widths = new Widths();
    }
    if (kind === 'record') widths.add(entry);
    blanks = kind === 'blank' && (blanks || !entry.commented);
    if (kind === 'directive') {
      yield* take({ start, end: entry.end, widths });
      start = entry.end;
    }
  }
  yield* take({ start, end: text.length, widths });
  return true;
}

/** Whether two texts have the same tokens in the same entries, with and without owners alike. */
function* readsAs(one: string, other: string): Steps<boolean> {
  const others = saying(other);
  for (const entry of saying(one)) {
    yield;
    const next = others.next();
    if (next.done === true || !isSame(one, entry, other, next.value)) return false;
  }
  return others.next().done === true;
}

/** The entries that are more than white space. */
function* saying(text: string): Generator<LaidEntry, undefined> {
  for (const entry of new LaidEntries(text).in()) {
    if (entry.kind !== 'blank' || /[^ \t]/.test(text.slice(entry.start, entry.end))) yield entry;
  }
}

function isSame(one: string, entry: LaidEntry, other: string, otherEntry: LaidEntry): boolean {
  if (entry.kind !== otherEntry.kind || entry.unclosed || otherEntry.unclosed) return false;
  if ((entry.owner === undefined) !== (otherEntry.owner === undefined)) return false;
  if (one.slice(entry.start, entry.end) === other.slice(otherEntry.start, otherEntry.end)) return true;
  const raws = (text: string, { start, end }: Span) =>
    tokenize(text, start, end).flatMap((token) =>
      token.kind === 'space' ? [] : [text.slice(token.start, token.end)],
    );
  const otherRaws = raws(other, otherEntry);
  const own = raws(one, entry);
  return own.length === otherRaws.length && own.every((raw, at) => raw === otherRaws[at]);
}
