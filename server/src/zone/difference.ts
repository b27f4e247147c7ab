/** What chunks change in the index of a zone that come in the place of others. */
import type { Steps } from '../steps.js';
import { type Chunk, familyShift, kindMask, kindRecord } from './chunk.js';
import type { Groups, Member } from './groups.js';

/** So many records are compared in one step. */
const together = 1024;

/**
 * Takes out of an index the records that went and puts in those that came. Those at the start and at the end that are the same
 * stay, and between them each that is the same as the one in its place: where the state before a chunk is another, its records
 * are as many as before.
 */
export function* takeDifference(groups: Groups, old: readonly Chunk[], made: readonly Chunk[]): Steps<void> {
  if (old.length === 0) {
    for (const chunk of made) {
      groups.addAll(chunk);
      yield;
    }
    return;
  }
  const before = countRecords(old);
  const after = countRecords(made);
  const fewer = Math.min(before, after);
  const gone = new Walk(old, 1);
  const come = new Walk(made, 1);
  let head = 0;
  for (; head < fewer && isSame(gone, come); head++) {
    gone.go();
    come.go();
  }
  const lastGone = new Walk(old, -1);
  const lastCome = new Walk(made, -1);
  let tail = 0;
  for (; tail < fewer - head && isSame(lastGone, lastCome); tail++) {
    lastGone.go();
    lastCome.go();
  }
  if (after > head + tail) for (const chunk of made) groups.touchAll(chunk);
  for (let at = head; at < Math.max(before, after) - tail; at++) {
    const isGone = at < before - tail;
    const isCome = at < after - tail;
    const stays =
      isGone && isCome && (isSame(gone, come) || (isSame(gone, come, false) && groups.retime(come)));
    if (!stays) {
      if (isGone) groups.remove(gone.chunk, gone.entry);
      if (isCome) groups.add(come.chunk, come.entry);
    }
    if (isGone) gone.go();
    if (isCome) come.go();
    if (at % together === 0) yield;
  }
}

const isRecord = (flags: number) => (flags & kindMask) === kindRecord;

function countRecords(chunks: readonly Chunk[]): number {
  let count = 0;
  for (const { flags } of chunks) for (const one of flags) if (isRecord(one)) count++;
  return count;
}

/** A place among the records of chunks, which goes from the first to the last or back; behind them it is nowhere. */
class Walk implements Member {
  readonly #chunks: readonly Chunk[];
  readonly #step: 1 | -1;
  #at: number;
  entry: number;

  constructor(chunks: readonly Chunk[], step: 1 | -1) {
    this.#chunks = chunks;
    this.#step = step;
    this.#at = step > 0 ? 0 : chunks.length - 1;
    this.entry = step > 0 ? -1 : (chunks.at(-1)?.count ?? 0);
    this.go();
  }

  get chunk(): Chunk {
    return this.#chunks[this.#at]!;
  }

  /** Goes to the next record. */
  go(): void {
    for (; this.#at >= 0 && this.#at < this.#chunks.length; this.#turn()) {
      const { flags, count } = this.chunk;
      this.entry += this.#step;
      while (this.entry >= 0 && this.entry < count && !isRecord(flags[this.entry]!)) this.entry += this.#step;
      if (this.entry >= 0 && this.entry < count) return;
    }
  }

  #turn(): void {
    this.#at += this.#step;
    this.entry = this.#step > 0 ? -1 : (this.#chunks[this.#at]?.count ?? 0);
  }
}

/** Whether two records are the same to the index; it may be but for their TTL. */
function isSame(a: Member, b: Member, withTtl = true): boolean {
  return (
    a.chunk.types[a.entry] === b.chunk.types[b.entry] &&
    a.chunk.high[a.entry] === b.chunk.high[b.entry] &&
    a.chunk.low[a.entry] === b.chunk.low[b.entry] &&
    a.chunk.rdata[a.entry] === b.chunk.rdata[b.entry] &&
    (!withTtl || a.chunk.ttls[a.entry] === b.chunk.ttls[b.entry]) &&
    a.chunk.flags[a.entry]! >> familyShift === b.chunk.flags[b.entry]! >> familyShift
  );
}
