const QUOTE = 34;
const BACKSLASH = 92;
const SEMICOLON = 59;
const NEWLINE = 10;

/** Three letters as `saysLetters` compares them. */
export const threeLetters = (word: string): number =>
  (word.charCodeAt(0) << 16) | (word.charCodeAt(1) << 8) | word.charCodeAt(2);

/**
 * Whether three letters stand in a row among the first octets of a TXT record, in any case: across the strings that it is
 * split into, the comments between them, and escapes. Comments are read too, since an unquoted `;` makes one of a field.
 * Where a decimal escape may hide a letter the answer is yes. Reads the text in place and allocates nothing: it is on the
 * hot path of reading a zone.
 *
 * @param most how many octets it reads, quotes, space between strings and comments not counted
 * @param one lower-case letters (`threeLetters`), and others that are as good
 */
export function saysLetters(
  text: string,
  start: number,
  end: number,
  most: number,
  one: number,
  other = one,
): boolean {
  /** The last three. */
  let letters = 0;
  let left = most;
  let quoted = false;
  let comment = false;
  /** What stood before the comment. */
  let kept = 0;
  for (let i = start; i < end && left > 0; i++) {
    let code = text.charCodeAt(i);
    if (comment) {
      if (code === NEWLINE) {
        letters = kept;
        comment = false;
        continue;
      }
    } else if (code === QUOTE) {
      quoted = !quoted;
      continue;
    } else if (code === BACKSLASH) {
      code = text.charCodeAt(++i);
      if (code >= 48 && code <= 57) return true;
    } else if (!quoted) {
      if (isBetween(code)) continue;
      if (code === SEMICOLON) {
        comment = true;
        kept = letters;
      }
    }
    // A character beyond eight bits spoils the three that it is of, and leaves the next ones alone.
    letters = ((letters << 8) | (code > 0xff ? 0 : code | 32)) & 0xffffff;
    if (letters === one || letters === other) return true;
    if (!comment) left--;
  }
  return false;
}

/** Whether a character outside of quotes only separates: white space, a parenthesis. */
const isBetween = (code: number) =>
  code === 32 || code === 9 || code === NEWLINE || code === 13 || code === 40 || code === 41;
