import { isClosed } from '../quotes.js';
import type { Field, MappedText } from './model.js';
import { escapeWidth, utf8Octets } from './names.js';

const BACKSLASH = 92;

/**
 * Decodes fields as character-strings (RFC 1035 section 5.1) and joins them without spaces, as readers of TXT records
 * do. A bad escape stands for its characters as written.
 */
export function characterStrings(entry: { readonly rdata: readonly Field[] }): MappedText {
  let octets = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const stringStarts: number[] = [];
  for (const field of entry.rdata) {
    stringStarts.push(octets.length);
    const from = field.quoted ? 1 : 0;
    const to = field.raw.length - (field.quoted && isClosed(field.raw) ? 1 : 0);
    for (let i = from; i < to; ) {
      const code = field.raw.charCodeAt(i);
      if (code < 0x80 && code !== BACKSLASH) {
        octets += field.raw[i];
        starts.push(field.start + i);
        ends.push(field.start + ++i);
        continue;
      }
      const { value, width } = decodeOne(field.raw, i, to);
      for (const octet of value) {
        octets += octet;
        starts.push(field.start + i);
        ends.push(field.start + i + width);
      }
      i += width;
    }
  }
  const end = ends.at(-1) ?? entry.rdata.at(-1)?.end ?? 0;
  return {
    octets,
    stringStarts,
    startOf: (octet) => starts[octet] ?? end,
    endOf: (octet) => ends[octet] ?? end,
  };
}

/** What is not spelled as itself. */
const special = /[\\\x80-\uffff]/;

/** The octets that a stretch spells, one character each. */
export function octetsIn(raw: string, start: number, end: number): string {
  const written = raw.slice(start, end);
  if (!special.test(written)) return written;
  let octets = '';
  for (let i = start; i < end; ) {
    const { value, width } = decodeOne(raw, i, end);
    octets += value;
    i += width;
  }
  return octets;
}

/** The octets that are spelled at an index, one character each, and the UTF-16 units of their spelling. */
export function decodeOne(
  raw: string,
  at: number,
  end: number,
): { readonly value: string; readonly width: number } {
  if (raw[at] === '\\') {
    const width = escapeWidth(raw, at, end);
    if (width === 4) return { value: String.fromCharCode(Number(raw.slice(at + 1, at + 4))), width };
    if (width === 2) {
      const character = String.fromCodePoint(raw.codePointAt(at + 1) ?? 0);
      return { value: utf8Octets(character), width: 1 + character.length };
    }
    return { value: '\\', width: 1 };
  }
  const character = String.fromCodePoint(raw.codePointAt(at) ?? 0);
  return { value: utf8Octets(character), width: character.length };
}
