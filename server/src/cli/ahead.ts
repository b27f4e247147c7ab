/** Reads the later part of a large zone in a second thread. The main thread waits for it where it is through with its own. */
import { isUtf8 } from 'node:buffer';
import { closeSync, existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads';
import { type Ahead, type ChunkAhead, readAhead } from '../zone/ahead.js';
import type { ZoneNames } from '../zone/context.js';
import { families } from '../zoneCheck.js';
import { readInto, reading } from './reading.js';

/** Octets of a file from which on a second thread gains more than its start costs. */
const worthwhile = 8_000_000;
/** How much of a file the main thread reads itself: it has the index to make, too. */
const ownShare = 0.36;
/** Octets at the head of a zone, and before its later part, that are read to guess the state there. */
const headSize = 16_384;
const leadSize = 65_536;
/** How many chunks are sent at once. */
const batchSize = 16;
/** How long the main thread waits for the other before it reads on by itself, in milliseconds. */
const patience = 5000;

/** What both threads have in memory. */
interface Shared {
  readonly octets: Uint8Array;
  /** How much was sent, and how far the other thread is with reading the later part: see `Filled`. */
  readonly counters: Int32Array<SharedArrayBuffer>;
}

interface Start extends Shared {
  readonly port: MessagePort;
  readonly descriptor: number;
  readonly seam: number;
}

const sentAt = 0;
const filledAt = 1;
/** The later part is there, and each of its octets a character; or whoever needs it has to look for himself. */
const filled = { ascii: 1, otherwise: 2 } as const;

/** What was sent: chunks, or undefined behind the last of them. */
type Sent = readonly ChunkAhead[] | undefined;

/** A thread that reads the later part of a file, from its octets to the chunks of a zone. */
export interface AheadThread {
  /** The beginning of the file, some way into the later part: as much of it as was there. */
  readonly beginning: Buffer;
  /** Whether each octet of it is a character. */
  readonly isAscii: boolean;
  /** What reads the later part, where each octet of the beginning is a character. */
  readonly ahead: Ahead;
  /** The whole file, which this thread reads to its end; the other one stops, unless it reads the zone. */
  whole(): Buffer;
  /** Whether it is text, where each octet of the beginning is a character. */
  isText(): boolean;
}

/** Starts a thread for an open file of so many octets, which it closes; undefined where it gains nothing. */
export type StartAhead = (path: string, descriptor: number, size: number) => AheadThread | undefined;

/** Starts threads of a script, which calls `serveAhead`; none where nobody has put it there. */
export const aheadBy =
  (script: string): StartAhead =>
  (path, descriptor, size) =>
    size < worthwhile || availableParallelism() < 2 || !existsSync(script)
      ? undefined
      : new WorkerAhead(script, path, descriptor, size);

/** All is read: how much, and how its octets are characters. */
interface Complete {
  readonly end: number;
  readonly encoding: 'latin1' | 'utf8';
}

class WorkerAhead implements AheadThread {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #counters = new Int32Array(new SharedArrayBuffer(8));
  readonly #octets: Buffer;
  readonly #seam: number;
  readonly beginning: Buffer;
  readonly isAscii: boolean;
  #read: Complete | undefined;
  #isClosed = false;

  constructor(script: string, path: string, descriptor: number, size: number) {
    const { port1, port2 } = new MessageChannel();
    this.#path = path;
    this.#descriptor = descriptor;
    this.#port = port1;
    this.#octets = Buffer.from(new SharedArrayBuffer(size));
    this.#seam = Math.floor(size * ownShare);
    const start: Start = {
      ...{ octets: this.#octets, counters: this.#counters, port: port2, descriptor, seam: this.#seam },
    };
    this.#worker = new Worker(script, { workerData: start, transferList: [port2] });
    // It is unlikely and no harm: nobody waits for ever.
    this.#worker.on('error', () => {});
    this.#worker.unref();
    port1.unref();
    const read = readInto(this.#octets, descriptor, 0, Math.min(size, this.#seam + leadSize));
    this.beginning = this.#octets.subarray(0, read.end);
    this.isAscii = read.isAscii;
  }

  get ahead(): Ahead {
    return {
      octets: this.#octets,
      seam: this.#seam,
      begin: ({ apex, origin }) => this.#port.postMessage({ apex, origin } satisfies ZoneNames),
      chunks: () => this.#chunks(),
      slice: (start, end) => {
        if (end !== undefined && end <= this.beginning.length)
          return this.beginning.toString('latin1', start, end);
        const read = this.#complete();
        return this.#octets.toString(read.encoding, start, end ?? read.end);
      },
    };
  }

  whole(): Buffer {
    const { end } = this.#complete(0);
    this.#close();
    return this.#octets.subarray(0, end);
  }

  isText(): boolean {
    return this.#complete().encoding === 'latin1' || isUtf8(this.#octets.subarray(0, this.#read?.end));
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    void this.#worker.terminate();
    closeSync(this.#descriptor);
  }

  *#chunks(): Generator<ChunkAhead> {
    try {
      for (;;) {
        const seen = Atomics.load(this.#counters, sentAt);
        const received = receiveMessageOnPort(this.#port) as { readonly message: Sent } | undefined;
        if (received === undefined) {
          if (Atomics.wait(this.#counters, sentAt, seen, patience) === 'timed-out') return;
        } else if (received.message === undefined) {
          return;
        } else {
          yield* received.message;
        }
      }
    } finally {
      this.#complete();
      // Whoever had no use for a chunk has none for the rest.
      this.#close();
    }
  }

  /** Waits until the later part is read, or reads it. */
  #complete(milliseconds = patience): Complete {
    if (this.#read === undefined) {
      Atomics.wait(this.#counters, filledAt, 0, milliseconds);
      this.#read =
        Atomics.load(this.#counters, filledAt) === filled.ascii
          ? { end: this.#octets.length, encoding: 'latin1' }
          : reading(this.#path, () => this.#readOn());
    }
    return this.#read;
  }

  #readOn(): Complete {
    const from = this.beginning.length;
    const read = readInto(this.#octets, this.#descriptor, from, this.#octets.length);
    return { end: read.end, encoding: this.isAscii && read.isAscii ? 'latin1' : 'utf8' };
  }
}

/** The thread's part: reads the later part of a file, and then the zone that it is told of, and ends. */
export function serveAhead(): void {
  const { counters, port, descriptor, seam, ...start } = workerData as Start;
  // A buffer arrives as a mere array of octets.
  const octets = Buffer.from(start.octets.buffer, start.octets.byteOffset, start.octets.byteLength);
  let isAsciiToItsEnd = false;
  try {
    const read = readInto(octets, descriptor, seam - leadSize, octets.length);
    isAsciiToItsEnd = read.isAscii && read.end === octets.length;
  } finally {
    Atomics.store(counters, filledAt, isAsciiToItsEnd ? filled.ascii : filled.otherwise);
    Atomics.notify(counters, filledAt);
  }
  port.once('message', (zone: ZoneNames) => {
    const send = (chunks: Sent) => {
      port.postMessage(chunks, chunks?.map(({ buffer }) => buffer) ?? []);
      Atomics.add(counters, sentAt, 1);
      Atomics.notify(counters, sentAt);
    };
    const part = {
      octets,
      slice: (start: number, end: number) => octets.toString('latin1', start, end),
      seam,
      headSize,
      leadSize,
    };
    try {
      let batch: ChunkAhead[] = [];
      for (const chunk of isAsciiToItsEnd ? readAhead(part, zone, families) : []) {
        batch.push(chunk);
        if (batch.length < batchSize) continue;
        send(batch);
        batch = [];
      }
      send(batch);
    } finally {
      send(undefined);
      port.close();
    }
  });
}
