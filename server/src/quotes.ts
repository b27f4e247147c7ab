/** A typographic quote that was to close a string, escaped: esbuild leaves regular expressions as they are, and the bundles are ASCII. */
export const typographicEnd = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019]$/;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Whether a string, as written from its opening quote on, has its closing quote: one that no backslash escapes.
 *
 * @param start where the string starts in a longer text
 * @param end where it ends
 */
export function isClosed(raw: string, start = 0, end = raw.length): boolean {
  const last = end - 1;
  if (last <= start || raw.charCodeAt(last) !== quote) return false;
  let before = last;
  while (raw.charCodeAt(before - 1) === backslash) before--;
  return (last - before) % 2 === 0;
}

/** A string, as written from its opening quote on, without its quotes, the last of which may be missing. */
export const inQuotes = (raw: string): string => raw.slice(1, isClosed(raw) ? -1 : undefined);
