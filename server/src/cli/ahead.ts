/** Reads the later part of a large zone in a second thread. The main thread waits for it where it is through with its own. */
import { existsSync } from 'node:fs';
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

/** Octets of a file from which on a second thread gains more than its start costs. */
const worthwhile = 8_000_000;
/** How much of a file the main thread reads itself: it has the index to make, too. */
const ownShare = 0.42;
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
  /** In memory that both threads have. */
  readonly octets: Uint8Array;
  readonly seam: number;
  readonly zone: ZoneNames;
}

/** What was sent: chunks, or undefined behind the last of them. */
type Sent = readonly ChunkAhead[] | undefined;

/** A thread that reads the later part of one zone. It starts while the octets are still to come. */
export interface AheadThread {
  /** What reads the zone of these octets, each of them a character: in shared memory, or they are copied. */
  reader(octets: Uint8Array): Ahead;
  /** There is nothing to read. */
  stop(): undefined;
}

/** Starts a thread for a file of so many octets; undefined where it gains nothing. */
export type StartAhead = (size: number) => AheadThread | undefined;

/** Starts threads of a script, which calls `serveAhead`; none where nobody has put it there. */
export const aheadBy =
  (script: string): StartAhead =>
  (size) =>
    size < worthwhile || availableParallelism() < 2 || !existsSync(script)
      ? undefined
      : new WorkerAhead(script);

class WorkerAhead implements AheadThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #counter = new Int32Array(new SharedArrayBuffer(4));

  constructor(script: string) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(script, {
      workerData: { port: port2, counter: this.#counter } satisfies Start,
      transferList: [port2],
    });
    // It is unlikely and no harm: nobody waits for ever.
    this.#worker.on('error', () => {});
    this.#worker.unref();
    port1.unref();
  }

  stop(): undefined {
    void this.#worker.terminate();
  }

  reader(octets: Uint8Array): Ahead {
    return {
      octets,
      begin: ({ apex, origin }) => {
        const seam = Math.floor(octets.length * ownShare);
        this.#port.postMessage({ octets, seam, zone: { apex, origin } } satisfies Work);
        return seam;
      },
      chunks: () => this.#chunks(),
    };
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
          yield* received.message;
        }
      }
    } finally {
      // Whoever had no use for a chunk has none for the rest.
      this.stop();
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
    const whole = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
    const part = {
      octets,
      slice: (start: number, end: number) => whole.toString('latin1', start, end),
      seam,
      headSize,
      leadSize,
    };
    try {
      let batch: ChunkAhead[] = [];
      for (const chunk of readAhead(part, zone, families)) {
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
