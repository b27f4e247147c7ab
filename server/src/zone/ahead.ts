/** The later part of a large text, read while somebody reads the first one: what the two hand each other. */
import { Chunk } from './chunk.js';
import { ChunkReader } from './chunkReader.js';
import { type Columns, columnsIn } from './columns.js';
import { type Concerns, contextOf, type ZoneNames } from './context.js';
import type { Octets } from './octets.js';
import { originOf, unknownOrigin, ZoneState } from './state.js';

/** How much is read at once, in UTF-16 units. */
interface Sizes {
  /** Of a chunk, about: few are quick to make and to send, and nobody edits them. */
  readonly chunk: number;
  /**
   * Of a stretch, at least. One that is a little shorter than 131,072 lies where V8 puts what is young, and takes the place of the
   * one before; a longer one has new memory, which the system clears page by page.
   */
  readonly stretch: number;
}

const usual: Sizes = { chunk: 40_000, stretch: 125_000 };

/** A text that is too large to be in memory at once. */
export interface Large {
  /** How many octets there are. */
  readonly size: number;
  /** A stretch of them, until another one is asked for; undefined where one is no character, or is not there. */
  stretch(start: number, length: number): Octets | undefined;
  /** How much is read at once, where it is not the usual: a test makes many chunks of a short text. */
  readonly sizes?: Sizes;
}

/** A large text, a stretch at a time, of which somebody reads the later part. */
export interface Ahead extends Large {
  /** Where about the later part starts: in UTF-16 units. */
  readonly seam: number;
  begin(zone: ZoneNames): void;
  /** The chunks of the later part in order, as they come, until an octet is no character. It may end before that. */
  chunks(): Iterable<ChunkAhead>;
  /** The text from an octet that starts a character on, to another or the end. */
  slice(start: number, end?: number): string;
}

/** A chunk that was read ahead, as it can be sent: its text is left out, and the state before it is a guess. */
export interface ChunkAhead
  extends Pick<Chunk, 'reach' | 'open' | 'marked' | 'relative' | 'breaks' | 'count'> {
  /** Offset in the whole text, and length. */
  readonly start: number;
  readonly length: number;
  readonly buffer: ArrayBuffer;
  readonly targets: number;
  readonly before: Readonly<Partial<ZoneState>>;
  readonly after: Readonly<Partial<ZoneState>>;
}

/** The state before the first entry of a zone. */
export function firstState(origin: string | undefined): ZoneState {
  const state = new ZoneState();
  state.origin = origin === undefined ? unknownOrigin : originOf(origin);
  // The first record may leave its owner out only where there was one before it, which is never.
  return state;
}

/** Reads chunks of a text of which a stretch at a time is there. */
export class StretchReader {
  readonly #of: Large;
  readonly #sizes: Sizes;
  #octets: Octets | undefined;
  /** Where it stands in the whole text. */
  #base = 0;

  constructor(of: Large) {
    this.#of = of;
    this.#sizes = of.sizes ?? usual;
  }

  /**
   * Reads the chunk at an offset and moves the state on.
   *
   * @param end where it ends at the latest, about
   * @returns undefined where an octet is no character
   */
  read(reader: ChunkReader, at: number, end: number, state: ZoneState, like?: Columns): Chunk | undefined {
    const size = Math.min(this.#sizes.chunk, end - at);
    for (let least = 2 * size; ; ) {
      const octets = this.#at(at, least);
      if (octets === undefined) return undefined;
      const { text } = octets;
      const from = at - this.#base;
      const chunk = reader.read(text, from, text.length, size, state, { octets, like });
      const isLast = this.#base + text.length >= this.#of.size;
      if (isLast || (!chunk.open && from + chunk.length + chunk.reach < text.length)) return chunk;
      // The end of the stretch may have cut an entry short.
      Object.assign(state, chunk.before.clone());
      least = 2 * (text.length - from);
    }
  }

  /** A stretch from an offset or from before it on, of so many characters behind it. */
  #at(offset: number, least: number): Octets | undefined {
    const end = Math.min(offset + least, this.#of.size);
    if (this.#octets === undefined || offset < this.#base || end > this.#base + this.#octets.text.length) {
      this.#base = offset;
      this.#octets = this.#of.stretch(offset, Math.max(this.#sizes.stretch, least));
    }
    return this.#octets;
  }
}

/** What is read ahead. */
export interface LaterPart extends Large {
  /** Where it begins, about. */
  readonly seam: number;
  /** Characters at the head of the zone, and before the seam, that are read to guess the state there. */
  readonly headSize: number;
  readonly leadSize: number;
}

/**
 * Reads chunks from a seam on, in a state that is guessed: the origin and the TTL at the head of the zone are taken to hold. An
 * `$INCLUDE` or a `$GENERATE` that makes something ends it: only who has the whole zone can carry it out.
 */
export function* readAhead(
  part: LaterPart,
  zone: ZoneNames,
  families: readonly Concerns[],
): Generator<ChunkAhead> {
  const { size, seam } = part;
  const reader = new ChunkReader(contextOf(zone, families));
  const state = firstState(zone.origin);
  const head = part.stretch(0, part.headSize);
  if (head === undefined) return;
  reader.read(head.text, 0, head.text.length, head.text.length, state);
  const start = Math.max(0, seam - part.leadSize);
  const lead = part.stretch(start, seam - start);
  if (lead === undefined) return;
  let at = start + lead.text.indexOf('\n') + 1;
  const stretches = new StretchReader(part);
  // What stands before the seam is no part of it.
  while (at < seam) {
    const chunk = stretches.read(reader, at, seam, state);
    if (chunk === undefined || chunk.include !== undefined) return;
    at += chunk.length;
  }
  while (at < size) {
    const chunk = stretches.read(reader, at, size, state);
    if (chunk === undefined || chunk.include !== undefined || chunk.generated.length > 0) return;
    yield sendable(chunk, at);
    at += chunk.length;
  }
}

function sendable(chunk: Chunk, start: number): ChunkAhead {
  const { reach, open, marked, relative, breaks, count, before, after } = chunk;
  return {
    start,
    length: chunk.length,
    buffer: chunk.starts.buffer as ArrayBuffer,
    targets: chunk.targets.length,
    reach,
    open,
    marked,
    relative,
    breaks,
    count,
    before,
    after,
  };
}

/** The chunk that was sent. */
export function received(sent: ChunkAhead, ahead: Ahead): Chunk {
  const { start, buffer, targets, count, before, after, ...rest } = sent;
  const parts = {
    ...rest,
    text: textIn(ahead, start, sent.length),
    before: stateOf(before),
    after: stateOf(after),
    generated: [],
    include: undefined,
  };
  return new Chunk(parts, columnsIn(buffer, count, targets));
}

/** The same chunk, without its text: whoever asks for that has it read again. */
export const withoutText = (chunk: Chunk, start: number, ahead: Ahead) =>
  new Chunk({ ...chunk, text: textIn(ahead, start, chunk.length) }, chunk);

const textIn = (ahead: Ahead, start: number, length: number) => () => ahead.slice(start, start + length);

const stateOf = (parts: ChunkAhead['before']) => Object.assign(new ZoneState(), parts);
