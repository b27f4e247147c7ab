/** Lines of a text: they end with LF, CR or CRLF. */

/** Where the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let cr = text.indexOf('\r');
  while (feed >= 0 || cr >= 0) {
    if (cr < 0 || (feed >= 0 && feed < cr)) {
      starts.push(feed + 1);
      feed = text.indexOf('\n', feed + 1);
    } else {
      if (feed !== cr + 1) starts.push(cr + 1);
      cr = text.indexOf('\r', cr + 1);
    }
  }
  return starts;
}

/** The end of a line without its line break. */
export function withoutBreak(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text.charCodeAt(at - 1) === 10 || text.charCodeAt(at - 1) === 13)) at--;
  return at;
}

/** The index of the last element that is not over a value; the array is sorted. */
export function lastNotAfter(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
