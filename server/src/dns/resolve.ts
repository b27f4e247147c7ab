import { type DnsRecord, decodeAnswer, encodeQuery, type } from './message.js';

/**
 * Sends a query and gives the answer to it. A transport (UDP and TCP, or HTTPS) deals with its own time-outs and
 * rejects with an `Unanswered`, or with the signal's reason once that is aborted.
 */
export type Ask = (query: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

/** Nobody answered, or nothing that could be used. `reason` is for the user: `timeout`, `SERVFAIL`, `ECONNREFUSED`. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly reason: string;

  constructor(reason: string) {
    super(`The resolver gave no answer: ${reason}.`);
    this.reason = reason;
  }
}

/** By its name: what asks and what is asked may come from two bundles, each with a class of its own. */
export const isUnanswered = (error: unknown): error is Unanswered =>
  error instanceof Error && error.name === 'Unanswered';

export interface Lookup {
  readonly status: 'found' | 'no-data' | 'no-such-name';
  /** The records of the type that was asked for, at the end of the aliases. */
  readonly records: readonly DnsRecord[];
  /** The names that CNAME records led to, in order. */
  readonly aliases: readonly string[];
  readonly authenticated: boolean;
}

/** More aliases than anybody needs; BIND gives up after 16. */
const maxAliases = 16;

const rcodeNames = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

/**
 * Looks a name up and follows its aliases, those that the answer leaves open too.
 *
 * @param name absolute, with its final dot
 * @throws Unanswered also for a chain of aliases that loops or does not end
 */
export async function lookUp(
  ask: Ask,
  name: string,
  recordType: number,
  signal: AbortSignal,
): Promise<Lookup> {
  const aliases: string[] = [];
  let current = name.toLowerCase();
  let authenticated = true;
  for (;;) {
    const answer = await query(ask, current, recordType, signal);
    authenticated &&= answer.authenticated;
    const asked = current;
    for (;;) {
      const alias = answer.records.find((record) => record.name === current && record.type === type.CNAME);
      if (alias?.data.kind !== 'cname') {
        break;
      }
      current = alias.data.target;
      if (aliases.includes(current) || current === name.toLowerCase()) {
        throw new Unanswered('CNAME loop');
      }
      aliases.push(current);
      if (aliases.length > maxAliases) {
        throw new Unanswered('CNAME chain too long');
      }
    }
    const records = answer.records.filter((record) => record.name === current && record.type === recordType);
    if (records.length > 0) {
      return { status: 'found', records, aliases, authenticated };
    }
    if (answer.rcode === 3) {
      return { status: 'no-such-name', records, aliases, authenticated };
    }
    if (current === asked) {
      return { status: 'no-data', records, aliases, authenticated };
    }
  }
}

async function query(ask: Ask, name: string, recordType: number, signal: AbortSignal) {
  const id = crypto.getRandomValues(new Uint16Array(1))[0] ?? 0;
  const question = orUnanswered('bad name', () => encodeQuery(id, name, recordType));
  const bytes = await ask(question, signal);
  const answer = orUnanswered('damaged answer', () => decodeAnswer(bytes));
  if (answer.id !== id || answer.question?.type !== recordType || answer.question.name !== name) {
    throw new Unanswered('answer to another question');
  }
  if (answer.rcode !== 0 && answer.rcode !== 3) {
    throw new Unanswered(rcodeNames[answer.rcode] ?? `RCODE ${answer.rcode}`);
  }
  if (answer.rcode === 0 && answer.isReferral) {
    throw new Unanswered('referral');
  }
  return answer;
}

function orUnanswered<T>(reason: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) {
      throw new Unanswered(reason);
    }
    throw error;
  }
}
