/** Which type a word was meant for that is none. */
import { allNear, type Near } from '../../nearest.js';
import type { Field } from '../../zone/model.js';
import { mnemonics, readType, typeName } from '../../zone/rrtypes.js';
import type { Origin } from '../../zone/state.js';
import { checkRdata } from './rdata.js';

/** The type that a word was meant for, of those that the RDATA is sound as. */
export function nearestType(
  type: Field,
  word: string,
  rdata: readonly Field[],
  origin: Origin,
): string | undefined {
  return (
    cutType(type, word, rdata, origin) ?? typesNear(word).find((name) => isSoundAs(type, name, rdata, origin))
  );
}

/** What a word may be meant for, the likeliest first: rather a type with its first letter, which is seldom the wrong one. */
function typesNear(word: string): readonly string[] {
  if (word.length > longestWord) return [];
  const known = nearWords.get(word);
  if (known !== undefined) return known;
  const initial = word[0]?.toUpperCase();
  const limit = Math.min(word.length >> 1, 2);
  const rank = ({ candidate, distance }: Near) =>
    distance + (candidate[0] === initial && distance === 1 ? 0 : 10);
  const found = allNear(word, mnemonics, 2)
    // That an address follows tells as much as the word.
    .filter(({ candidate, distance }) => distance <= (/^A+$/.test(candidate) ? 2 : limit))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ candidate }) => candidate);
  if (nearWords.size >= mostWords) nearWords.clear();
  nearWords.set(word, found);
  return found;
}

/** Of words that were asked about: a mistake is seldom made once. */
const nearWords = new Map<string, readonly string[]>();
const mostWords = 100;
/** No type is near a longer one, in UTF-16 units. */
const longestWord = 20;

/** A type that a number runs into which is the first field of its RDATA: `MX10 mail`. */
function cutType(type: Field, word: string, rdata: readonly Field[], origin: Origin): string | undefined {
  const [, name, number] = /^([A-Za-z]{1,10})(\d{1,10})$/.exec(word) ?? [];
  if (name === undefined || number === undefined) return undefined;
  const start = type.end - number.length;
  const isSoundWith = (raw: string) =>
    isSoundAs(type, name, [{ start, end: type.end, raw, quoted: false }, ...rdata], origin);
  // What takes any word there, as a name or a string, takes no number.
  return isSoundWith(number) && !isSoundWith('x') ? `${name} ${number}` : undefined;
}

/** Whether fields are sound RDATA of the type that a word names. */
export function isSoundAs(type: Field, word: string, rdata: readonly Field[], origin: Origin): boolean {
  const typeCode = readType(word, 0, word.length);
  if (typeCode < 0) return false;
  let sound = true;
  checkRdata({ type, typeCode, typeName: typeName(typeCode), rdata }, origin, () => {
    sound = false;
  });
  return sound;
}
