/** What folds in a zone file: parentheses, blocks of comments, the records of one owner. */
import type { Span } from '../../span.js';
import type { Steps } from '../../steps.js';
import type { ZoneDocument } from '../../zone/document.js';
import type { Entry, Token } from '../../zone/model.js';
import { contentEnd, sectionsOf } from './sections.js';

/** As many as VS Code takes by default (`editor.foldingMaximumRegions`). */
const mostFolds = 5000;
/** So many records and directives are looked at. */
const mostEntries = 50_000;

/** From the first line, which stays, to the last, which does not; the span starts in the one and ends in the other. */
export interface Fold extends Span {
  readonly kind: 'comment' | 'parentheses' | 'owner';
}

/** The folds by their first line, one for each: where several start there, that of parentheses. */
export function* zoneFolds(zone: ZoneDocument, most = mostFolds): Steps<Fold[]> {
  const folds = new Map<number, Fold>();
  const add = (fold: Fold) => {
    const line = zone.positionAt(fold.start).line;
    if (zone.positionAt(fold.end).line > line && !folds.has(line)) folds.set(line, fold);
  };
  yield* addLineFolds(zone, most, add);
  const known = folds.size;
  for (const section of sectionsOf(zone, mostEntries)) {
    if (folds.size - known >= most) break;
    if (section.kind === 'run') add({ kind: 'owner', start: section.start, end: section.end });
    yield;
  }
  return [...folds.values()].sort((a, b) => a.start - b.start).slice(0, most);
}

/** Parentheses and blocks of comments. */
function* addLineFolds(zone: ZoneDocument, most: number, add: (fold: Fold) => void): Steps<void> {
  let comments: Entry[] = [];
  let found = 0;
  let seen = 0;
  for (const entry of zone.entries()) {
    if (found >= most || seen++ >= mostEntries) break;
    if (entry.kind === 'blank' && isComment(entry.tokens)) {
      comments.push(entry);
      continue;
    }
    for (const fold of [...commentFold(zone, comments), ...parentheses(zone, entry)]) {
      found++;
      add(fold);
    }
    comments = [];
    yield;
  }
  commentFold(zone, comments).forEach(add);
}

const isComment = (tokens: readonly Token[]) => tokens.some(({ kind }) => kind === 'comment');

function commentFold(zone: ZoneDocument, comments: readonly Entry[]): Fold[] {
  const [first] = comments;
  const last = comments.at(-1);
  if (first === undefined || last === undefined || first === last) return [];
  return [{ kind: 'comment', start: first.start, end: contentEnd(zone, last) }];
}

/** The outermost parentheses of an entry that go over a line's end. */
function parentheses(zone: ZoneDocument, entry: Entry): Fold[] {
  const text = zone.slice(entry.start, contentEnd(zone, entry));
  if (!/[\r\n]/.test(text)) return [];
  const folds: Fold[] = [];
  let depth = 0;
  let open = 0;
  for (const { kind, start, end } of entry.tokens) {
    if (kind === 'open' && depth++ === 0) open = start;
    if (kind === 'close' && depth > 0 && --depth === 0 && /[\r\n]/.test(zone.slice(open, end))) {
      folds.push({ kind: 'parentheses', start: open, end });
    }
  }
  return folds;
}
