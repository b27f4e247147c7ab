/** Strings between quotes that a zone file does not have: what is value there, and what a comment. */
import type { Span } from '../span.js';

/** Which quotes close what each opens: as print has it, as its reverse in other languages, and itself. */
const closers: Readonly<Record<string, string>> = {
  '“': '”„‟',
  '”': '”',
  '„': '“”‟',
  '‟': '”',
  '«': '»',
  '»': '«»',
  '‘': '’',
  '’': '’',
  '‚': '‘’',
  '‛': '’',
  "'": "'’",
  '`': "`'´",
  '´': '´',
  '"': '"”',
};

/** The quotes that a zone file does not have. */
export const foreign = Object.keys(closers)
  .filter((quote) => quote !== '"')
  .join('');

/** What is told of a value that begins with such a quote; spans are within the text. */
export interface ForeignStrings {
  /** The strings, quotes included; of a value one of whose quotes is missing there is less. */
  readonly strings: readonly Span[];
  /** The comments behind strings on lines that another follows. */
  readonly comments: readonly Span[];
  /** Whether the last string is still open. */
  readonly isOpen: boolean;
  /** Whether nothing but white space and comments stands outside of them. */
  readonly isWhole: boolean;
}

/** Cuts a text that begins with such a quote into strings and comments, as it would be if the quotes were right ones. */
export function foreignStrings(text: string): ForeignStrings {
  const strings: Span[] = [];
  const comments: Span[] = [];
  let open = -1;
  let isWhole = true;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (open >= 0) {
      if (letter in closers && closes(text[open]!, letter, text.slice(at + 1, at + 40))) {
        strings.push({ start: open, end: at + 1 });
        open = -1;
      }
    } else if (letter in closers) {
      open = at;
    } else if (letter === ';') {
      const feed = text.indexOf('\n', at);
      if (feed < 0) break;
      comments.push({ start: at, end: text[feed - 1] === '\r' ? feed - 1 : feed });
      at = feed - 1;
    } else if (!/[ \t\r\n]/.test(letter)) {
      isWhole = false;
    }
  }
  return { strings, comments, isOpen: open >= 0, isWhole: isWhole && open < 0 };
}

/** Whether a quote closes a string: by its kind, or by what follows it. */
const closes = (opening: string, letter: string, rest: string) =>
  closers[opening]!.includes(letter) || /^[ \t]*(?:[;)\r\n]|$)/.test(rest);
