import { firstEndingAt, type Span } from '../span.js';
import type { Chunk } from './chunk.js';
import { type ReadEntry, readObjects } from './materialize.js';
import type { Entry } from './model.js';
import type { EntryNode } from './nodes.js';
import type { Rope } from './rope.js';

/** Of so many chunks the entries are kept as objects: they are twenty times what they are as text. */
const mostKept = 8;

/** The entries of a zone as objects, made where somebody asks. */
export class EntryObjects {
  readonly #rope: Rope;
  /** Those of the chunks that somebody asked about last. */
  readonly #kept = new Map<Chunk, ReadEntry[]>();
  #moved: { readonly entry: EntryNode; readonly offset: number; readonly moved: EntryNode } | undefined;

  constructor(rope: Rope) {
    this.#rope = rope;
  }

  /** The entry that an offset is in; the last one at the end of the text. */
  at(offset: number): Entry | undefined {
    for (const entry of this.entries({ start: offset, end: offset })) {
      if (offset < entry.end || entry.end === this.#rope.length) return entry;
    }
    return undefined;
  }

  /** The origin that holds where a line begins at an offset, or goes on there. */
  originAt(offset: number): string | undefined {
    const rope = this.#rope;
    const index = rope.chunkAt(offset);
    const chunk = rope.chunks[index];
    if (chunk === undefined) return undefined;
    const at = offset - rope.offsetOf(index);
    const read = this.#objectsOf(chunk);
    const entry = read[firstEndingAt(read, at + 1, (one) => one.entry)];
    if (entry !== undefined) return entry.before.origin.name;
    const isOpen = !/[\r\n]$/.test(chunk.text);
    return (isOpen ? (read.at(-1)?.before ?? chunk.before) : chunk.after).origin.name;
  }

  /** Those that a span touches, or all. */
  *entries(span?: Span): Generator<Entry> {
    const rope = this.#rope;
    if (rope.chunks.length === 0) return;
    const first = span === undefined ? 0 : Math.max(0, rope.chunkAt(span.start));
    for (let index = first; index < rope.chunks.length; index++) {
      const offset = rope.offsetOf(index);
      if (span !== undefined && offset > span.end) return;
      const chunk = rope.chunks[index]!;
      // A walk over much keeps nothing: the objects of a large zone are many times its text.
      if (span === undefined || (span.start <= offset && span.end - offset > 2 * chunk.length)) {
        for (const { entry } of readObjects(chunk, 0)) yield offset === 0 ? entry : entry.moved(offset);
        continue;
      }
      const read = this.#objectsOf(chunk);
      for (let at = firstEndingAt(read, span.start - offset, ({ entry }) => entry); at < read.length; at++) {
        const { entry } = read[at]!;
        if (offset + entry.start > span.end) return;
        yield this.#movedEntry(entry, offset);
      }
    }
  }

  /** An entry where it is in the text: the same object as long as the same is asked for. */
  #movedEntry(entry: EntryNode, offset: number): EntryNode {
    if (offset === 0) return entry;
    if (this.#moved?.entry !== entry || this.#moved.offset !== offset) {
      this.#moved = { entry, offset, moved: entry.moved(offset) };
    }
    return this.#moved.moved;
  }

  #objectsOf(chunk: Chunk): ReadEntry[] {
    const objects = this.#kept.get(chunk) ?? [...readObjects(chunk, 0)];
    this.#kept.delete(chunk);
    this.#kept.set(chunk, objects);
    for (const least of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(least);
    }
    return objects;
  }
}
