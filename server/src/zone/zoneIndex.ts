/** Where the records of a zone are: in the chunks of its file, in the files that it includes, and in what its `$GENERATE`s make. */
import type { Steps } from '../steps.js';
import { type Chunk, familyShift, kindMask, kindRecord } from './chunk.js';
import { takeDifference } from './difference.js';
import { type Generate, GeneratedRecords, Generates } from './generated.js';
import type { Groups, Member, Source } from './groups.js';
import type { Included, Part } from './includes.js';
import { type ReadEntry, readObjects } from './materialize.js';
import type { Entry, RecordEntry } from './model.js';
import type { Rope } from './rope.js';

const A = 1;
const NS = 2;
const AAAA = 28;

/** What edits have changed of the list of chunks and of the index. */
export interface ZoneChanges {
  readonly come: ReadonlySet<Chunk>;
  readonly gone: ReadonlySet<Chunk>;
  /** Keys of the names that gained their first or lost their last record of a type. */
  readonly names: readonly number[];
}

/** The chunks of a zone file with what they bring, kept up to date as chunks are replaced. */
export class ZoneIndex {
  readonly #rope: Rope;
  readonly groups: Groups;
  generates: Generates;
  /** How many chunks end with an `$INCLUDE`. */
  #including = 0;
  /** Where in the list of chunks each was that somebody has asked for: an edit hardly moves it. */
  readonly #places = new WeakMap<Chunk, number>();
  /** The offsets of chunks of included files and of `$GENERATE`s, where somebody has asked since the last edit. */
  #otherOffsets: Map<Source, number> | undefined;
  /** Chunks that came and went since somebody asked; undefined where all did. */
  #moves: { readonly come: Set<Chunk>; readonly gone: Set<Chunk> } | undefined;
  /** Chunks that were read when the zone was called otherwise: of what they bring nothing is here. */
  #outdated = new WeakSet<Chunk>();

  /** @param groups holds the records of the chunks already */
  constructor(rope: Rope, groups: Groups) {
    this.#rope = rope;
    this.groups = groups;
    for (const { include } of rope.chunks) {
      if (include === undefined) continue;
      this.#including++;
      for (const { chunk } of include.file?.parts ?? []) groups.addAll(chunk);
    }
    this.generates = new Generates(groups);
    this.generates.change(generatedBy([], rope.chunks));
  }

  /** Forgets what all chunks bring: each is to be read again, in a zone that is called otherwise. */
  startOver(): void {
    this.#outdated = new WeakSet(this.#rope.chunks);
    this.groups.clear();
    this.generates = new Generates(this.groups);
    this.#including = 0;
    this.#otherOffsets = undefined;
    this.#moves = undefined;
  }

  /** Whether a chunk was read when the zone was called otherwise. */
  isOutdated(chunk: Chunk): boolean {
    return this.#outdated.has(chunk);
  }

  /**
   * Puts chunks in the place of others, in steps that change no chunk before the last: whoever begins goes on to the end.
   *
   * @returns whether that changes what the zone includes, and what it makes by `$GENERATE`
   */
  *replace(
    from: number,
    to: number,
    made: readonly Chunk[],
  ): Steps<{ readonly included: boolean; readonly generated: boolean }> {
    const rope = this.#rope;
    const old = rope.chunks.slice(from, to).filter((chunk) => !this.isOutdated(chunk));
    yield* takeDifference(this.groups, old, made);
    for (const chunk of old) this.groups.forget(chunk);
    this.#otherOffsets = undefined;
    for (const chunk of old) if (this.#moves?.come.delete(chunk) === false) this.#moves.gone.add(chunk);
    for (const chunk of made) this.#moves?.come.add(chunk);
    rope.replace(from, to, made);
    const included = this.#replaceIncluded(old, made);
    const generated = generatedBy(old, made);
    if (generated.size > 0) this.generates.change(generated);
    this.#forgetOrder(old, made);
    return { included, generated: generated.size > 0 };
  }

  /** What files and `$GENERATE`s bring stays in the index when they move, but not in the same order. */
  #forgetOrder(old: readonly Chunk[], made: readonly Chunk[]): void {
    const known = new Set(this.generates.known());
    const [before, after] = [old, made].map((chunks) =>
      chunks.flatMap((chunk) => broughtBy(chunk, known).filter((source) => source !== chunk)),
    ) as [Source[], Source[]];
    if (before.length === after.length && before.every((source, at) => source === after[at])) return;
    for (const source of new Set([...before, ...after])) this.groups.forget(source);
  }

  /** Takes out of the index what came with included files that went, and puts in what came with others. */
  #replaceIncluded(old: readonly Chunk[], made: readonly Chunk[]): boolean {
    const isIncluding = ({ include }: Chunk) => include !== undefined;
    const gone = old.filter(isIncluding);
    const come = made.filter(isIncluding);
    this.#including += come.length - gone.length;
    if (gone.length === 0 && come.length === 0) return false;
    const counts = new Map<Included, number>();
    for (const { include } of come) count(counts, include?.file, 1);
    for (const { include } of gone) count(counts, include?.file, -1);
    for (const [{ parts }, by] of counts) {
      for (let times = by; times < 0; times++) {
        for (const { chunk } of parts) this.groups.removeAll(chunk);
      }
      for (let times = by; times > 0; times--) for (const { chunk } of parts) this.groups.addAll(chunk);
    }
    return true;
  }

  get chunks(): readonly Chunk[] {
    return this.#rope.chunks;
  }

  /** Whether the file includes others. */
  get hasIncludes(): boolean {
    return this.#including > 0;
  }

  /** Whether the zone may have name servers or addresses that nobody has read: what is not here may be there. */
  get isExtended(): boolean {
    return this.#isIncluded || this.generates.mayMake(A, AAAA, NS);
  }

  /** Whether name servers may be among them. */
  get isServed(): boolean {
    return this.#isIncluded || this.generates.mayMake(NS);
  }

  get #isIncluded(): boolean {
    return this.#rope.chunks.at(-1)?.after.included === true;
  }

  /** The records that `$GENERATE`s make, as far as anybody looks into them. */
  *generated(): Generator<GeneratedRecords> {
    for (const { records } of this.generates.known()) yield records;
  }

  /** How many records the file and those that it includes have; what `$GENERATE`s make is none of them. */
  get recordCount(): number {
    let count = 0;
    for (const parts of [this.parts(), this.includedParts()]) {
      for (const { chunk } of parts) {
        for (const flags of chunk.flags) if ((flags & kindMask) === kindRecord) count++;
      }
    }
    return count;
  }

  /** The offset of a chunk by its index. */
  offsetOf(chunk: number): number {
    return this.#rope.offsetOf(chunk);
  }

  /** Entries of a chunk as objects with absolute offsets: those of the indexes, ascending, or all. */
  readChunk(index: number, wanted?: readonly number[]): Generator<ReadEntry> {
    return readObjects(this.#rope.chunks[index]!, this.#rope.offsetOf(index), wanted);
  }

  /** An entry by its place. */
  entryOf(index: number, entry: number): Entry {
    const [read] = this.readChunk(index, [entry]);
    return read!.entry;
  }

  /** The records that may be of interest to a family of rules, in file order. */
  *concerned(family: number): Generator<RecordEntry> {
    const bit = 1 << (familyShift + family);
    for (const [index, { marked, flags }] of this.#rope.chunks.entries()) {
      const wanted = marked.filter((number) => (flags[number]! & bit) !== 0);
      if (wanted.length === 0) continue;
      for (const { entry } of this.readChunk(index, wanted)) if (entry.kind === 'record') yield entry;
    }
  }

  /** The chunks of the file. */
  *parts(): Generator<Part> {
    for (const [index, chunk] of this.#rope.chunks.entries())
      yield { chunk, offset: this.#rope.offsetOf(index) };
  }

  /** The files that the zone includes, those that these include among them, each as often as it is read. */
  *included(): Generator<Included> {
    if (this.#including === 0) return;
    const seen = new Set<Included>();
    for (const { include } of this.#rope.chunks) {
      if (include?.file === undefined || seen.has(include.file)) continue;
      seen.add(include.file);
      yield* include.file.files;
    }
  }

  /** The chunks of included files, with offsets there (`fileNumberOf`), each file as often as it is named. */
  *includedParts(): Generator<Part> {
    if (this.#including === 0) return;
    for (const { include } of this.#rope.chunks) if (include?.file !== undefined) yield* include.file.parts;
  }

  /** The records of suspected owners, each owner's in file order. The list is the same as long as nothing changes in it. */
  *suspects(): Steps<Iterable<readonly Member[]>> {
    yield* this.groups.resolve(() => this.#allSources());
    return this.groups.suspects.values() as Iterable<readonly Member[]>;
  }

  /** The chunks of the file, and behind each what its `$GENERATE`s make and the chunks of the files that it includes. */
  #allSources(): readonly Source[] {
    const { chunks } = this.#rope;
    const known = new Set(this.generates.known());
    if (this.#including === 0 && known.size === 0) return chunks;
    return chunks.flatMap((chunk) => broughtBy(chunk, known));
  }

  /** Records by their places, which are in file order. */
  *recordsAt(members: readonly Member[]): Generator<RecordEntry> {
    for (let from = 0; from < members.length; ) {
      const { chunk } = members[from]!;
      let to = from;
      // A file that is included twice in a row is there twice.
      do to++;
      while (members[to]?.chunk === chunk && members[to]!.entry > members[to - 1]!.entry);
      const wanted = members.slice(from, to).map(({ entry }) => entry);
      const offset = this.offsetOfChunk(chunk);
      if (chunk instanceof GeneratedRecords) yield* chunk.read(offset, wanted);
      else
        for (const { entry } of readObjects(chunk, offset, wanted)) if (entry.kind === 'record') yield entry;
      from = to;
    }
  }

  /** The offset of a chunk of the document, or of the first `$GENERATE` that makes records. */
  offsetOfChunk(chunk: Source): number {
    if (chunk instanceof GeneratedRecords) return this.#otherOffset(chunk);
    const { chunks } = this.#rope;
    let place = this.#places.get(chunk) ?? -1;
    if (chunks[place] !== chunk) {
      place = chunks.indexOf(chunk);
      this.#places.set(chunk, place);
    }
    return place >= 0 ? this.#rope.offsetOf(place) : this.#otherOffset(chunk);
  }

  #otherOffset(source: Source): number {
    this.#otherOffsets ??= this.#findOthers();
    return this.#otherOffsets.get(source) ?? 0;
  }

  #findOthers(): Map<Source, number> {
    const offsets = new Map<Source, number>();
    const known = new Set(this.generates.known());
    const find = ({ generated, starts }: Chunk, offset: number) => {
      for (const { generate, entry } of generated) {
        if (!known.has(generate) || offsets.has(generate.records)) continue;
        offsets.set(generate.records, offset + starts[entry]!);
      }
    };
    for (const [index, chunk] of this.#rope.chunks.entries()) {
      if (chunk.generated.length > 0) find(chunk, this.#rope.offsetOf(index));
    }
    for (const { chunk, offset } of this.includedParts()) {
      if (!offsets.has(chunk)) offsets.set(chunk, offset);
      find(chunk, offset);
    }
    return offsets;
  }

  /** What has changed since the last call; undefined where everything may have. */
  takeChanges(): ZoneChanges | undefined {
    const names = this.groups.takeChanges();
    const moves = this.#moves;
    this.#moves = { come: new Set(), gone: new Set() };
    return moves && names && { ...moves, names };
  }
}

function count<T>(counts: Map<T, number>, one: T | undefined, by: number): void {
  if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + by);
}

/** How many more of each `$GENERATE` some chunks have than others, with the files that they include. */
function generatedBy(old: readonly Chunk[], made: readonly Chunk[]): Map<Generate, number> {
  const counts = new Map<Generate, number>();
  const add = (chunks: readonly Chunk[], by: number) => {
    for (const { generated, include } of chunks) {
      for (const { generate } of generated) count(counts, generate, by);
      for (const part of include?.file?.parts ?? []) {
        for (const { generate } of part.chunk.generated) count(counts, generate, by);
      }
    }
  };
  add(made, 1);
  add(old, -1);
  for (const [generate, by] of counts) if (by === 0) counts.delete(generate);
  return counts;
}

/** A chunk, and behind it what its `$GENERATE`s make and the chunks of the files that it includes, in the same way. */
function broughtBy(chunk: Chunk, known: ReadonlySet<Generate>): Source[] {
  const sourcesOf = (one: Chunk): Source[] => [
    one,
    ...one.generated.flatMap(({ generate }) => (known.has(generate) ? [generate.records] : [])),
  ];
  return [
    ...sourcesOf(chunk),
    ...(chunk.include?.file?.parts ?? []).flatMap((part) => sourcesOf(part.chunk)),
  ];
}
