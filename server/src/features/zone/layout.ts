/** The white space of a block of entries as formatting wants it. */
import type { SpanEdit } from '../../span.js';
import type { Entry, RecordEntry, Token, ZoneView } from '../../zone/model.js';
import { after, type Columns, columnsFor, gap, type LayoutOptions } from './columns.js';

/** Longer lines do not push the comments of their neighbours. */
const longestLine = 80;

/** A comment behind something on its line, which lines up with those of the lines around. */
interface Trailing {
  /** The white space before it. */
  readonly from: number;
  readonly to: number;
  /** The column at which the line ends without it. */
  readonly width: number;
}

/** All white space of a block as edits, those that change nothing too. */
export function layOut(zone: ZoneView, entries: readonly Entry[], options: LayoutOptions): SpanEdit[] {
  const columns = columnsFor(
    entries.filter((entry) => entry.kind === 'record'),
    options,
  );
  const edits: SpanEdit[] = [];
  let together: Trailing[] = [];
  const align = () => {
    edits.push(...aligned(together, options));
    together = [];
  };
  for (const entry of entries) {
    for (const line of linesOf(entry.tokens)) {
      const trailing = layOutLine(zone, entry, line, columns, options, edits);
      if (trailing === undefined) align();
      else together.push(trailing);
    }
  }
  align();
  return edits;
}

function aligned(comments: readonly Trailing[], options: LayoutOptions): SpanEdit[] {
  const widths = comments.map(({ width }) => width).filter((width) => width <= longestLine);
  const column = after(Math.max(0, ...widths), options);
  return comments.map(({ from, to, width }) => ({
    start: from,
    end: to,
    newText: gap(width, Math.max(column, width + 1), options),
  }));
}

/** The tokens of an entry line by line, without the line breaks. */
function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'newline') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  // What follows the last line break is the next entry.
  if (tokens.at(-1)?.kind === 'newline') lines.pop();
  return lines;
}

/** Lays out a line but for the white space before its comment, which is answered. */
function layOutLine(
  zone: ZoneView,
  entry: Entry,
  line: readonly Token[],
  columns: Columns,
  options: LayoutOptions,
  edits: SpanEdit[],
): Trailing | undefined {
  const [head] = line;
  if (head === undefined) return undefined;
  const isFirst = head.start === entry.start;
  let column = 0;
  let at = head.start;
  let trailing: Trailing | undefined;
  for (const token of line) {
    if (token.kind === 'space') continue;
    const before = { start: at, end: token.start };
    const beginsLine = at === head.start;
    at = token.end;
    if (token.kind === 'comment') {
      // A comment on a line of its own stays where it is, but within parentheses.
      if (beginsLine && entry.kind === 'blank') return undefined;
      if (!beginsLine) {
        // What is joined to a word may have been meant to belong to it.
        if (before.start !== before.end) trailing = { from: before.start, to: before.end, width: column };
        continue;
      }
    }
    let wanted = beginsLine ? columns.rdata : column + 1;
    if (isFirst) wanted = placeOf(entry, token, beginsLine, column, columns);
    edits.push({ ...before, newText: gap(column, wanted, options) });
    column = endColumn(zone, token, wanted);
  }
  const end = line.at(-1)?.end ?? at;
  edits.push({ start: at, end, newText: '' });
  return trailing;
}

/** The column of a token on the first line of its entry. */
function placeOf(entry: Entry, token: Token, begins: boolean, column: number, columns: Columns): number {
  if (begins && token.start === entry.start) return 0;
  if (entry.kind !== 'record') return column + 1;
  const own = isFirstOfRdata(entry, token) ? columns.rdata : columns.of(entry, token.start);
  if (begins) return Math.max(own ?? 0, columns.first);
  return Math.max(own ?? 0, column + 1);
}

/** Whether a token is the first behind the type, a parenthesis too. */
function isFirstOfRdata({ type, tokens }: RecordEntry, token: Token): boolean {
  if (type === undefined || token.start < type.end) return false;
  return tokens.find(({ kind, start }) => kind !== 'space' && start >= type.end) === token;
}

/** The column behind a token; a string may go over lines' ends. */
function endColumn(zone: ZoneView, { start, end }: Token, column: number): number {
  const last = /[^\r\n]*$/.exec(zone.slice(start, end))?.[0].length ?? 0;
  return last === end - start ? column + last : last;
}
