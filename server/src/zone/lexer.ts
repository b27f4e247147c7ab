import type { FieldList } from './fields.js';
import { speaksToUs } from './looks.js';
import type { Token, TokenKind } from './model.js';
import { isWholeRecord, looksLikeEntry, patience } from './recovery.js';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const OPEN = 40;
const CLOSE = 41;
const SEMICOLON = 59;
const BACKSLASH = 92;

/** What reading an entry shows beside its fields. Reused from entry to entry, like the field list. */
export class EntryScan {
  /** Offset after the entry, its line break included. */
  end = 0;
  /** Whether the line starts with a space or a tab: its owner is inherited. */
  indented = false;
  /** Offset of the outermost `(` that is never closed, or -1. */
  unclosed = -1;
  /** Offset of a `(` that closes behind lines that read like entries, or -1. */
  swallowing = -1;
  /** Offset of the first `)` that closes nothing, or -1. */
  unopened = -1;
  /** Offset of the first string whose quote is never closed, or -1. */
  unterminated = -1;
  /** Where the first comment starts, its `;` included, or -1. */
  comment = -1;
  /** Whether a comment, or what stands in one behind a `;`, starts with `tls-rpt-`. */
  speaks = false;
  /** Whether a control character, DEL or a byte-order mark stands in a word or string. */
  control = false;
  /** Whether the words and strings are ASCII without backslashes: each character is an octet. */
  plain = true;
  /** Line breaks of the entry. */
  breaks = 0;
  /** How far the scan had to look to find the entry's end: past `end` only where a parenthesis is not closed. */
  reach = 0;
}

/**
 * Reads the entry (logical line) that starts at an offset: up to the line break outside parentheses (RFC 1035
 * section 5.1). Follows BIND 9's lexer: `;` starts a comment even in the middle of a word, a quote ends a word, a
 * backslash takes the next character literally, a line break in quotes needs a backslash, CR, LF and CRLF end lines (a
 * comment ends with LF and CRLF only), and no other character than space and tab separates words.
 *
 * An unclosed `(` would swallow the rest of the file. The entry then ends where the next one seems to start, so that
 * what comes after it is read as what it is: see `looksLikeEntry`. Where the parenthesis closes after all, and everything up to
 * there is one record to BIND, it is one here.
 */
export function readEntry(
  text: string,
  start: number,
  length: number,
  fields: FieldList,
  scan: EntryScan,
): number {
  const end = scanEntry(text, start, length, fields, scan, length);
  if (scan.unclosed < 0) {
    return end;
  }
  const reach = scan.reach;
  const stop = scan.end;
  scanEntry(text, start, length, fields, scan, stop);
  scan.reach = reach;
  return scan.end;
}

/** Scans up to the end of the entry or to `stop`. On an unclosed parenthesis `scan.end` is where the entry should stop. */
function scanEntry(
  text: string,
  start: number,
  length: number,
  fields: FieldList,
  scan: EntryScan,
  stop: number,
): number {
  fields.text = text;
  fields.count = 0;
  scan.unclosed = -1;
  scan.swallowing = -1;
  scan.unopened = -1;
  scan.unterminated = -1;
  scan.comment = -1;
  sawControl = false;
  sawSpecial = false;
  sawSpeech = false;
  breaks = 0;
  let at = start;
  let depth = 0;
  let outermost = -1;
  // The first line within parentheses that reads like the start of an entry. With a second one, or the end of the file, the
  // entry is guessed to end before it, unless it proves to be a whole record.
  let candidate = -1;
  let guess = -1;
  let guessOpen = -1;
  let doubts = 0;
  let code = at < stop ? text.charCodeAt(at) : -1;
  scan.indented = code === SPACE || code === TAB;
  while (at < stop) {
    code = text.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at++;
    } else if (code === LF || code === CR) {
      at++;
      breaks++;
      if (code === CR && at < length && text.charCodeAt(at) === LF) at++;
      if (depth === 0) return guess < 0 ? closed(scan, at) : doubted(fields, scan, guessOpen, guess, at);
      if (stop === length && looksLikeEntry(text, at)) {
        if (candidate < 0) candidate = at;
        else if (guess < 0) {
          guess = candidate;
          guessOpen = outermost;
        }
        if (guess >= 0 && ++doubts > patience) return unclosed(scan, guessOpen, guess, at);
      }
    } else if (code === SEMICOLON) {
      if (scan.comment < 0) scan.comment = at;
      at = endOfComment(text, at, stop);
    } else if (code === QUOTE) {
      const from = at;
      at = endOfString(text, at, stop);
      const closed = at > from + 1 && text.charCodeAt(at - 1) === QUOTE && !scanBroke;
      if (!closed && scan.unterminated < 0) scan.unterminated = from;
      fields.push(from, at, closed ? 1 : 2);
    } else if (code === OPEN) {
      if (depth === 0) outermost = at;
      depth++;
      at++;
    } else if (code === CLOSE) {
      if (depth > 0) depth--;
      else if (scan.unopened < 0) scan.unopened = at;
      if (depth === 0) candidate = -1;
      at++;
    } else {
      const from = at;
      at = endOfWord(text, at, stop);
      fields.push(from, at, 0);
    }
  }
  if (depth === 0) return guess < 0 ? closed(scan, stop) : doubted(fields, scan, guessOpen, guess, stop);
  if (guess >= 0) return unclosed(scan, guessOpen, guess, stop);
  return unclosed(scan, outermost, candidate >= 0 ? candidate : stop, stop);
}

function closed(scan: EntryScan, end: number): number {
  scan.control = sawControl;
  scan.plain = !sawSpecial;
  scan.speaks = sawSpeech;
  scan.breaks = breaks;
  scan.end = end;
  scan.reach = end;
  return end;
}

/** An entry whose parenthesis closes behind lines that read like others. */
function doubted(fields: FieldList, scan: EntryScan, open: number, guess: number, end: number): number {
  const sound = scan.unopened < 0 && scan.unterminated < 0 && isWholeRecord(fields, scan.indented);
  if (!sound) return unclosed(scan, open, guess, end);
  scan.swallowing = open;
  return closed(scan, end);
}

function unclosed(scan: EntryScan, open: number, end: number, reach: number): number {
  scan.control = sawControl;
  scan.plain = !sawSpecial;
  scan.speaks = sawSpeech;
  scan.breaks = breaks;
  scan.unclosed = open;
  scan.end = end;
  scan.reach = reach;
  return end;
}

/** Line breaks passed so far. */
let breaks = 0;

/** Set by `endOfString` and `endOfWord` when they pass a control character. */
let sawControl = false;

/** Set by them when they pass a backslash or a character outside ASCII. */
let sawSpecial = false;

/** Set by `endOfComment` when it passes what speaks to this program. */
let sawSpeech = false;

/** Set by `endOfString`: whether the string ended at its line's end, without its quote. */
let scanBroke = false;

/** The offset after a comment. To BIND a lone CR ends a line, but none that has a comment. */
function endOfComment(text: string, start: number, stop: number): number {
  let at = start;
  while (at < stop) {
    const code = text.charCodeAt(at);
    if (code === SEMICOLON) {
      at = endOfMarks(text, at, stop);
      if (speaksToUs(text, at)) sawSpeech = true;
      continue;
    }
    if (code === LF) return at;
    if (code === CR) {
      if (text.charCodeAt(at + 1) === LF) return at;
      breaks++;
    }
    at++;
  }
  return stop;
}

/** The offset after semicolons and white space. */
function endOfMarks(text: string, start: number, stop: number): number {
  let at = start;
  while (at < stop && (text.charCodeAt(at) === SEMICOLON || isBlank(text.charCodeAt(at)))) at++;
  return at;
}

/** The offset after a quoted string, or of the line break or end that it runs into. */
function endOfString(text: string, start: number, stop: number): number {
  let at = start + 1;
  scanBroke = false;
  while (at < stop) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      sawSpecial = true;
      const next = text.charCodeAt(at + 1);
      if (next === LF || next === CR) breaks++;
      at += next === CR && text.charCodeAt(at + 2) === LF ? 3 : 2;
    } else if (code === LF || (code === CR && text.charCodeAt(at + 1) === LF)) {
      // A lone CR in quotes is data, as in BIND.
      scanBroke = true;
      return at;
    } else {
      if (code < 32 || code > 126) {
        if (isControl(code)) sawControl = true;
        if (code > 126) sawSpecial = true;
        if (code === CR) breaks++;
      }
      at++;
    }
  }
  scanBroke = true;
  return stop;
}

// What a character does to a word; a table, since most characters of a zone are in words.
const PLAIN = 0;
const ENDS = 1;
const ESCAPES = 2;
const CONTROL = 3;
const BEYOND = 4;
const inWord = new Uint8Array(128).fill(CONTROL, 0, 32);
inWord[127] = CONTROL;
inWord[BACKSLASH] = ESCAPES;
for (const code of [SPACE, TAB, LF, CR, SEMICOLON, QUOTE, OPEN, CLOSE]) inWord[code] = ENDS;

/** The offset after a word: a line break ends it even behind a backslash. */
function endOfWord(text: string, start: number, stop: number): number {
  let at = start;
  while (at < stop) {
    const code = text.charCodeAt(at);
    const role = code < 128 ? inWord[code]! : BEYOND;
    if (role === PLAIN) {
      at++;
    } else if (role === ENDS) {
      return at;
    } else if (role === CONTROL) {
      sawControl = true;
      at++;
    } else if (role === BEYOND) {
      sawSpecial = true;
      if (code === 0xfeff) sawControl = true;
      at++;
    } else {
      sawSpecial = true;
      at++;
      if (at < stop) {
        const next = text.charCodeAt(at);
        if (next !== LF && next !== CR) at++;
      }
    }
  }
  return at;
}

/** Characters that nobody sees in an editor and that a name server takes for data; a tab in quotes is fine. */
export const isControl = (code: number) => (code < 32 && code !== TAB) || code === 127 || code === 0xfeff;

/**
 * The tokens of a stretch that holds whole entries: joined, they are its text.
 *
 * @param base what their offsets begin with, where the text is a part of a file
 */
export function tokenize(text: string, start: number, end: number, base = 0): Token[] {
  const tokens: Token[] = [];
  for (let at = start; at < end; ) {
    const token = tokenAt(text, at, end, base);
    tokens.push(token);
    at = token.end - base;
  }
  return tokens;
}

/** The tokens of an entry at `base` that are at a place or end or begin there; none of the others is kept. */
export function tokensTouching(text: string, base: number, offset: number): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length && base + at <= offset; ) {
    const token = tokenAt(text, at, text.length, base);
    if (offset <= token.end) found.push(token);
    at = token.end - base;
  }
  return found;
}

function tokenAt(text: string, start: number, end: number, base: number): Token {
  let kind: TokenKind;
  let at = start;
  const code = text.charCodeAt(at);
  if (code === SPACE || code === TAB) {
    kind = 'space';
    while (at < end && isBlank(text.charCodeAt(at))) at++;
  } else if (code === LF || code === CR) {
    kind = 'newline';
    at += code === CR && at + 1 < end && text.charCodeAt(at + 1) === LF ? 2 : 1;
  } else if (code === SEMICOLON) {
    kind = 'comment';
    at = endOfComment(text, at, end);
  } else if (code === QUOTE) {
    kind = 'string';
    at = endOfString(text, at, end);
  } else if (code === OPEN || code === CLOSE) {
    kind = code === OPEN ? 'open' : 'close';
    at++;
  } else {
    kind = 'word';
    at = endOfWord(text, at, end);
  }
  return { kind, start: start + base, end: at + base };
}

const isBlank = (code: number) => code === SPACE || code === TAB;
