import type { Entry } from './model.js';

/** So many UTF-16 units at the end of a string may be a parenthesis and a comment. */
const longestBehind = 1024;

/**
 * Where a string that is not closed on its line was to end, from its start: before the parenthesis that closes the record and a
 * comment behind it, where one is open; else at its end.
 */
export function endMeant(raw: string, start: number, entry: Entry): number {
  const behind = /[ \t]*\)[ \t]*(?:;[^")]*)?$/.exec(raw.slice(-longestBehind))?.[0].length;
  if (behind === undefined || behind >= raw.length) return raw.length;
  let depth = 0;
  for (const token of entry.tokens) {
    if (token.start >= start) break;
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close') depth--;
  }
  return depth > 0 ? raw.length - behind : raw.length;
}
