/** RRsets of very many records, of which the first are looked into one by one: nobody can serve such a set. */
import { type Chunk, familyShift } from '../zone/chunk.js';
import { type Groups, mostOfRRset } from '../zone/groups.js';
import { mixType } from '../zone/hash.js';

const none: readonly number[] = [];

/** Walks through the records of a zone in file order, and leaves out those of which there were too many before. */
export class Crowds {
  readonly #groups: Groups;
  /** How many records of a crowded RRset there were so far. */
  readonly #seen = new Map<number, number>();

  constructor(groups: Groups) {
    this.#groups = groups;
  }

  /** The next records of interest to a family of rules that are left out, as entries of a chunk, ascending. */
  ofFamilies(chunk: Chunk): readonly number[] {
    if (!this.#groups.hasCrowds) return none;
    return this.leftOut(
      chunk,
      chunk.marked.filter((entry) => chunk.flags[entry]! >> familyShift !== 0),
    );
  }

  /** Those of some entries of a chunk, which come next, that are left out. */
  leftOut({ high, low, types }: Chunk, entries: readonly number[]): readonly number[] {
    if (!this.#groups.hasCrowds) return none;
    const out: number[] = [];
    for (const entry of entries) {
      const [a, b, type] = [high[entry]!, low[entry]!, types[entry]!];
      if (type < 0 || !this.#groups.isCrowded(a, b, type)) continue;
      const key = mixType(a, b, type);
      const seen = this.#seen.get(key) ?? 0;
      if (seen < mostOfRRset) this.#seen.set(key, seen + 1);
      else out.push(entry);
    }
    return out.length === 0 ? none : out;
  }
}

/** Whether two lists of entries are the same. */
export const isSame = (a: readonly number[], b: readonly number[]) =>
  a === b || (a.length === b.length && a.every((entry, at) => entry === b[at]));
