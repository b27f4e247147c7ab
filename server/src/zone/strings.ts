import { lastNotAfter } from '../lines.js';
import { isClosed } from '../quotes.js';
import type { Field, MappedText } from './model.js';
import { escapeWidth, utf8Octets } from './names.js';

const BACKSLASH = 92;

/** What is not spelled as itself. */
const special = /[\\\x80-\uffff]/;

/** Where octets are spelled: runs of such as stand for themselves, and spellings of one or more. */
class Runs {
  /** Of each run its first octet, where it starts, and the UTF-16 units of a spelling; 0 where octets stand for themselves. */
  readonly #octets: number[] = [];
  readonly #starts: number[] = [];
  readonly #widths: number[] = [];
  #end = 0;

  /** Adds a run of so many octets. */
  add(octet: number, count: number, start: number, width: number): void {
    if (count === 0) return;
    this.#octets.push(octet);
    this.#starts.push(start);
    this.#widths.push(width);
    this.#end = start + (width || count);
  }

  get end(): number | undefined {
    return this.#octets.length === 0 ? undefined : this.#end;
  }

  startOf(octet: number): number {
    const run = lastNotAfter(this.#octets, octet);
    return this.#starts[run]! + (this.#widths[run] === 0 ? octet - this.#octets[run]! : 0);
  }

  endOf(octet: number): number {
    return this.startOf(octet) + (this.#widths[lastNotAfter(this.#octets, octet)]! || 1);
  }
}

/**
 * Decodes fields as character-strings (RFC 1035 section 5.1) and joins them without spaces, as readers of TXT records
 * do. A bad escape stands for its characters as written.
 */
export function characterStrings({ rdata }: { readonly rdata: readonly Field[] }): MappedText {
  let octets = '';
  const stringStarts: number[] = [];
  for (const field of rdata) {
    stringStarts.push(octets.length);
    octets += octetsIn(field.raw, ...inner(field));
  }
  const { length } = octets;
  // Of most records nobody asks where they spell what.
  let runs: Runs | undefined;
  const spelled = () => (runs ??= runsIn(rdata));
  const end = () => spelled().end ?? rdata.at(-1)?.end ?? 0;
  return {
    octets,
    stringStarts,
    startOf: (octet) => (octet < length ? spelled().startOf(octet) : end()),
    endOf: (octet) => (octet < length ? spelled().endOf(octet) : end()),
  };
}

/** Where the text of a field stands in it, without its quotes. */
const inner = ({ raw, quoted }: Field): [start: number, end: number] => [
  quoted ? 1 : 0,
  raw.length - (quoted && isClosed(raw) ? 1 : 0),
];

function runsIn(rdata: readonly Field[]): Runs {
  const runs = new Runs();
  let octets = 0;
  const add = (count: number, start: number, width: number) => {
    runs.add(octets, count, start, width);
    octets += count;
  };
  for (const field of rdata) {
    const [from, to] = inner(field);
    for (let i = from; i < to; ) {
      const plain = plainLength(field.raw, i, to);
      if (plain > 0) {
        add(plain, field.start + i, 0);
        i += plain;
        continue;
      }
      const { value, width } = decodeOne(field.raw, i, to);
      add(value.length, field.start + i, width);
      i += width;
    }
  }
  return runs;
}

/** How many characters from an index on stand for themselves. */
function plainLength(raw: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = raw.charCodeAt(at);
    if (code === BACKSLASH || code >= 0x80) break;
    at++;
  }
  return at - start;
}

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
