/**
 * The candidate that a word most likely was meant to be: the one with the smallest edit distance (insertions,
 * deletions, substitutions and swaps of neighbours), case apart, within `limit`; undefined where none is near.
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 2): string | undefined {
  const wanted = word.toLowerCase();
  const letters = lettersOf(wanted);
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    // Most candidates have other letters: each of those takes an edit.
    if (missing(letters, lettersOf(other)) >= bestDistance) continue;
    const distance = editDistance(wanted, other, bestDistance - 1);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** All candidates within `limit`, in their order, with their distance. */
export function allNear(word: string, candidates: Iterable<string>, limit: number): Near[] {
  const wanted = word.toLowerCase();
  const letters = lettersOf(wanted);
  const found: Near[] = [];
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (missing(letters, lettersOf(other)) > limit) continue;
    const distance = editDistance(wanted, other, limit);
    if (distance <= limit) found.push({ candidate, distance });
  }
  return found;
}

export interface Near {
  readonly candidate: string;
  readonly distance: number;
}

/** The characters of a text as bits, of which some share one. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

/** How many characters at least one of two texts has that the other has not. */
const missing = (a: number, b: number) => Math.max(bitsOf(a & ~b), bitsOf(b & ~a));

function bitsOf(word: number): number {
  let count = 0;
  for (let left = word; left !== 0; left &= left - 1) count++;
  return count;
}

/** Whether two texts differ by at most so many edits. */
export const isNear = (a: string, b: string, limit: number): boolean => editDistance(a, b, limit) <= limit;

/** Rows of the table of distances, used again for every two texts. */
let beforeLast: number[] = [];
let last: number[] = [];
let row: number[] = [];

/**
 * The edit distance of two texts (optimal string alignment), or `limit + 1` where it is over the limit. Only the cells of the
 * table are looked at that are at most so far from its diagonal: of every word that is unknown a hundred others are tried.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  for (let j = 0; j <= Math.min(b.length, over); j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const one = a.charCodeAt(i - 1);
    let least = from === 1 ? i : over;
    row[from - 1] = least;
    row[to + 1] = over;
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let distance = Math.min(row[j - 1]!, last[j]!) + 1;
      distance = Math.min(distance, last[j - 1]! + (one === other ? 0 : 1));
      if (i > 1 && j > 1 && one === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        distance = Math.min(distance, beforeLast[j - 2]! + 1);
      }
      row[j] = distance;
      least = Math.min(least, distance);
    }
    if (least > limit) return over;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(last[b.length]!, over);
}
