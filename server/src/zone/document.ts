import type { Span } from '../span.js';
import { type Chunk, familyShift } from './chunk.js';
import { ChunkReader, type Concerns } from './chunkReader.js';
import { mayHold } from './filter.js';
import { type Generate, GeneratedRecords, Generates } from './generated.js';
import { Groups, type Member, recordsIn, type Source, sameRecord } from './groups.js';
import { hashOf, ownerKey } from './hash.js';
import {
  chunkSize,
  type Included,
  Includes,
  noInclude,
  type Part,
  type ReadInclude,
  type ZoneSource,
} from './includes.js';
import { type ReadEntry, readObjects } from './materialize.js';
import type { Entry, RecordEntry, ZoneView } from './model.js';
import { nameKey } from './names.js';
import { guessOrigin, type OriginGuess, type OriginHints, originReach } from './origin.js';
import { type LinePosition, Rope } from './rope.js';
import { originOf, unknownOrigin, ZoneState } from './state.js';

export interface ZoneOptions extends OriginHints {
  /** Which records families of rules want to see: one bit of an entry's flags each, at most four. */
  readonly families?: readonly Concerns[];
  /** How the file is called that is read: other files are named as seen from it. */
  readonly source?: Pick<ZoneSource, 'name' | 'uri'>;
  /** What reads the files that it includes. */
  readonly read?: ReadInclude;
  /** Where another file includes this one: the zone's name, and the state there. */
  readonly within?: Within;
  /** Characters of a chunk, about: a test makes many of a short text. */
  readonly chunkSize?: number;
}

export interface Within {
  readonly apex: string | undefined;
  readonly state: ZoneState;
}

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

/** One change of the text: offsets before the change. */
export interface TextChange extends Span {
  readonly text: string;
}

/**
 * A zone file, read and kept up to date edit by edit: an edit reads again the chunk it falls into, and the following
 * ones only while the state handed on differs. Lossless: the chunks' texts are the file.
 */
export class ZoneDocument implements ZoneView {
  readonly #options: ZoneOptions;
  #rope: Rope;
  #groups: Groups;
  #reader: ChunkReader;
  #includes: Includes;
  #generates: Generates;
  #read: ReadInclude;
  /** How many chunks end with an `$INCLUDE`. */
  #including = 0;
  #apex: string | undefined;
  #origin: string | undefined;
  /** How much of the text decides on them. */
  #originReach = 0;
  #objects = new WeakMap<Chunk, ReadEntry[]>();
  /** Where in the list of chunks each was that somebody has asked for: an edit hardly moves it. */
  readonly #places = new WeakMap<Chunk, number>();
  /** The offsets of chunks of included files and of `$GENERATE`s, where somebody has asked since the last edit. */
  #otherOffsets: Map<Source, number> | undefined;
  /** Chunks that came and went since somebody asked; undefined where all did. */
  #moves: { readonly come: Set<Chunk>; readonly gone: Set<Chunk> } | undefined;
  readonly zoneClass: 'IN' | 'CH' | 'HS' = 'IN';

  constructor(text: string, options: ZoneOptions = {}) {
    this.#options = options;
    this.#rope = new Rope([]);
    this.#groups = new Groups(0);
    this.#reader = new ChunkReader({ apex: undefined, classCode: 1, families: [] });
    this.#read = options.read ?? noInclude;
    this.#includes = this.#newIncludes();
    this.#generates = new Generates(this.#groups);
    this.#readAll(text);
  }

  #newIncludes(): Includes {
    return new Includes(this.#reader, this.#options.source ?? { name: '' }, this.#read);
  }

  /** What the file is called, by itself or by what it includes. */
  #guess(text: string): Pick<OriginGuess, 'origin' | 'apex' | 'reach'> {
    const { within, source } = this.#options;
    if (within !== undefined) return { origin: within.state.origin.name, apex: within.apex, reach: 0 };
    return guessOrigin(text, { ...this.#options, ...(source && { includes: { source, read: this.#read } }) });
  }

  #readAll(text: string): void {
    const steps = this.readInSteps(text);
    while (steps.next().done !== true);
  }

  /** Reads another text in place of its own, a chunk a step. Nothing may be asked before the last step is done. */
  *readInSteps(text: string): Generator<void, void> {
    const guess = this.#guess(text);
    this.#apex = guess.apex;
    this.#origin = guess.origin;
    this.#originReach = guess.reach;
    this.#reader = new ChunkReader({
      apex: guess.apex ?? guess.origin,
      classCode: 1,
      families: this.#options.families ?? [],
    });
    this.#includes = this.#newIncludes();
    const state = this.#firstState();
    const chunks: Chunk[] = [];
    let at = 0;
    while (at < text.length) {
      const chunk = this.#next(text, at, state);
      chunks.push(chunk);
      at += chunk.text.length;
      yield;
    }
    this.#groups = new Groups(text.length / 40);
    for (const chunk of chunks) {
      this.#groups.addAll(chunk);
      yield;
    }
    this.#rope = new Rope(chunks);
    this.#including = 0;
    for (const { include } of chunks) {
      if (include === undefined) continue;
      this.#including++;
      for (const { chunk } of include.file?.parts ?? []) this.#groups.addAll(chunk);
    }
    this.#generates = new Generates(this.#groups);
    this.#generates.change(generatedBy([], chunks));
    this.#objects = new WeakMap();
    this.#moves = undefined;
    this.#otherOffsets = undefined;
  }

  /** Reads a chunk, and what the `$INCLUDE` at its end brings. */
  #next(text: string, at: number, state: ZoneState): Chunk {
    const chunk = this.#reader.read(text, at, text.length, this.#options.chunkSize ?? chunkSize, state);
    return chunk.include === undefined ? chunk : this.#includes.carryOut(chunk, state);
  }

  /** Reads the included files again of which there are other texts now than when they were read. */
  refreshIncludes(): boolean {
    if (this.#including === 0) return false;
    const rope = this.#rope;
    let changed = false;
    for (let at = 0; at < rope.length; ) {
      let index = rope.chunkAt(at);
      const { include, starts, count } = rope.chunks[index]!;
      if (include !== undefined && !this.#includes.isFresh(include)) {
        changed = true;
        const directive = rope.offsetOf(index) + starts[count - 1]!;
        this.edit({ start: directive, end: directive, text: '' });
        // An SOA may have come or gone with the file, and then everything was read again.
        if (this.#rope !== rope) return true;
        index = rope.chunkAt(directive);
      }
      at = rope.offsetOf(index + 1);
    }
    return changed;
  }

  /** Takes another reader of included files. */
  useIncludes(read: ReadInclude): void {
    if (read === this.#read) return;
    this.#read = read;
    this.#readAll(this.getText());
  }

  /** The state before the first entry. */
  get firstState(): ZoneState {
    return this.#firstState();
  }

  #firstState(): ZoneState {
    const { within } = this.#options;
    if (within !== undefined) return within.state.clone();
    const state = new ZoneState();
    state.origin = this.#origin === undefined ? unknownOrigin : originOf(this.#origin);
    // The first record may leave its owner out only where there was one before it, which is never.
    return state;
  }

  /** Applies a change, and reads again what it touches: everything, where the zone is called otherwise then. */
  edit(change: TextChange): void {
    if (!this.editInPlace(change)) this.#readAll(this.getText());
  }

  /** The same; but false where everything must be read again, which takes long: nothing but the text may be asked then. */
  editInPlace(change: TextChange): boolean {
    const rope = this.#rope;
    const start = Math.max(0, Math.min(change.start, rope.length));
    const end = Math.max(start, Math.min(change.end, rope.length));
    if (rope.chunks.length === 0) {
      this.#readAll(change.text);
      return true;
    }
    let first = rope.chunkAt(start);
    // An entry at the end of the chunk before may end where it does only because of what stands here.
    if (first > 0 && rope.offsetOf(first) === start) first--;
    for (let back = first - 1; back >= 0; back--) {
      if (rope.offsetOf(back + 1) + rope.chunks[back]!.reach > start) first = back;
    }
    const last = Math.max(first, rope.chunkAt(Math.max(start, end - 1)), rope.chunkAt(end));
    const base = rope.offsetOf(first);
    let text = rope.slice(base, start) + change.text + rope.slice(end, rope.offsetOf(last + 1));
    let next = last + 1;
    const state = rope.chunks[first]!.before.clone();
    const made: Chunk[] = [];
    let at = 0;
    // Reads on until it comes to a chunk's start in the state that the chunk was read in.
    for (;;) {
      while (at < text.length) {
        const chunk = this.#next(text, at, state);
        const atEnd = at + chunk.text.length === text.length;
        if (next < rope.chunks.length && (chunk.open || (atEnd && !this.#endsCleanly(chunk)))) {
          break;
        }
        made.push(chunk);
        at += chunk.text.length;
      }
      if (next >= rope.chunks.length) break;
      if (at === text.length && rope.chunks[next]!.before.equals(state)) break;
      text = text.slice(at) + rope.chunks[next]!.text;
      at = 0;
      next++;
      Object.assign(state, (made.at(-1)?.after ?? rope.chunks[first]!.before).clone());
    }
    this.#replace(first, next, made);
    return this.#isCalledAsBefore(first);
  }

  /** Whether the chunk's last entry ends by itself and not only because the text does. */
  #endsCleanly(chunk: Chunk): boolean {
    const code = chunk.text.charCodeAt(chunk.text.length - 1);
    if (code !== 10 && code !== 13) return false;
    const [last] = readObjects(chunk, 0, [chunk.count - 1]);
    // A backslash carries a string over a line break.
    return last === undefined || (last.unclosed < 0 && last.unterminated < 0);
  }

  #replace(from: number, to: number, made: Chunk[]): void {
    const rope = this.#rope;
    const old = rope.chunks.slice(from, to);
    this.#difference(old, made);
    for (const chunk of old) this.#groups.forget(chunk);
    this.#otherOffsets = undefined;
    for (const chunk of old) if (this.#moves?.come.delete(chunk) === false) this.#moves.gone.add(chunk);
    for (const chunk of made) this.#moves?.come.add(chunk);
    rope.chunks.splice(from, to - from, ...made);
    rope.recount(from);
    this.#replaceIncluded(old, made);
    const generated = generatedBy(old, made);
    if (generated.size === 0) return;
    this.#generates.change(generated);
    this.#reader.forget(this.#generates);
  }

  /** Takes out of the index what came with included files that went, and puts in what came with others. */
  #replaceIncluded(old: readonly Chunk[], made: readonly Chunk[]): void {
    const isIncluding = ({ include }: Chunk) => include !== undefined;
    const gone = old.filter(isIncluding);
    const come = made.filter(isIncluding);
    this.#including += come.length - gone.length;
    if (gone.length === 0 && come.length === 0) return;
    const counts = new Map<Included, number>();
    for (const { include } of come) count(counts, include?.file, 1);
    for (const { include } of gone) count(counts, include?.file, -1);
    for (const [{ parts }, by] of counts) {
      for (let times = by; times < 0; times++) {
        for (const { chunk } of parts) this.#groups.removeAll(chunk);
      }
      for (let times = by; times > 0; times--) for (const { chunk } of parts) this.#groups.addAll(chunk);
    }
    this.#includes.recount(this.#rope.chunks);
  }

  /** Takes out of the index the records that went and puts in those that came; those before and after stay. */
  #difference(old: readonly Chunk[], made: readonly Chunk[]): void {
    const before = recordsIn(old);
    const after = recordsIn(made);
    let head = 0;
    while (head < before.length && head < after.length && sameRecord(before[head]!, after[head]!)) head++;
    let tail = 0;
    while (
      tail < before.length - head &&
      tail < after.length - head &&
      sameRecord(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)
    ) {
      tail++;
    }
    for (const { chunk, entry } of before.slice(head, before.length - tail))
      this.#groups.remove(chunk, entry);
    for (const { chunk, entry } of after.slice(head, after.length - tail)) {
      this.#groups.add(chunk, entry);
    }
  }

  /** An edit near the top, or of an SOA, may change what the zone is called. */
  #isCalledAsBefore(first: number): boolean {
    if (this.#rope.offsetOf(first) >= this.#originReach) return true;
    const guess = this.#guess(this.#rope.slice(0, originReach));
    this.#originReach = guess.reach;
    return guess.apex === this.#apex && guess.origin === this.#origin;
  }

  #objectsOf(chunk: Chunk): ReadEntry[] {
    let objects = this.#objects.get(chunk);
    if (objects === undefined) {
      objects = [...readObjects(chunk, 0)];
      this.#objects.set(chunk, objects);
    }
    return objects;
  }

  // What the engine of the rules works with.

  get chunks(): readonly Chunk[] {
    return this.#rope.chunks;
  }

  get groups(): Groups {
    return this.#groups;
  }

  /** Whether the zone may have name servers or addresses that nobody has read: what is not here may be there. */
  get isExtended(): boolean {
    return this.#isIncluded || this.#generates.mayMake(A, AAAA, NS);
  }

  /** Whether name servers may be among them. */
  get isServed(): boolean {
    return this.#isIncluded || this.#generates.mayMake(NS);
  }

  get #isIncluded(): boolean {
    return this.#rope.chunks.at(-1)?.after.included === true;
  }

  /** The records that `$GENERATE`s make, as far as anybody looks into them. */
  *generated(): Generator<GeneratedRecords> {
    for (const { records } of this.#generates.known()) yield records;
  }

  /** The offset of a chunk by its index. */
  offsetOf(chunk: number): number {
    return this.#rope.offsetOf(chunk);
  }

  /** Entries of a chunk as objects with absolute offsets: those of the indexes, ascending, or all. */
  readChunk(index: number, wanted?: readonly number[]): Generator<ReadEntry> {
    return readObjects(this.#rope.chunks[index]!, this.#rope.offsetOf(index), wanted);
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

  /** The records of suspected owners, each owner's in file order. The list is the same as long as nothing changes in it. */
  suspects(): Iterable<readonly Member[]> {
    this.#groups.resolve(() => this.#allSources());
    return this.#groups.suspects.values() as Iterable<readonly Member[]>;
  }

  /** The chunks of the file, and behind each what its `$GENERATE`s make and the chunks of the files that it includes. */
  #allSources(): readonly Source[] {
    const { chunks } = this.#rope;
    const known = new Set(this.#generates.known());
    if (this.#including === 0 && known.size === 0) return chunks;
    const sourcesOf = (chunk: Chunk): Source[] => [
      chunk,
      ...chunk.generated.flatMap(({ generate }) => (known.has(generate) ? [generate.records] : [])),
    ];
    return chunks.flatMap((chunk) => [
      ...sourcesOf(chunk),
      ...(chunk.include?.file?.parts ?? []).flatMap((part) => sourcesOf(part.chunk)),
    ]);
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
    const known = new Set(this.#generates.known());
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
    const names = this.#groups.takeChanges();
    const moves = this.#moves;
    this.#moves = { come: new Set(), gone: new Set() };
    return moves && names && { ...moves, names };
  }

  // ZoneView

  get length(): number {
    return this.#rope.length;
  }

  get origin(): string | undefined {
    return this.#origin;
  }

  get apex(): string | undefined {
    return this.#apex;
  }

  slice(start: number, end: number): string {
    return this.#rope.slice(start, end);
  }

  entryAt(offset: number): Entry | undefined {
    for (const entry of this.entries({ start: offset, end: offset })) {
      if (offset < entry.end || entry.end === this.length) return entry;
    }
    return undefined;
  }

  *entries(span?: Span): Generator<Entry> {
    const rope = this.#rope;
    if (rope.chunks.length === 0) return;
    const first = span === undefined ? 0 : Math.max(0, rope.chunkAt(span.start));
    for (let index = first; index < rope.chunks.length; index++) {
      const offset = rope.offsetOf(index);
      if (span !== undefined && offset > span.end) return;
      const chunk = rope.chunks[index]!;
      // A walk over everything keeps nothing: the objects of a large zone are many times its text.
      const read = span === undefined ? readObjects(chunk, 0) : this.#objectsOf(chunk);
      for (const { entry } of read) {
        if (span !== undefined && offset + entry.end < span.start) continue;
        if (span !== undefined && offset + entry.start > span.end) return;
        yield offset === 0 ? entry : entry.moved(offset);
      }
    }
  }

  recordsOf(owner: string): readonly RecordEntry[] {
    return this.#recordsIn(
      this.#rope.chunks.map((chunk, index) => ({ chunk, offset: this.#rope.offsetOf(index) })),
      owner,
    );
  }

  /** The records of an owner in the files that the zone includes. */
  includedRecordsOf(owner: string): readonly RecordEntry[] {
    return this.#recordsIn(this.includedParts(), owner);
  }

  /** The records of an owner that `$GENERATE`s make. */
  generatedRecordsOf(owner: string): readonly RecordEntry[] {
    const { high, low } = hashOf(owner);
    const hash = ownerKey(high, low);
    const found: RecordEntry[] = [];
    for (const records of this.generated()) {
      if (!mayHold(records.ownerFilter, hash)) continue;
      const wanted: number[] = [];
      for (let index = 0; index < records.count; index++) {
        if (records.low[index] === low && records.high[index] === high && records.types[index]! >= 0)
          wanted.push(index);
      }
      if (wanted.length > 0) found.push(...records.read(this.offsetOfChunk(records), wanted));
    }
    return found;
  }

  #recordsIn(parts: Iterable<Part>, owner: string): RecordEntry[] {
    const { high, low } = hashOf(owner);
    const key = nameKey(owner);
    const hash = ownerKey(high, low);
    const found: RecordEntry[] = [];
    for (const { chunk, offset } of parts) {
      if (!mayHold(chunk.ownerFilter, hash)) continue;
      const wanted: number[] = [];
      for (let entry = 0; entry < chunk.count; entry++) {
        if (chunk.low[entry] === low && chunk.high[entry] === high) wanted.push(entry);
      }
      for (const { entry } of readObjects(chunk, offset, wanted)) {
        if (entry.kind !== 'record' || entry.ownerName === undefined) continue;
        if (nameKey(entry.ownerName) === key) found.push(entry);
      }
    }
    return found;
  }

  *owners(): Generator<string> {
    const seen = new Set<string>();
    for (const entry of this.entries()) {
      if (entry.kind !== 'record' || entry.ownerName === undefined) continue;
      const key = nameKey(entry.ownerName);
      if (seen.has(key)) continue;
      seen.add(key);
      yield entry.ownerName;
    }
  }

  // A text document, without the text ever being put together.

  getText(): string {
    return this.#rope.slice(0, this.#rope.length);
  }

  get lineCount(): number {
    return this.#rope.lineCount;
  }

  positionAt(offset: number): LinePosition {
    return this.#rope.positionAt(offset);
  }

  offsetAt(position: LinePosition): number {
    return this.#rope.offsetAt(position);
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
