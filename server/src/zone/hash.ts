import { canonicalName } from './names.js';
import { octetsIn } from './strings.js';

/**
 * Hashes of names, of 64 bits in two halves. A name is hashed from its last character to its first, so that the hash
 * of a relative name goes on from that of its origin, and nothing is put together to be hashed. Case is dropped (RFC
 * 4343). Equal names have equal hashes; the reverse is verified wherever it matters.
 */
export interface NameHash {
  high: number;
  low: number;
}

/** The hash of the root. */
export const rootHash: Readonly<NameHash> = { high: 0x2c1b3c6d, low: 0x297a2d39 };

const AT = 64;
const DOT = 46;
/** 1 for the characters that stand behind a backslash in the canonical form of a name; the backslash too. */
const isEscaped = new Uint8Array(127).fill(1, 0, 33);
for (const character of '"();\\@$') isEscaped[character.charCodeAt(0)] = 1;

/** The two halves of a name's hash with a character more, in lower case. The first is that of a text, too. */
export const stepHigh = (high: number, code: number) => Math.imul(high ^ code, 0x01000193);
export const stepLow = (low: number, code: number) => Math.imul(low ^ code, 0x5bd1e995) ^ (low >>> 15);

/** The hash of RDATA with a name more. */
export const stepName = (rdata: number, { high, low }: Readonly<NameHash>) => stepHigh(rdata, high) ^ low;

/** What the hash of RDATA goes on from in its next field that is no name: see `hashText`. */
export const nextField = (rdata: number) => Math.imul(rdata, 31) + 7;

/**
 * Hashes a name as written, without quotes, relative to an origin's hash, into `into`. Allocates nothing for plain names.
 *
 * @returns whether the labels are surely sound: plain, none empty and none too long
 */
export function hashName(
  text: string,
  start: number,
  end: number,
  origin: Readonly<NameHash>,
  into: NameHash,
): boolean {
  if (end - start === 1 && text.charCodeAt(start) === AT) {
    into.high = origin.high;
    into.low = origin.low;
    return true;
  }
  const absolute = text.charCodeAt(end - 1) === DOT;
  const seed = absolute ? rootHash : origin;
  let high = seed.high;
  let low = seed.low;
  let i = absolute ? end - 2 : end - 1;
  if (!absolute && (high !== rootHash.high || low !== rootHash.low)) {
    high = stepHigh(high, DOT);
    low = stepLow(low, DOT);
  }
  let sound = true;
  let dot = i + 1;
  for (; i >= start; i--) {
    let code = text.charCodeAt(i);
    if (code > 126 || isEscaped[code] === 1) {
      hashSpecial(text.slice(start, end), origin, into);
      return false;
    }
    if (code === DOT) {
      if (dot - i < 2 || dot - i > 64) sound = false;
      dot = i;
    }
    if (code >= 65 && code <= 90) code |= 32;
    high = stepHigh(high, code);
    low = stepLow(low, code);
  }
  into.high = high;
  into.low = low;
  return sound && dot > start && dot - start < 64;
}

/** The hash of a canonical absolute name. */
export function hashOf(name: string): NameHash {
  const into = { high: 0, low: 0 };
  hashCanonical(name, rootHash, into);
  return into;
}

/** A name with escapes or beyond ASCII: its canonical form is hashed, so that all spellings agree. */
function hashSpecial(written: string, origin: Readonly<NameHash>, into: NameHash): void {
  const canonical = canonicalName(written, undefined);
  hashCanonical(canonical ?? written, origin, into);
}

function hashCanonical(name: string, origin: Readonly<NameHash>, into: NameHash): void {
  const absolute =
    name.endsWith('.') && (name.length < 2 || name.at(-2) !== '\\' || /(?:\\\\)\.$/.test(name));
  const seed = absolute ? rootHash : origin;
  let high = seed.high;
  let low = seed.low;
  if (!absolute && (high !== rootHash.high || low !== rootHash.low)) {
    high = stepHigh(high, DOT);
    low = stepLow(low, DOT);
  }
  for (let i = absolute ? name.length - 2 : name.length - 1; i >= 0; i--) {
    let code = name.charCodeAt(i);
    if (code >= 65 && code <= 90) code |= 32;
    high = stepHigh(high, code);
    low = stepLow(low, code);
  }
  into.high = high;
  into.low = low;
}

/** A hash of a stretch of text, goes on from `seed`; the case is dropped, since names in RDATA know none. */
export function hashText(text: string, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let i = start; i < end; i++) {
    let code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) code |= 32;
    hash = stepHigh(hash, code);
  }
  return hash ^ (hash >>> 13);
}

/** The same of what is spelled with backslashes, or beyond ASCII: all spellings agree. */
export function hashSpelled(text: string, start: number, end: number, seed: number): number {
  const octets = octetsIn(text, start, end);
  return hashText(octets, 0, octets.length, seed);
}

/** One number of a name's hash and a type. */
export function mixType(high: number, low: number, type: number): number {
  let mixed = Math.imul(high ^ Math.imul(type + 0x9e37, 0x85ebca6b), 0xc2b2ae35) ^ low;
  mixed ^= mixed >>> 15;
  return mixed | 0;
}

/** Stands for "any type" in the key of an owner. */
const ANY_TYPE = 0x10000;

/** One number of a name's hash. */
export const ownerKey = (high: number, low: number) => mixType(high, low, ANY_TYPE);
