/** JSON strings: their text, and the way back from the text to the source. */
import { isClosed } from '../quotes.js';
import type { Span } from '../span.js';
import { Pieces } from './pieces.js';
import type { StringNode } from './tree.js';

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const escapeForm = /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/y;

/** The text of a string node; an escape that JSON does not know stands for its own character. */
export function stringText(source: string, { start, end, escaped }: StringNode): string {
  return textBetween(source, start, end, escaped);
}

/** The same by where a string stands with its quotes. */
export function textBetween(source: string, start: number, end: number, escaped: boolean): string {
  if (!escaped) return source.slice(start + 1, end - 1);
  try {
    // Of millions of escapes the platform makes a text ten times as fast.
    return String(JSON.parse(source.slice(start, end)));
  } catch {
    return leniently(source, start, end);
  }
}

/** The text of a string that is no JSON: not closed, with an unknown escape, or with a control character. */
function leniently(source: string, start: number, end: number): string {
  const inner = source.slice(start + 1, innerEnd(source, start, end));
  const pieces = new Pieces();
  let from = 0;
  for (let at = inner.indexOf('\\'); at >= 0; at = inner.indexOf('\\', from)) {
    escapeForm.lastIndex = at;
    const [form, code, letter = ''] = escapeForm.exec(inner) ?? [];
    // Nothing follows the last backslash of a string that is not closed.
    if (form === undefined) break;
    pieces.push(inner.slice(from, at));
    pieces.push(code === undefined ? (escapes[letter] ?? letter) : fromHex(code));
    from = at + form.length;
  }
  pieces.push(inner.slice(from));
  return pieces.toString();
}

const fromHex = (digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

/** Where a stretch of a string's text stands in the source. */
export function sourceSpan(source: string, node: StringNode, from: number, to: number): Span {
  const offset = sourceOffsets(source, node);
  return { start: offset(from), end: offset(to) };
}

/** The way from offsets of a string's text to those of the source, for offsets in ascending order. */
export function sourceOffsets(source: string, node: StringNode): (index: number) => number {
  let at = node.start + 1;
  if (!node.escaped) return (index) => at + index;
  const end = innerEnd(source, node.start, node.end);
  let unit = 0;
  return (index) => {
    for (; unit < index && at < end; unit++) {
      at += source[at] !== '\\' ? 1 : /^u[0-9a-fA-F]{4}/.test(source.slice(at + 1, at + 6)) ? 6 : 2;
    }
    return Math.min(at, end);
  };
}

/** A string's text as JSON source, without its quotes. */
export function jsonInner(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Where the text of a string ends, whose last quote may be missing. */
function innerEnd(source: string, start: number, end: number): number {
  return end - (isClosed(source, start, end) ? 1 : 0);
}
