import type { Span } from '../span.js';
import { finish, type Steps } from '../steps.js';
import { type Ahead, firstState, received, StretchReader, withoutText } from './ahead.js';
import type { Chunk } from './chunk.js';
import { ChunkReader, type Known } from './chunkReader.js';
import { Columns } from './columns.js';
import { type Concerns, contextOf } from './context.js';
import { EntryObjects } from './entryObjects.js';
import { Groups } from './groups.js';
import { chunkSize, Includes, noInclude, type ReadInclude, type ZoneSource } from './includes.js';
import { generatedFor, ownedIn } from './lookup.js';
import { endsCleanly } from './materialize.js';
import type { Entry, RecordEntry, ZoneView } from './model.js';
import { nameKey } from './names.js';
import { guessOrigin, type OriginGuess, type OriginHints, originReach } from './origin.js';
import { type LinePosition, Rope } from './rope.js';
import { Stale } from './stale.js';
import type { ZoneState } from './state.js';
import { ZoneIndex } from './zoneIndex.js';

export interface ZoneOptions extends OriginHints {
  /** Which records families of rules want to see: one bit of an entry's flags each, at most four. */
  readonly families?: readonly Concerns[];
  /** How the file is called that is read: other files are named as seen from it. */
  readonly source?: Pick<ZoneSource, 'name' | 'uri'>;
  /** What reads the files that it includes. */
  readonly read?: ReadInclude;
  /** Where another file includes this one: the zone's name, and the state there. */
  readonly within?: Within;
  /** What reads the later part at the same time, where the first text is the head only. */
  readonly ahead?: Ahead;
  /** Characters of a chunk, about: a test makes many of a short text. */
  readonly chunkSize?: number;
}

export interface Within {
  readonly apex: string | undefined;
  readonly state: ZoneState;
}

/** A state of a zone to go back to. */
export interface Mark {
  readonly replaced: number;
  readonly reach: number;
}

/** The chunks that stood where others stand now. */
interface Replaced {
  readonly from: number;
  readonly to: number;
  readonly old: readonly Chunk[];
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
  #index: ZoneIndex;
  #reader: ChunkReader;
  #includes: Includes;
  #read: ReadInclude;
  #apex: string | undefined;
  #origin: string | undefined;
  /** How much of the text decides on them. */
  #originReach = 0;
  #objects: EntryObjects;
  readonly #stale = new Stale();
  #replaced = 0;
  /** What has been replaced since the first mark. */
  #undo: Replaced[] | undefined;
  #mustStartOver = false;
  /** The columns of the last chunk of one entry: those of thousands of `$INCLUDE`s are the same. */
  #single: Columns | undefined;
  readonly #chunkSize: number;
  readonly zoneClass: 'IN' | 'CH' | 'HS' = 'IN';

  constructor(text: string, options: ZoneOptions = {}) {
    this.#options = options;
    this.#chunkSize = options.chunkSize ?? chunkSize;
    this.#rope = new Rope([]);
    this.#objects = new EntryObjects(this.#rope);
    this.#index = new ZoneIndex(this.#rope, new Groups(0));
    this.#reader = new ChunkReader(contextOf({ apex: undefined, origin: undefined }, []));
    this.#read = options.read ?? noInclude;
    this.#includes = this.#newIncludes();
    this.#readAll(text, options.ahead);
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

  /** Takes what the zone is called, and what reads it then. */
  #call(guess: Pick<OriginGuess, 'origin' | 'apex' | 'reach'>): void {
    this.#apex = guess.apex;
    this.#origin = guess.origin;
    this.#originReach = guess.reach;
    this.#reader = new ChunkReader(contextOf(guess, this.#options.families ?? []));
    this.#includes = this.#newIncludes();
  }

  #readAll(text: string, ahead?: Ahead): void {
    finish(this.readInSteps(text, ahead));
  }

  /**
   * Reads another text in place of its own, a chunk a step. Nothing may be asked before the last step is done.
   *
   * @param text the whole, or its head where somebody reads the later part
   */
  *readInSteps(text: string, ahead?: Ahead): Steps<void> {
    const guess = this.#guess(text);
    if (ahead !== undefined && guess.reach >= text.length) {
      yield* this.readInSteps(ahead.slice(0));
      return;
    }
    this.#call(guess);
    const state = this.#firstState();
    const groups = new Groups((ahead?.size ?? text.length) / 40);
    const chunks: Chunk[] = [];
    let at = 0;
    const take = (chunk: Chunk) => {
      chunks.push(chunk);
      groups.addAll(chunk);
      at += chunk.length;
    };
    if (ahead !== undefined) {
      ahead.begin(guess);
      const stretches = new StretchReader(ahead);
      for (; at < ahead.seam; yield) {
        const chunk = stretches.read(this.#reader, at, ahead.seam, state, this.#single);
        if (chunk === undefined) break;
        const whole = yield* this.#withIncluded(chunk, state);
        take(withoutText(whole, at, ahead));
      }
      for (const sent of ahead.chunks()) {
        const chunk = received(sent, ahead);
        // Where the state was guessed wrong, all that follows is read here.
        if (sent.start !== at || !state.equals(chunk.before)) break;
        take(chunk);
        Object.assign(state, chunk.after.clone());
      }
    }
    const base = at;
    const rest = ahead === undefined ? text : ahead.slice(base);
    for (; at - base < rest.length; yield) {
      take(yield* this.#next(rest, at - base, state, { before: chunks.at(-1)?.after }));
    }
    this.#rope = new Rope(chunks);
    this.#objects = new EntryObjects(this.#rope);
    this.#index = new ZoneIndex(this.#rope, groups);
    this.#stale.clear();
  }

  /** Reads a chunk, and what the `$INCLUDE` at its end brings. */
  *#next(text: string, at: number, state: ZoneState, known: Known = {}): Steps<Chunk> {
    const like = known.like ?? this.#single;
    const chunk = this.#reader.read(text, at, text.length, this.#chunkSize, state, { ...known, like });
    return yield* this.#withIncluded(chunk, state);
  }

  /** Carries out the `$INCLUDE` at the end of a chunk. */
  *#withIncluded(chunk: Chunk, state: ZoneState): Steps<Chunk> {
    if (chunk.count === 1) this.#single = new Columns(chunk);
    return chunk.include === undefined ? chunk : yield* this.#includes.carryOut(chunk, state);
  }

  /** Edits that change nothing but have those `$INCLUDE`s carried out again of whose files there are other texts now. */
  staleIncludes(): TextChange[] {
    if (!this.#index.hasIncludes) return [];
    return this.#index.chunks.flatMap(({ include, starts, count }, index) => {
      if (include === undefined || this.#includes.isFresh(include)) return [];
      const directive = this.#rope.offsetOf(index) + starts[count - 1]!;
      return [{ start: directive, end: directive, text: '' }];
    });
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
    return firstState(this.#origin);
  }

  /** Begins to remember what edits replace, for `rollBack`; the place to go back to. The zone is settled. */
  mark(): Mark {
    this.#undo ??= [];
    return { replaced: this.#undo.length, reach: this.#originReach };
  }

  /**
   * Takes back what has been edited since: each chunk from before is the same object in the same place, a step each. With the
   * first mark nothing is remembered any more.
   */
  *rollBack({ replaced, reach }: Mark): Steps<void> {
    const undo = this.#undo ?? [];
    for (; undo.length > replaced; yield) {
      const { from, to, old } = undo.at(-1)!;
      // Nobody may leave that half done.
      finish(this.#put(from, to, old));
      undo.pop();
    }
    if (replaced === 0) this.#undo = undefined;
    this.#originReach = reach;
    this.#mustStartOver = false;
    this.#stale.clear();
  }

  /** Whether all would be read anew, had nobody marked the zone: then it is not what its text says. */
  get mustStartOver(): boolean {
    return this.#mustStartOver;
  }

  /** Applies a change, and reads again what it touches: everything, where the zone is called otherwise then. */
  edit(change: TextChange): void {
    finish(this.replace(change));
    finish(this.settle());
  }

  /**
   * Puts other text in the place of some, a chunk a step; what follows is read as it was until `settle` is done, and all is
   * where the zone is called otherwise then. Until then nothing but the text may be asked.
   */
  *replace(change: TextChange): Steps<void> {
    const rope = this.#rope;
    const start = Math.max(0, Math.min(change.start, rope.length));
    const end = Math.max(start, Math.min(change.end, rope.length));
    if (rope.chunks.length === 0) {
      if (this.#undo !== undefined) this.#mustStartOver = true;
      else yield* this.readInSteps(change.text);
      return;
    }
    const { first, last } = rope.touchedBy(start, end);
    const base = rope.offsetOf(first);
    const text = rope.slice(base, start) + change.text + rope.slice(end, rope.offsetOf(last + 1));
    const { next, made } = yield* this.#readAgain(last + 1, text, rope.chunks[first]!.before);
    yield* this.#replace(first, next, made);
    this.#callAgain(first);
  }

  /**
   * Reads a text in the place of chunks before one, and of that and those behind it that it runs into.
   *
   * @param like the chunk that it was, if it is the same text
   */
  *#readAgain(
    next: number,
    text: string,
    before: ZoneState,
    like?: Chunk,
  ): Steps<{ readonly next: number; readonly made: readonly Chunk[] }> {
    const { chunks } = this.#rope;
    const state = before.clone();
    const made: Chunk[] = [];
    for (;;) {
      let at = 0;
      for (; at < text.length; yield) {
        const chunk = yield* this.#next(text, at, state, { like });
        const atEnd = at + chunk.length === text.length;
        if (next < chunks.length && (chunk.open || (atEnd && !endsCleanly(chunk)))) break;
        made.push(chunk);
        at += chunk.length;
      }
      if (at === text.length || next >= chunks.length) break;
      text = text.slice(at) + chunks[next]!.text;
      next++;
      Object.assign(state, (made.at(-1)?.after ?? before).clone());
    }
    return { next, made };
  }

  /** How often text has been put in the place of some. */
  get replaced(): number {
    return this.#replaced;
  }

  /** Whether every chunk is read in the state that those before it leave. */
  get isSettled(): boolean {
    return this.#stale.isEmpty;
  }

  /** Reads again what stands behind edits and was read in another state, a chunk a step; what is left waits for another call. */
  *settle(): Steps<void> {
    const stale = this.#stale;
    // Somebody may have begun to read files and left them.
    if (this.#index.hasIncludes) this.#recountIncludes();
    for (; !stale.isEmpty; yield) {
      const { chunks } = this.#rope;
      const index = stale.first;
      const chunk = chunks[index];
      const before = chunks[index - 1]?.after ?? this.#firstState();
      if (chunk === undefined || (!this.#index.isOutdated(chunk) && chunk.before.equals(before)))
        stale.pass();
      else {
        const { next, made } = yield* this.#readAgain(index + 1, chunk.text, before, chunk);
        // Nobody may leave that half done.
        finish(this.#replace(index, next, made));
      }
    }
  }

  *#replace(from: number, to: number, made: readonly Chunk[]): Steps<void> {
    const old = this.#undo && this.#rope.chunks.slice(from, to);
    yield* this.#put(from, to, made);
    if (old !== undefined) this.#undo?.push({ from, to: from + made.length, old });
    this.#stale.replaced(from, to, made.length);
    this.#replaced++;
  }

  *#put(from: number, to: number, made: readonly Chunk[]): Steps<void> {
    const { included, generated } = yield* this.#index.replace(from, to, made);
    if (included) this.#recountIncludes();
    if (generated) this.#reader.forget(this.#index.generates);
  }

  #recountIncludes(): void {
    this.#includes.recount(this.#rope.chunks.filter((chunk) => !this.#index.isOutdated(chunk)));
  }

  /** An edit near the top, or of an SOA, may change what the zone is called: then all is to be read again. */
  #callAgain(first: number): void {
    if (this.#rope.offsetOf(first) >= this.#originReach) return;
    const guess = this.#guess(this.#rope.slice(0, originReach));
    if (guess.apex === this.#apex && guess.origin === this.#origin) {
      this.#originReach = guess.reach;
      return;
    }
    if (this.#undo !== undefined) {
      this.#mustStartOver = true;
      return;
    }
    this.#call(guess);
    this.#index.startOver();
    this.#stale.all(this.#rope.chunks.length);
  }

  /** Whether the zone may have name servers or addresses that nobody has read: what is not here may be there. */
  get isExtended(): boolean {
    return this.#index.isExtended;
  }

  /** Where the records are, for those who look into all of them. */
  get index(): ZoneIndex {
    return this.#index;
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
    return this.#objects.at(offset);
  }

  originAt(offset: number): string | undefined {
    return this.length === 0 ? this.origin : this.#objects.originAt(offset);
  }

  entries(span?: Span): Generator<Entry> {
    return this.#objects.entries(span);
  }

  recordsOf(owner: string): readonly RecordEntry[] {
    return ownedIn(this.#index.parts(), owner);
  }

  /** The records of an owner in the files that the zone includes. */
  includedRecordsOf(owner: string): readonly RecordEntry[] {
    return ownedIn(this.#index.includedParts(), owner);
  }

  /** The records of an owner that `$GENERATE`s make. */
  generatedRecordsOf(owner: string): readonly RecordEntry[] {
    return generatedFor(this.#index, owner);
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
