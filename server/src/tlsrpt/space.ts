/** White space of a record's value: spaces and tabs (WSP of RFC 5234), and no other octet, however JavaScript calls it. */

export const isSpace = (text: string, index: number) => text[index] === ' ' || text[index] === '\t';

/** Where the white space from an index on ends. */
export function skip(text: string, index: number): number {
  let at = index;
  while (isSpace(text, at)) at++;
  return at;
}

/** Where the white space before an index starts. */
export function skipBack(text: string, index: number): number {
  let at = index;
  while (at > 0 && isSpace(text, at - 1)) at--;
  return at;
}

/** A value without the white space around it. */
export const trim = (text: string) => text.slice(skip(text, 0), skipBack(text, text.length));
