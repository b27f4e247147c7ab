/**
 * Formatting of a zone file: white space only. Owners, TTLs, classes, types and RDATA stand in columns, block by block;
 * lines within parentheses start where RDATA does; comments of lines that follow each other line up; white space at
 * lines' ends goes. Strings, comments and line breaks stay as they are, and so does whether a line starts with white
 * space, which is what leaves out an owner.
 */
import { applyEdits, type Span, type SpanEdit } from '../../span.js';
import { ZoneDocument } from '../../zone/document.js';
import type { ReadEntry } from '../../zone/materialize.js';
import type { Entry } from '../../zone/model.js';
import type { LayoutOptions } from './columns.js';
import { layOut } from './layout.js';

/** UTF-16 units of a file that is formatted; a longer one is a program's to write. */
const longestFile = 4_000_000;

/**
 * The edits that format a file, or the entries that touch a span of it. None where a parenthesis is not closed: it is a
 * guess then where entries end. None where the result would not read as the file does.
 */
export function formatZone(zone: ZoneDocument, options: LayoutOptions, span?: Span): SpanEdit[] {
  if (zone.length > longestFile) return [];
  const read = [...entriesOf(zone)];
  if (read.some(({ unclosed }) => unclosed >= 0)) return [];
  const edits: SpanEdit[] = [];
  for (const block of blocksOf(read)) {
    for (const edit of layOut(zone, block, options)) {
      if (zone.slice(edit.start, edit.end) !== edit.newText) edits.push(edit);
    }
  }
  const { start, end } = wholeEntries(zone, span ?? { start: 0, end: zone.length });
  const wanted = edits.filter((edit) => start <= edit.start && edit.end <= end);
  return readsAs(applyEdits(zone.getText(), wanted), zone) ? wanted : [];
}

/** The entries that a span touches; a selection up to the start of a line leaves that line out. */
function wholeEntries(zone: ZoneDocument, { start, end }: Span): Span {
  const last = Math.max(start, end - 1);
  return { start: zone.entryAt(start)?.start ?? start, end: zone.entryAt(last)?.end ?? end };
}

/** A directive is a block; a blank line ends one, but before a record that inherits its owner. */
function* blocksOf(read: readonly ReadEntry[]): Generator<Entry[]> {
  let block: Entry[] = [];
  let blanks = false;
  for (const { entry } of read) {
    const blank = entry.kind === 'blank' && !entry.tokens.some(({ kind }) => kind === 'comment');
    const inherits = entry.kind === 'record' && entry.owner === undefined;
    if (entry.kind === 'directive' || (blanks && entry.kind === 'record' && !inherits)) {
      yield block;
      block = [];
    }
    block.push(entry);
    blanks = blank || (blanks && entry.kind === 'blank');
    if (entry.kind === 'directive') {
      yield block;
      block = [];
    }
  }
  yield block;
}

function* entriesOf(zone: ZoneDocument): Generator<ReadEntry> {
  for (const index of zone.index.chunks.keys()) yield* zone.index.readChunk(index);
}

/** Whether a text has the tokens of a zone in the same entries, with and without owners as before. */
function readsAs(text: string, zone: ZoneDocument): boolean {
  const other = meaningOf(new ZoneDocument(text));
  for (const entry of meaningOf(zone)) {
    if (other.next().value !== entry) return false;
  }
  return other.next().done === true;
}

/** What each entry says, white space left out. */
function* meaningOf(zone: ZoneDocument): Generator<string, undefined> {
  for (const { entry } of entriesOf(zone)) {
    const raws = entry.tokens
      .filter(({ kind }) => kind !== 'space')
      .map(({ start, end }) => zone.slice(start, end));
    const inherits = entry.kind === 'record' && entry.owner === undefined;
    if (raws.length > 0) yield [entry.kind, inherits, ...raws].join('\0');
  }
}
