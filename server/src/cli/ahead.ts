/** Reads the later part of a large zone in a second thread. The main thread waits for it where it needs it. */
import { availableParallelism } from 'node:os';
import {
  MessageChannel,
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads';
import { type Ahead, type ChunkAhead, readAhead } from '../zone/ahead.js';
import type { ZoneNames } from '../zone/chunkReader.js';
import { families } from '../zoneCheck.js';

/** Octets of a file from which on a second thread gains more than its start costs. */
const worthwhile = 8_000_000;
/** How much of a file the main thread reads itself: it has the index to make, too. */
const ownShare = 0.3;
/** Octets at the head of a zone, and before its later part, that are read to guess the state there. */
const headSize = 16_384;
const leadSize = 65_536;
/** How many chunks are sent at once. */
const batchSize = 16;
/** How long the main thread waits for a batch before it reads on by itself, in milliseconds. */
const patience = 5000;

interface Start {
  readonly port: MessagePort;
  /** Counts what was sent. */
  readonly counter: Int32Array<SharedArrayBuffer>;
}

interface Work {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly seam: number;
  readonly zone: ZoneNames;
}

/** What was sent: chunks, or undefined behind the last of them. */
type Sent = readonly ChunkAhead[] | undefined;

/** A reader for the octets of a file, each of them a character, which are the reader's once it begins; undefined where it gains nothing. */
export type StartAhead = (octets: Buffer) => Ahead | undefined;

/** Starts readers in threads of a script, which calls `serveAhead`. */
export const aheadBy =
  (script: string): StartAhead =>
  (octets) => {
    if (octets.length < worthwhile || availableParallelism() < 2) return undefined;
    const { port1, port2 } = new MessageChannel();
    const counter = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(script, {
      workerData: { port: port2, counter } satisfies Start,
      transferList: [port2],
    });
    // It is unlikely and no harm: nobody waits for ever.
    worker.on('error', () => {});
    worker.unref();
    port1.unref();
    return new WorkerAhead(octets, port1, counter);
  };

class WorkerAhead implements Ahead {
  readonly #octets: Buffer;
  readonly #port: MessagePort;
  readonly #counter: Int32Array<SharedArrayBuffer>;

  constructor(octets: Buffer, port: MessagePort, counter: Int32Array<SharedArrayBuffer>) {
    this.#octets = octets;
    this.#port = port;
    this.#counter = counter;
  }

  begin({ apex, origin }: ZoneNames): number {
    const octets = this.#octets as Uint8Array<ArrayBuffer>;
    const seam = Math.floor(octets.length * ownShare);
    this.#port.postMessage({ octets, seam, zone: { apex, origin } } satisfies Work, [octets.buffer]);
    return seam;
  }

  *chunks(): Generator<ChunkAhead> {
    for (;;) {
      const seen = Atomics.load(this.#counter, 0);
      const received = receiveMessageOnPort(this.#port) as { readonly message: Sent } | undefined;
      if (received === undefined) {
        if (Atomics.wait(this.#counter, 0, seen, patience) === 'timed-out') return;
      } else if (received.message === undefined) {
        return;
      } else {
        yield* received.message;
      }
    }
  }
}

/** The thread's part: reads what it is sent, and ends. */
export function serveAhead(): void {
  const { port, counter } = workerData as Start;
  port.once('message', ({ octets, seam, zone }: Work) => {
    const send = (chunks: Sent) => {
      port.postMessage(chunks, chunks?.map(({ buffer }) => buffer) ?? []);
      Atomics.add(counter, 0, 1);
      Atomics.notify(counter, 0);
    };
    try {
      let batch: ChunkAhead[] = [];
      for (const chunk of chunksOf(Buffer.from(octets.buffer), seam, zone)) {
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

function chunksOf(octets: Buffer, seam: number, zone: ZoneNames): Iterable<ChunkAhead> {
  const offset = octets.indexOf('\n', Math.max(0, seam - leadSize)) + 1;
  const head = octets.toString('latin1', 0, headSize);
  const text = octets.toString('latin1', offset);
  return readAhead({ head, text, offset, lead: seam - offset }, zone, families);
}

/** Whether this is a thread of `aheadBy`. */
export const isAheadThread = (): boolean => parentPort !== null;
