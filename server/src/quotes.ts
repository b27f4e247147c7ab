/** Whether a string, as written from its opening quote on, has its closing quote: one that no backslash escapes. */
export function isClosed(raw: string): boolean {
  const last = raw.length - 1;
  if (last < 1 || raw[last] !== '"') return false;
  let before = last;
  while (raw[before - 1] === '\\') before--;
  return (last - before) % 2 === 0;
}

/** A string, as written from its opening quote on, without its quotes, the last of which may be missing. */
export const inQuotes = (raw: string): string => raw.slice(1, isClosed(raw) ? -1 : undefined);
