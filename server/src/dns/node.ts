import { createSocket } from 'node:dgram';
import { getServers } from 'node:dns';
import { connect, isIP } from 'node:net';
import { askOverHttps } from './https.js';
import { type Ask, isUnanswered, Unanswered } from './resolve.js';

export interface Server {
  readonly address: string;
  readonly port: number;
}

/** How long to wait for one answer, in milliseconds, and how often to ask each server. */
export interface Patience {
  readonly timeout: number;
  readonly attempts: number;
}

const patience: Patience = { timeout: 3000, attempts: 2 };

/** `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`; undefined where it is none of them. */
export function parseServer(text: string): Server | undefined {
  const match = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text);
  const address = match ? (match[1] ?? match[2] ?? '') : text;
  const port = Number(match?.[3] ?? 53);
  return isIP(address) !== 0 && port > 0 && port < 65536 ? { address, port } : undefined;
}

/** The resolvers of this system. */
export function systemServers(): Server[] {
  return getServers().flatMap((text) => parseServer(text) ?? []);
}

/** How to ask a resolver given as an address or as an https URL, or else the system's; undefined where it is neither. */
export function askOf(resolver: string | undefined): Ask | undefined {
  if (resolver === undefined) {
    return askServers(systemServers());
  }
  if (/^https:\/\//i.test(resolver)) {
    return askOverHttps(resolver);
  }
  const server = parseServer(resolver);
  return server && askServers([server]);
}

/** Asks the servers in turn over UDP, and over TCP where the answer does not fit. */
export function askServers(servers: readonly Server[], { timeout, attempts } = patience): Ask {
  return async (query, signal) => {
    let last = new Unanswered('no resolver');
    for (let attempt = 0; attempt < attempts; attempt++) {
      for (const server of servers) {
        try {
          const answer = await overUdp(server, query, timeout, signal);
          return isTruncated(answer) ? await overTcp(server, query, timeout, signal) : answer;
        } catch (error) {
          if (!isUnanswered(error)) {
            throw error;
          }
          last = error;
        }
      }
    }
    throw last;
  };
}

const isTruncated = (message: Uint8Array) => ((message[2] ?? 0) & 0x02) !== 0;

function overUdp(
  server: Server,
  query: Uint8Array,
  timeout: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return within(timeout, signal, (answered, failed) => {
    const socket = createSocket(isIP(server.address) === 6 ? 'udp6' : 'udp4');
    socket.on('error', (error) => failed(reasonOf(error)));
    socket.on('message', (message) => {
      // An answer to somebody else's question, or a forged one: wait for ours.
      if (message.length >= 12 && message[0] === query[0] && message[1] === query[1]) {
        answered(message);
      }
    });
    // Connected: the system drops what other senders send.
    socket.connect(server.port, server.address, () => socket.send(query));
    return () => socket.close();
  });
}

function overTcp(
  server: Server,
  query: Uint8Array,
  timeout: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return within(timeout, signal, (answered, failed) => {
    const socket = connect(server.port, server.address);
    let received = Buffer.alloc(0);
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
    });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        answered(received.subarray(2, 2 + received.readUInt16BE(0)));
      }
    });
    socket.on('error', (error) => failed(reasonOf(error)));
    socket.on('end', () => failed('connection closed'));
    return () => socket.destroy();
  });
}

const reasonOf = (error: Error) =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

/** Runs one exchange until it answers, fails, takes too long or is cancelled; then closes what it opened. */
function within(
  timeout: number,
  signal: AbortSignal,
  start: (answered: (message: Uint8Array) => void, failed: (reason: string) => void) => () => void,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let settled = false;
    const settle = (act: () => void) => {
      if (settled) {
        return;
      }
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      close();
      act();
    };
    const cancel = () => settle(() => reject(signal.reason));
    const failed = (reason: string) => settle(() => reject(new Unanswered(reason)));
    const timer = setTimeout(() => failed('timeout'), timeout);
    signal.addEventListener('abort', cancel);
    const close = start((message) => settle(() => resolve(message)), failed);
  });
}
