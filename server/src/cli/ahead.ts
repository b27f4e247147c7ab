/** Reads the later part of a large zone in a second thread. The main thread waits for it where it is through with its own. */
import { isUtf8 } from 'node:buffer';
import { closeSync, existsSync, fstatSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads';
import { msg } from '../message.js';
import { type Ahead, type ChunkAhead, type Large, readAhead } from '../zone/ahead.js';
import type { ZoneNames } from '../zone/context.js';
import { octetsOfAscii } from '../zone/octets.js';
import { originReach } from '../zone/origin.js';
import { families } from '../zoneCheck.js';
import { UsageError } from './outcome.js';
import { readInto, reading } from './reading.js';

/** Octets of a file from which on a second thread gains more than its start costs. */
const worthwhile = 8_000_000;
/** How much of a file the main thread reads itself: it has the index to make, too. */
const ownShare = 0.31;
/** Octets at the head of a zone that tell what it is called, or else it is read in one thread. */
const headSize = 2 * originReach;
/** Octets there, and before its later part, that are read to guess the state there. */
const guessSize = { headSize: 16_384, leadSize: 65_536 };
/** How many chunks are sent at once. */
const batchSize = 16;
/** How long the main thread waits for the other before it reads on by itself, in milliseconds. */
const patience = 5000;

interface Start {
  readonly port: MessagePort;
  /** Counts what was sent. */
  readonly counter: Int32Array<SharedArrayBuffer>;
  readonly descriptor: number;
  readonly size: number;
  readonly seam: number;
}

/** What was sent: chunks, or undefined behind the last of them. */
type Sent = readonly ChunkAhead[] | undefined;

/** A large file, of which a thread reads the later part, from its octets to the chunks of a zone. */
export interface AheadThread {
  /** The head of the file. */
  readonly head: Buffer;
  /** What reads the rest, where that is a zone and each octet of the head is a character. */
  readonly ahead: Ahead;
  /** The whole file. */
  whole(): Buffer;
  /** Whether it is text. */
  isText(): boolean;
  /** Nobody asks for more. */
  close(): void;
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

class WorkerAhead implements AheadThread {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #size: number;
  readonly #seam: number;
  readonly #modified: number;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #counter = new Int32Array(new SharedArrayBuffer(4));
  readonly head: Buffer;
  readonly #stretch: Large['stretch'];
  /** How far it was read, each octet a character. */
  #reached = 0;
  #isOpen = true;

  constructor(script: string, path: string, descriptor: number, size: number) {
    const { port1, port2 } = new MessageChannel();
    this.#path = path;
    this.#descriptor = descriptor;
    this.#size = size;
    this.#port = port1;
    this.#seam = Math.floor(size * ownShare);
    this.#modified = this.#modifiedNow();
    const start: Start = { port: port2, counter: this.#counter, descriptor, size, seam: this.#seam };
    this.#worker = new Worker(script, {
      workerData: start,
      transferList: [port2],
      // What is young there dies young: more would only be more memory that the system has to clear first.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    // It is unlikely and no harm: nobody waits for ever.
    this.#worker.on('error', () => {});
    this.#worker.unref();
    port1.unref();
    this.head = this.#read(0, headSize);
    this.#stretch = stretchesOf(descriptor, size);
  }

  get ahead(): Ahead {
    return {
      size: this.#size,
      seam: this.#seam,
      stretch: (start, length) => {
        const octets = this.#stretch(start, length);
        if (octets !== undefined && start <= this.#reached) this.#reached = start + octets.text.length;
        return octets;
      },
      begin: ({ apex, origin }) => this.#port.postMessage({ apex, origin } satisfies ZoneNames),
      chunks: () => this.#chunks(),
      slice: (start, end) => this.#read(start, end).toString(),
    };
  }

  whole(): Buffer {
    return this.#read(0);
  }

  isText(): boolean {
    return this.#reached === this.#size || isUtf8(this.whole());
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    void this.#worker.terminate();
    closeSync(this.#descriptor);
  }

  *#chunks(): Generator<ChunkAhead> {
    try {
      for (;;) {
        const seen = Atomics.load(this.#counter, 0);
        const received = receiveMessageOnPort(this.#port) as { readonly message: Sent } | undefined;
        if (received === undefined) {
          if (Atomics.wait(this.#counter, 0, seen, patience) === 'timed-out') return;
        } else if (received.message === undefined) {
          return;
        } else {
          for (const chunk of received.message) {
            yield chunk;
            if (chunk.start <= this.#reached) this.#reached = chunk.start + chunk.length;
          }
        }
      }
    } finally {
      // Whoever had no use for a chunk has none for the rest.
      void this.#worker.terminate();
    }
  }

  /** A stretch of the file, which is kept nowhere: it is read again. */
  #read(start: number, end = this.#size): Buffer {
    return reading(this.#path, () => {
      const buffer = Buffer.allocUnsafeSlow(Math.max(0, end - start));
      const { length } = readInto(buffer, this.#descriptor, start);
      if (this.#modifiedNow() !== this.#modified)
        throw new UsageError(msg('The file has changed while it was read.'), this.#path);
      return buffer.subarray(0, length);
    });
  }

  #modifiedNow(): number {
    return fstatSync(this.#descriptor).mtimeMs;
  }
}

/** The thread's part: reads the later part of the zone that it is told of, and ends. */
export function serveAhead(): void {
  const { port, counter, descriptor, size, seam } = workerData as Start;
  const stretch = stretchesOf(descriptor, size);
  port.once('message', (zone: ZoneNames) => {
    const send = (chunks: Sent) => {
      port.postMessage(chunks, chunks?.map(({ buffer }) => buffer) ?? []);
      Atomics.add(counter, 0, 1);
      Atomics.notify(counter, 0);
    };
    try {
      let batch: ChunkAhead[] = [];
      for (const chunk of readAhead({ size, stretch, seam, ...guessSize }, zone, families)) {
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

/** Reads stretches of a file, one after the other in the same memory. */
function stretchesOf(descriptor: number, size: number): Large['stretch'] {
  let buffer = Buffer.allocUnsafeSlow(262_144);
  return (start, length) => {
    const wanted = Math.min(length, size - start);
    if (buffer.length < wanted) buffer = Buffer.allocUnsafeSlow(2 * wanted);
    const read = readInto(buffer.subarray(0, wanted), descriptor, start);
    if (!read.isAscii || read.length < wanted) return undefined;
    // No Buffer: what reads octets that were made of a text is compiled for Uint8Array, and would be compiled again.
    const octets = new Uint8Array(buffer.buffer, buffer.byteOffset, wanted);
    return octetsOfAscii(buffer.toString('latin1', 0, wanted), octets);
  };
}
