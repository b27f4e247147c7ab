/** The later part of a large text, read while somebody reads the first one: what the two hand each other. */
import { Chunk } from './chunk.js';
import { ChunkReader } from './chunkReader.js';
import { columnsIn } from './columns.js';
import { type Concerns, contextOf, type ZoneNames } from './context.js';
import { octetsOfAscii } from './octets.js';
import { originOf, unknownOrigin, ZoneState } from './state.js';

/** Reads the later part of a text, of whose beginning every octet is a character. */
export interface Ahead {
  /** The octets of the whole text; those of the later part come while the beginning is read. */
  readonly octets: Uint8Array;
  /** Where about the later part starts, some way before the beginning ends: in UTF-16 units. */
  readonly seam: number;
  begin(zone: ZoneNames): void;
  /** The chunks of the later part in order, as they come; none where not every octet is a character. It may end before the text does. */
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
  /** The zone's octets, each of them a character. */
  readonly octets: Uint8Array;
  /** A stretch of its text. */
  slice(start: number, end: number): string;
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
  const { octets, seam } = part;
  const { length } = octets;
  const reader = new ChunkReader(contextOf(zone, families));
  const state = firstState(zone.origin);
  const head = part.slice(0, part.headSize);
  reader.read(head, 0, head.length, head.length, state);
  const start = Math.max(0, seam - part.leadSize);
  let base = start + part.slice(start, seam).indexOf('\n') + 1;
  let source = stretchOf(part, base, sizes.stretch);
  let { text } = source;
  let at = reader.read(text, 0, text.length, seam - base, state, { octets: source }).length;
  while (base + at < length) {
    const rest = text.length - at;
    const isLast = base + text.length >= length;
    if (rest >= 2 * sizes.chunk || isLast) {
      const chunk = reader.read(text, at, text.length, sizes.chunk, state, { octets: source });
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
    source = stretchOf(part, base, Math.max(sizes.stretch, 2 * rest));
    text = source.text;
  }
}

const stretchOf = (part: LaterPart, start: number, length: number) =>
  octetsOfAscii(part.slice(start, start + length), part.octets.subarray(start, start + length));

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
