/** Deeper than this, lines are indented no further: white space never grows faster than the text. */
const deepest = 64;

/**
 * JSON laid out for reading, two spaces a level. Only white space between tokens changes: strings, numbers and what is
 * no JSON at all stay as they are, so that nothing that a report says is lost or mended.
 */
export function layOut(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  const line = (): string => `\n${'  '.repeat(Math.min(depth, deepest))}`;
  const token = /\s+|"(?:[^"\\]|\\[\s\S])*(?:"|$)|[{}[\],:]|[^\s"{}[\],:]+/g;
  let before = '';
  for (const [word] of text.matchAll(token)) {
    if (/^\s/.test(word)) continue;
    if (word === '}' || word === ']') {
      depth = Math.max(0, depth - 1);
      if (before !== '{' && before !== '[') parts.push(line());
    } else if (before === '{' || before === '[' || before === ',') {
      parts.push(line());
    }
    parts.push(word === ':' ? ': ' : word);
    if (word === '{' || word === '[') depth++;
    before = word;
  }
  return `${parts.join('')}\n`;
}
