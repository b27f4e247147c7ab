/**
 * Lines that are plain, read as octets: a record on one line or none at all, in ASCII, without parentheses, escapes and control
 * characters. Most lines of most zones are. What is said of them here is what `lexer.ts`, `hash.ts` and `rdata/` say of them
 * as text, or that they must be asked: numbers in typed arrays are several times as fast to read as a string's.
 */
import { type NameHash, rootHash, stepHigh, stepLow } from './hash.js';
import { maxName } from './names.js';
import { packDigit, shortMnemonic, shortType } from './rrtypes.js';
import type { Origin } from './state.js';

const TAB = 9;
const LF = 10;
const SPACE = 32;
const QUOTE = 34;
const DOT = 46;
const COLON = 58;
const SEMICOLON = 59;
const BACKSLASH = 92;
const SMALL_T = 116;

// What an octet is outside of strings. Those of words come first: what a word may be is told by the sum of its octets.
const alphanumeric = 0;
const inNames = 1;
const inWords = 2;
const blank = 4;
const newline = 5;
const comment = 6;
const quote = 7;
const other = 8;
const roles = new Uint8Array(256).fill(other);
roles.fill(inWords, 33, 127);
roles.fill(alphanumeric, 48, 58);
roles.fill(alphanumeric, 65, 91);
roles.fill(alphanumeric, 97, 123);
const setRole = (characters: string, role: number) => {
  for (const character of characters) roles[character.charCodeAt(0)] = role;
};
setRole('-_.*/', inNames);
setRole(' \t', blank);
setRole('\r\n', newline);
setRole(';', comment);
setRole('"', quote);
setRole('()\\$@', other);

/** 1 for the octets that stand for themselves in a quoted string. */
const inStrings = new Uint8Array(256).fill(1, SPACE, 127);
inStrings[TAB] = 1;
inStrings[QUOTE] = 0;
inStrings[BACKSLASH] = 0;

/** What a field is that is a quoted string. */
export const quoted = blank;

const mostFields = 32;

/** The fields of the line that was read last: where each starts and ends, and what its octets are. */
export const starts = new Int32Array(mostFields);
export const ends = new Int32Array(mostFields);
export const kinds = new Uint8Array(mostFields);
export let count = 0;
/** Whether it has a comment that may speak to this program: see `EntryScan`. */
export let maySpeak = false;

/** The hash of the name that was read last. */
export const hash: NameHash = { high: 0, low: 0 };

/**
 * Finds the fields of a line. A line break must follow somewhere.
 *
 * @returns the offset after the line; -1 where it is not plain
 */
export function readLine(octets: Uint8Array, from: number): number {
  let at = from;
  let fields = 0;
  maySpeak = false;
  for (;;) {
    let role = roles[octets[at]!]!;
    if (role === blank) {
      at++;
    } else if (role < blank) {
      if (fields === mostFields) return -1;
      starts[fields] = at;
      let seen = 0;
      do {
        seen |= role;
        role = roles[octets[++at]!]!;
      } while (role < blank);
      ends[fields] = at;
      kinds[fields++] = seen;
    } else if (role === quote) {
      if (fields === mostFields) return -1;
      starts[fields] = at++;
      while (inStrings[octets[at]!] === 1) at++;
      if (octets[at] !== QUOTE) return -1;
      ends[fields] = ++at;
      kinds[fields++] = quoted;
    } else if (role === comment) {
      do {
        at++;
        if (role === comment) {
          while (roles[octets[at]!] === blank || octets[at] === SEMICOLON) at++;
          if ((octets[at]! | 32) === SMALL_T) maySpeak = true;
        }
        role = roles[octets[at]!]!;
      } while (role !== newline);
    } else if (role === newline) {
      count = fields;
      if (octets[at] === LF) return at + 1;
      // A carriage return alone is for the lexer.
      return octets[at + 1] === LF ? at + 2 : -1;
    } else {
      return -1;
    }
  }
}

/** Hashes a field that is a name, as `hashName` does; whether it is surely sound. */
export function readName(octets: Uint8Array, field: number, origin: Origin): boolean {
  const start = starts[field]!;
  const end = ends[field]!;
  if (kinds[field]! >= inWords || end - start + 1 + origin.wire > maxName) return false;
  let i = end - 1;
  let { high, low } = origin;
  if (octets[i] === DOT) {
    i--;
    high = rootHash.high;
    low = rootHash.low;
  } else if (high !== rootHash.high || low !== rootHash.low) {
    high = stepHigh(high, DOT);
    low = stepLow(low, DOT);
  }
  let dot = i + 1;
  for (; i >= start; i--) {
    let code = octets[i]!;
    if (code === DOT) {
      if (dot - i < 2 || dot - i > 64) return false;
      dot = i;
    }
    if (code >= 65 && code <= 90) code |= 32;
    high = stepHigh(high, code);
    low = stepLow(low, code);
  }
  hash.high = high;
  hash.low = low;
  return dot > start && dot - start < 64;
}

/** Whether a field ends in a dot: as a name it is absolute. */
export const isAbsolute = (octets: Uint8Array, field: number) => octets[ends[field]! - 1] === DOT;

/** Whether a dot stands in a field. */
export function hasDot(octets: Uint8Array, field: number): boolean {
  for (let i = starts[field]!; i < ends[field]!; i++) if (octets[i] === DOT) return true;
  return false;
}

/** Whether a field is a name in lower case, or ends in it after a dot; its final dot aside. */
export function endsWith(octets: Uint8Array, field: number, name: Uint8Array): boolean {
  const start = starts[field]!;
  const from = ends[field]! - (isAbsolute(octets, field) ? 1 : 0) - name.length;
  if (from < start) return false;
  for (let i = name.length - 1; i >= 0; i--) {
    let code = octets[from + i]!;
    if (code >= 65 && code <= 90) code |= 32;
    if (code !== name[i]) return false;
  }
  return from === start || octets[from - 1] === DOT;
}

/** Goes on with a hash by what a field says, its quotes aside: see `hashText`. */
export function hashField(octets: Uint8Array, field: number, seed: number): number {
  const quotes = kinds[field] === quoted ? 1 : 0;
  const end = ends[field]! - quotes;
  let hashed = seed;
  for (let i = starts[field]! + quotes; i < end; i++) {
    let code = octets[i]!;
    if (code >= 65 && code <= 90) code |= 32;
    hashed = stepHigh(hashed, code);
  }
  return hashed ^ (hashed >>> 13);
}

/** The number that a field of at most nine digits says; -1 for any other. */
export function numberIn(octets: Uint8Array, field: number): number {
  const end = ends[field]!;
  let at = starts[field]!;
  if (end - at > 9) return -1;
  let value = 0;
  for (; at < end; at++) {
    const digit = octets[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

export const isAlphanumeric = (octet: number) => roles[octet] === alphanumeric;

/** Whether a field starts with a digit. */
export function startsWithDigit(octets: Uint8Array, field: number): boolean {
  const first = octets[starts[field]!]!;
  return first >= 48 && first <= 57;
}

/** Whether a field is `IN`. */
export function saysIn(octets: Uint8Array, field: number): boolean {
  const start = starts[field]!;
  if (ends[field]! - start !== 2) return false;
  return (octets[start]! | 32) === 105 && (octets[start + 1]! | 32) === 110;
}

/** The number of the type that a field names, of those with short mnemonics; -1 for any other. */
export function typeIn(octets: Uint8Array, field: number): number {
  const start = starts[field]!;
  const end = ends[field]!;
  if (end - start > shortMnemonic) return -1;
  let packed = 0;
  for (let i = start; i < end; i++) {
    const digit = packDigit(octets[i]!);
    if (digit === 0) return -1;
    packed = (packed << 6) | digit;
  }
  return shortType(packed);
}

/** Whether a field is surely an IPv4 address. */
export function isIpv4(octets: Uint8Array, field: number): boolean {
  const end = ends[field]!;
  let dots = 0;
  let value = -1;
  for (let i = starts[field]!; i < end; i++) {
    const code = octets[i]!;
    if (code === DOT) {
      if (value < 0) return false;
      dots++;
      value = -1;
    } else {
      // `01` might be octal.
      if (code < 48 || code > 57 || value === 0) return false;
      value = (value < 0 ? 0 : value * 10) + code - 48;
      if (value > 255) return false;
    }
  }
  return dots === 3 && value >= 0;
}

/** Whether a field is surely an IPv6 address: groups of four digits at most, one `::` where they are not eight. */
export function isIpv6(octets: Uint8Array, field: number): boolean {
  const end = ends[field]!;
  let groups = 0;
  let digits = 0;
  let gaps = 0;
  for (let i = starts[field]!; i < end; i++) {
    const code = octets[i]!;
    if (code === COLON) {
      if (digits === 0) {
        // `::` at the start is for others to judge.
        if (groups === 0) return false;
        gaps++;
      }
      digits = 0;
    } else {
      const lower = code | 32;
      if (!((code >= 48 && code <= 57) || (lower >= 97 && lower <= 102))) return false;
      if (digits++ === 0) groups++;
      if (digits > 4) return false;
    }
  }
  // A colon at the end is sound only behind another.
  if (digits === 0 && (gaps === 0 || octets[end - 2] !== COLON)) return false;
  return gaps === 0 ? groups === 8 : gaps === 1 && groups < 8;
}
