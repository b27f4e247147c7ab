import type { FieldList } from './fields.js';
import type { RecordEntry } from './model.js';
import { readClass, readType, typeName } from './rrtypes.js';

/** The words of a record from the one that stands for its type on; undefined where there is none, or a string. */
type Words = (index: number) => string | undefined;

/** So many words before the type are taken for TTLs and classes. */
const mostBefore = 4;

/**
 * Where the type is that a wrong TTL or a second class keeps from being read, `3x00 IN A` or `IN IN A`; -1 where that is no
 * such mistake.
 */
function meantType(word: Words, hasTtl: boolean): number {
  const first = word(0);
  if (first === undefined || first.startsWith('$')) return -1;
  // Any word may be meant for a TTL where a class and a type stand behind it.
  if (!mayPrecede(first) && !isClass(word(1))) return -1;
  for (let index = 1; index <= mostBefore; index++) {
    const next = word(index);
    if (next === undefined) return -1;
    if (readType(next, 0, next.length) >= 0) {
      // Of `a 300 10 mx` the type may lack, and a host be called so.
      const isSure = !hasTtl || isClass(first) || isClass(word(index - 1)) || word(index + 1) !== undefined;
      return isSure ? index : -1;
    }
    if (!mayPrecede(next)) return -1;
  }
  return -1;
}

const isClass = (word: string | undefined) => word !== undefined && readClass(word, 0, word.length) >= 0;

const mayPrecede = (word: string) => /^\d/.test(word) || isClass(word);

/** The same in a list of fields, given which of them stands for the type; -1 where it is none. */
export function meantTypeIn({ text, starts, ends, quoted, count }: FieldList, type: number, hasTtl: boolean) {
  const word = (index: number) =>
    type + index < count && quoted[type + index] === 0
      ? text.slice(starts[type + index], ends[type + index])
      : undefined;
  const index = meantType(word, hasTtl);
  return index < 0 ? -1 : type + index;
}

/** A record as it was meant: with the type that stands behind a wrong TTL or a second class, and the data behind that. */
export function meantRecord(entry: RecordEntry): RecordEntry {
  const { type: wrong, rdata, ttl } = entry;
  if (entry.typeCode >= 0 || wrong === undefined) return entry;
  const word = (index: number) => {
    const field = index === 0 ? wrong : rdata[index - 1];
    return field === undefined || field.quoted ? undefined : field.raw;
  };
  const index = meantType(word, ttl !== undefined);
  const type = rdata[index - 1];
  if (index < 0 || type === undefined) return entry;
  const typeCode = readType(type.raw, 0, type.raw.length);
  return {
    ...entry,
    type,
    typeCode,
    typeName: typeName(typeCode),
    rdata: rdata.slice(index),
    get tokens() {
      return entry.tokens;
    },
  };
}
