/** `$GENERATE` as BIND has it: a range, and `$` in owner and data for each number of it. */
import { inQuotes } from '../quotes.js';
import { FieldList } from './fields.js';
import { EntryScan, readEntry } from './lexer.js';
import type { Field } from './model.js';
import { canonicalName, checkName, isWithin, nameKey } from './names.js';
import { rdataIsFine } from './rdata/check.js';
import { readClass, readType } from './rrtypes.js';
import type { Origin } from './state.js';
import { readTtl } from './ttl.js';

export interface Range {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

const NS = 2;
const SOA = 6;
const DS = 43;
const NSEC3 = 50;

const most = 0x7fffffff;
/** So many characters BIND makes of a `$`. */
const widest = 127;

/** `start-stop` or `start-stop/step`; undefined where it is none. BIND passes over what follows the numbers. */
export function readRange(text: string): Range | undefined {
  const match = /^\+?0*(\d{1,10})(?!\d)-\+?0*(\d{1,10})(?!\d)(?:\/\+?0*(\d{1,10})(?!\d)|(?!\/))/.exec(text);
  if (match === null) return undefined;
  const [start = 0, stop = 0, step = 1] = match
    .slice(1)
    .map((part) => (part === undefined ? 1 : Number(part)));
  return start > stop || step === 0 || Math.max(stop, step) > most ? undefined : { start, stop, step };
}

/** What stands between the owner and the data of a `$GENERATE`: a class and a TTL as before any record, and the type. */
export interface GeneratedHead {
  /** -1 where there is none, as for the others. */
  readonly classCode: number;
  readonly seconds: number;
  readonly type: number;
  /** Which of the words is the type, or should be. */
  readonly at: number;
}

/** @param word the words behind the owner, by index; empty where there is none */
export function readGenerated(word: (index: number) => string): GeneratedHead {
  let at = 0;
  const read = (reader: (text: string, start: number, end: number) => number) => {
    const code = reader(word(at), 0, word(at).length);
    if (code >= 0) at++;
    return code;
  };
  let classCode = read(readClass);
  const seconds = read(readTtl);
  if (classCode < 0) classCode = read(readClass);
  const text = word(at);
  return { classCode, seconds, type: readType(text, 0, text.length), at };
}

/** Makes a text for a number; undefined where the number is one that BIND does not take there. */
export type Template = (count: number) => string | undefined;

/**
 * What a text with `$` in it makes: `$` stands for a number itself, `${offset}`, `${offset,width}`, `${offset,width,base}` with
 * base `d`, `o`, `x`, `X`, or `n` and `N` for nibbles in reverse. `$$` and `\$` stand for a `$`. Undefined for a form that is none.
 */
export function templateOf(text: string): Template | undefined {
  const parts: (string | Form)[] = [];
  let from = 0;
  for (let at = text.search(/[\\$]/); at >= 0 && at < text.length; ) {
    if (text[at] === '\\') {
      at += 2;
    } else if (text[at] !== '$') {
      at++;
    } else if (text[at + 1] === '$') {
      parts.push(text.slice(from, at + 1));
      at += 2;
      from = at;
    } else {
      const form = formAt(text, at + 1);
      if (form === undefined || form.offset < -most - 1) return undefined;
      parts.push(text.slice(from, at), form);
      at = form.end;
      from = at;
    }
  }
  parts.push(text.slice(from));
  return (count) => {
    let made = '';
    for (const part of parts) {
      if (typeof part === 'string') {
        made += part;
        continue;
      }
      const value = count + part.offset;
      if (value > most) return undefined;
      const number = printed(value, part);
      if (number.length > widest) return undefined;
      made += number;
    }
    return made;
  };
}

/** What a text makes of a number: see `templateOf`. */
export const substitute = (text: string, count: number) => templateOf(text)?.(count);

/** A field of a directive without its quotes; where asked, with `\"` taken for a quote, as BIND's lexer does in strings. */
export function wordOf(fields: FieldList, index: number, unquote = false): string {
  if (index >= fields.count) return '';
  const quoted = fields.quoted[index]!;
  const start = fields.starts[index]! + (quoted !== 0 ? 1 : 0);
  const text = fields.text.slice(start, fields.ends[index]! - (quoted === 1 ? 1 : 0));
  return unquote && quoted !== 0 ? text.replaceAll('\\"', '"') : text;
}

// What the data of a record is read into.
const fields = new FieldList();
const scan = new EntryScan();

/**
 * What keeps BIND from making a record for a number; undefined where nothing does.
 */
export function generatedFault(
  owner: Field,
  data: Field,
  type: number,
  number: number,
  origin: Origin,
  apex: string | undefined,
): 'owner' | 'data' | undefined {
  const name = substitute(bare(owner), number);
  if (name === undefined || checkName(name, 0, name.length, origin.wire) !== 0) return 'owner';
  const rdata = substitute(data.quoted ? bare(data).replaceAll('\\"', '"') : data.raw, number);
  if (rdata === undefined) return 'data';
  const full = canonicalName(name, origin.name);
  // BIND leaves such a record out before it reads its data.
  if (apex !== undefined && full?.endsWith('.')) {
    if (!isWithin(full, apex)) return undefined;
    const isTop = nameKey(full) === nameKey(apex);
    if (isTop ? type === DS : type === SOA) return 'owner';
  }
  if ((type === NS || type === NSEC3) && /^\*(?:\.|$)/.test(name)) return 'owner';
  readEntry(` ${rdata}`, 0, rdata.length + 1, fields, scan);
  const broken = scan.unclosed >= 0 || scan.unopened >= 0 || scan.unterminated >= 0;
  return broken || !rdataIsFine(fields, 0, type, origin, false) ? 'data' : undefined;
}

/** A field without its quotes. */
const bare = ({ raw, quoted }: Field) => (quoted ? inQuotes(raw) : raw);

interface Form {
  readonly offset: number;
  readonly width: number;
  readonly base: string;
  readonly end: number;
}

const form = /\{\s*([+-]?)0*(\d{1,10})(?:,\s*\+?0*(\d{1,10})(?:,([doxXnN]))?)?\}/y;

function formAt(text: string, at: number): Form | undefined {
  if (text[at] !== '{') return { offset: 0, width: 0, base: 'd', end: at };
  form.lastIndex = at;
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, sign, offset, digits = '0', base = 'd'] = match;
  const width = Number(digits);
  return width > widest
    ? undefined
    : { offset: Number(`${sign}${offset}`), width, base, end: form.lastIndex };
}

function printed(value: number, { width, base }: Form): string {
  switch (base) {
    case 'd':
      return value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0');
    case 'o':
      return (value >>> 0).toString(8).padStart(width, '0');
    case 'x':
      return (value >>> 0).toString(16).padStart(width, '0');
    case 'X':
      return (value >>> 0).toString(16).toUpperCase().padStart(width, '0');
    default:
      return nibbles(value, width, base === 'N');
  }
}

/** The last digit first, a dot between; the width counts digits and dots. */
function nibbles(value: number, width: number, upper: boolean): string {
  let rest = value;
  let left = width;
  let text = '';
  do {
    const digit = (rest & 15).toString(16);
    text += upper ? digit.toUpperCase() : digit;
    rest >>>= 4;
    if (left > 0) left--;
    if (left > 0 || rest !== 0) {
      text += '.';
      if (left > 0) left--;
    }
  } while (rest !== 0 || left > 0);
  return text;
}
