import { Pieces } from './pieces.js';
import { containerEnd, scanWord, spaceEnd, stringEnd } from './scan.js';

/** What lies deeper stays as it is, for white space must not outgrow the text: a report has seven levels. */
const deepest = 8;
/** Twice as many as a report has that is read to its end; a text with more stays as it is. */
const mostTokens = 4_000_000;
/** A text that gets longer stays as it is, in UTF-16 units: no longer one is shown to extensions by VS Code. */
const longest = 50_000_000;

const [quote, comma, colon] = [0x22, 0x2c, 0x3a];

/**
 * JSON laid out for reading, two spaces a level. Only white space between tokens changes: strings, numbers and what is
 * no JSON at all stay as they are, so that nothing that a report says is lost or mended.
 */
export function layOut(text: string): string {
  const pieces = new Pieces();
  let length = 0;
  let depth = 0;
  let before = 0;
  let at = spaceEnd(text, 0);
  for (let tokens = 0; at < text.length; tokens++) {
    const start = at;
    const code = text.charCodeAt(at);
    const isDeep = depth === deepest && opens(code);
    at = isDeep ? containerEnd(text, at) : tokenEnd(text, at, code);
    if (closes(code)) depth = Math.max(0, depth - 1);
    const piece = (tokens === 0 ? '' : gap(before, code, depth)) + text.slice(start, at);
    if (opens(code) && !isDeep) depth++;
    before = isDeep ? 0x5d : code;
    length += piece.length;
    if (tokens === mostTokens || length > longest) return text;
    pieces.push(piece);
    at = spaceEnd(text, at);
  }
  return `${pieces}\n`;
}

/** The white space between two tokens, by their first characters; the second stands so deep. */
function gap(before: number, code: number, depth: number): string {
  if (closes(code) ? !opens(before) : before === comma || opens(before)) return `\n${'  '.repeat(depth)}`;
  const isApart = before === colon || !(isMark(before) || isMark(code));
  return isApart ? ' ' : '';
}

function tokenEnd(text: string, start: number, code: number): number {
  if (isMark(code)) return start + 1;
  return code === quote ? stringEnd(text, start) : scanWord(text, start);
}

const opens = (code: number): boolean => code === 0x7b || code === 0x5b;
const closes = (code: number): boolean => code === 0x7d || code === 0x5d;
const isMark = (code: number): boolean => opens(code) || closes(code) || code === comma || code === colon;
