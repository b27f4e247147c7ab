/** Where the strings and numbers of a JSON text end, well-formed or not. */
import { type Message, msg } from '../message.js';

/** A string that is written as it reads, as nearly all are. */
export const plainString = /"[^"\\\u0000-\u001f]*"/y;
/** A number of at most fifteen digits and nothing else, as nearly all are. */
export const plainNumber = /(?:0|[1-9]\d{0,14})(?![^ \t\r\n{}[\],:"])/y;
const space = /[ \t\r\n]+/y;
const wordRest = /[^ \t\r\n{}[\],:"]+/y;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Where what a sticky expression describes ends; -1 where it does not start there. */
export function endOf(expression: RegExp, text: string, start: number): number {
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : -1;
}

/** Where the white space ends that starts there, if there is any. */
export function spaceEnd(text: string, start: number): number {
  // Most often there is none.
  if (start >= text.length || text.charCodeAt(start) > 0x20) return start;
  return Math.max(start, endOf(space, text, start));
}

/** Whether a word is a number of JSON. */
export const isNumber = (word: string): boolean => number.test(word);

/** Says what is wrong with a string; after `lost` nobody knows what belongs where. */
export type Complain = (start: number, end: number, message: Message, harm?: 'lost') => void;

/** The end of any string from its opening quote on, and whether its text is not what stands between its quotes. */
export function scanString(
  text: string,
  start: number,
  complain: Complain,
): { readonly end: number; readonly escaped: boolean } {
  let escaped = false;
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { end: at + 1, escaped };
    if (code === 0x5c) {
      escaped = true;
      at += scanEscape(text, at, complain);
    } else if (code === 0x0a || code === 0x0d || Number.isNaN(code)) {
      complain(start, at, msg('The string is not closed on its line.'), 'lost');
      return { end: at, escaped: true };
    } else if (code < 0x20) {
      complain(at, at + 1, msg('A control character must be escaped in a string.'));
    }
  }
}

/** How many characters of an escape follow its backslash. */
function scanEscape(text: string, at: number, complain: Complain): number {
  const next = text.charCodeAt(at + 1);
  if (next === 0x75 && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return 5;
  if (Number.isNaN(next) || next === 0x0a || next === 0x0d) return 0;
  if (!'"\\/bfnrt'.includes(String.fromCharCode(next))) {
    complain(at, at + 2, msg('No such escape in JSON.'));
  }
  return 1;
}

/** A text in quotes that are none in JSON, up to those before a comma, a colon or a bracket on its line. */
const foreignQuoted =
  /['`\u2018-\u201f\u00ab\u00bb][^\r\n]{0,400}?['`\u2018-\u201f\u00ab\u00bb](?=[ \t]*(?:[,:\]}\r\n]|$))/y;

const foreignSpace = /[^\S \t\r\n]+/y;

/** The end of a word: of a number, a literal, or of what is none of these. It has a character at least. */
export function scanWord(text: string, start: number): number {
  return Math.max(start + 1, endOf(wordRest, text, start + 1));
}

/** The same, with a text in quotes of another kind as one word, and white space of another kind as one for itself. */
export function scanForeign(text: string, start: number): number {
  const end = Math.max(endOf(foreignSpace, text, start), endOf(foreignQuoted, text, start));
  return end < 0 ? scanWord(text, start) : end;
}

/** The end of a string from its opening quote on, whatever stands in it; that of the text where it is never closed. */
export function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return Math.min(at + 1, text.length);
}

/** The end of an object or array, with an eye on brackets and quotes only; that of the text where it is never closed. */
export function containerEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = stringEnd(text, at) - 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth++;
    } else if ((code === 0x7d || code === 0x5d) && --depth === 0) {
      return at + 1;
    }
  }
  return text.length;
}
