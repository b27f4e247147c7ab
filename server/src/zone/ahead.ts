/** The later part of a large text, read while somebody reads the first one: what the two hand each other. */
import { type Chunk, newChunk } from './chunk.js';
import { ChunkReader, type Concerns, contextOf, type ZoneNames } from './chunkReader.js';
import { columnsIn } from './columns.js';
import { originOf, unknownOrigin, ZoneState } from './state.js';

/** Reads the later part of a text. */
export interface Ahead {
  /** Begins. Where about the later part starts, in UTF-16 units. */
  begin(zone: ZoneNames): number;
  /** Its chunks in order, as they come; it may end before the text does. */
  chunks(): Iterable<ChunkAhead>;
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

/** Characters of a chunk, about: few are quick to send, and nobody edits them. */
const aheadSize = 65_536;

/** The state before the first entry of a zone. */
export function firstState(origin: string | undefined): ZoneState {
  const state = new ZoneState();
  state.origin = origin === undefined ? unknownOrigin : originOf(origin);
  // The first record may leave its owner out only where there was one before it, which is never.
  return state;
}

/** What is read ahead. */
export interface LaterPart {
  /** The beginning of the zone: its TTL and origin are guessed to hold. */
  readonly head: string;
  /** From some lines before the seam to the end of the zone. */
  readonly text: string;
  /** Offset of the text in the zone. */
  readonly offset: number;
  /** Characters before the seam: they are read for the state there. */
  readonly lead: number;
}

/**
 * Reads chunks from a seam on, in a state that is guessed. An `$INCLUDE` or a `$GENERATE` that makes something ends it: only who
 * has the whole zone can carry it out.
 */
export function* readAhead(
  { head, text, offset, lead }: LaterPart,
  zone: ZoneNames,
  families: readonly Concerns[],
  size = aheadSize,
): Generator<ChunkAhead> {
  const reader = new ChunkReader(contextOf(zone, families));
  const state = firstState(zone.origin);
  reader.read(head, 0, head.length, head.length, state);
  let chunk = reader.read(text, 0, text.length, lead, state);
  for (let at = chunk.text.length; at < text.length; at += chunk.text.length) {
    chunk = reader.read(text, at, text.length, size, state);
    if (chunk.include !== undefined || chunk.generated.length > 0) return;
    yield sendable(chunk, offset + at);
  }
}

function sendable(chunk: Chunk, start: number): ChunkAhead {
  const { reach, open, marked, relative, breaks, count, before, after } = chunk;
  return {
    start,
    length: chunk.text.length,
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

/** The chunk, with its text out of the whole. */
export function received(ahead: ChunkAhead, text: string): Chunk {
  const { start, length, buffer, targets, count, before, after, ...rest } = ahead;
  const parts = {
    ...rest,
    text: text.slice(start, start + length),
    before: stateOf(before),
    after: stateOf(after),
    generated: [],
    include: undefined,
  };
  return newChunk(parts, columnsIn(buffer, count, targets));
}

const stateOf = (parts: ChunkAhead['before']) => Object.assign(new ZoneState(), parts);
