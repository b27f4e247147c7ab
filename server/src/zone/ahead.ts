/** The later part of a large text, read while somebody reads the first one: what the two hand each other. */
import { Chunk } from './chunk.js';
import { ChunkReader } from './chunkReader.js';
import { columnsIn } from './columns.js';
import { type Concerns, contextOf, type ZoneNames } from './context.js';
import type { Octets } from './octets.js';
import { originOf, unknownOrigin, ZoneState } from './state.js';

/** Reads the later part of a text, of whose beginning every octet is a character. */
export interface Ahead {
  /** The octets of the beginning. */
  readonly octets: Uint8Array;
  /** How many octets there are in all. */
  readonly size: number;
  /** Where about the later part starts, some way before the beginning ends: in UTF-16 units. */
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

/**
 * Characters of a chunk, about: few are quick to send, and nobody edits them. And of a stretch that is taken out of the whole at
 * once, at least: one that is a little shorter than 131,072 lies where V8 puts what is young, and takes the place of the one before;
 * a longer one has new memory, which the system clears page by page.
 */
const usual = { chunk: 40_000, stretch: 125_000 };

/** The state before the first entry of a zone. */
export function firstState(origin: string | undefined): ZoneState {
  const state = new ZoneState();
  state.origin = origin === undefined ? unknownOrigin : originOf(origin);
  // The first record may leave its owner out only where there was one before it, which is never.
  return state;
}

/** What is read ahead. */
export interface LaterPart {
  /** Of the whole zone, in octets. */
  readonly size: number;
  /** A stretch of it, until another one is asked for; undefined where an octet is no character, or is not there. */
  stretch(start: number, length: number): Octets | undefined;
  /** Where the later part begins, about. */
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
  sizes = usual,
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
  let base = start + lead.text.indexOf('\n') + 1;
  let octets = part.stretch(base, sizes.stretch);
  if (octets === undefined) return;
  let { text } = octets;
  let at = reader.read(text, 0, text.length, seam - base, state, { octets }).length;
  while (base + at < size) {
    const rest = text.length - at;
    const isLast = base + text.length >= size;
    if (rest >= 2 * sizes.chunk || isLast) {
      const chunk = reader.read(text, at, text.length, sizes.chunk, state, { octets });
      if (isLast || (!chunk.open && at + chunk.length < text.length)) {
        if (chunk.include !== undefined || chunk.generated.length > 0) return;
        yield sendable(chunk, base + at);
        at += chunk.length;
        continue;
      }
      // The end of the stretch may have cut an entry short.
      Object.assign(state, chunk.before.clone());
    }
    base += at;
    at = 0;
    octets = part.stretch(base, Math.max(sizes.stretch, 2 * rest));
    if (octets === undefined) return;
    text = octets.text;
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
    text: () => ahead.slice(start, start + sent.length),
    before: stateOf(before),
    after: stateOf(after),
    generated: [],
    include: undefined,
  };
  return new Chunk(parts, columnsIn(buffer, count, targets));
}

const stateOf = (parts: ChunkAhead['before']) => Object.assign(new ZoneState(), parts);
