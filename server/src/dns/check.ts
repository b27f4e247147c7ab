import type { PublishedCheck, PublishedFinding, PublishedMx, PublishedTxt } from '../../../protocol/check.js';
import { type DnsRecord, type } from './message.js';
import { type Ask, isUnanswered, type Lookup, lookUp } from './resolve.js';

/** Nobody needs more, and every host costs a question. */
const maxMailServers = 10;

export interface CheckOptions {
  readonly ask: Ask;
  readonly signal: AbortSignal;
  /** What the rules say about TXT records at an absolute name. */
  examine(name: string, records: readonly PublishedTxt[]): readonly PublishedFinding[];
  /** The values of the TXT records that the file has at this name, to compare. */
  readonly expected?: readonly string[];
}

/**
 * Asks what a domain publishes for TLS reporting: the record at `_smtp._tls` and, beside it, MTA-STS, MX and TLSA.
 *
 * @param domain in A-labels, with or without the final dot
 * @throws the signal's reason, once that is aborted
 */
export async function checkPublished(domain: string, options: CheckOptions): Promise<PublishedCheck> {
  const base = domain.replace(/\.$/, '').toLowerCase();
  const [record, mtaSts, mx] = await Promise.all([
    checkRecord(base, options),
    answered(lookUpTxt(`_mta-sts.${base}.`, options)),
    answered(lookUpMx(base, options)),
  ]);
  return {
    domain: base,
    name: `_smtp._tls.${base}`,
    ...record,
    ...(mtaSts && { mtaSts: mtaSts.texts }),
    ...(mx && { mx }),
  };
}

type RecordPart = Omit<PublishedCheck, 'domain' | 'name' | 'mtaSts' | 'mx'>;

const nothing = { aliases: [], records: [], others: [], findings: [] } as const;

async function checkRecord(domain: string, options: CheckOptions): Promise<RecordPart> {
  const name = `_smtp._tls.${domain}.`;
  try {
    const { lookup, texts } = await lookUpTxt(name, options);
    const records = texts.filter(isRecord);
    const findings = texts.length > 0 ? options.examine(name, texts) : [];
    const part = {
      aliases: lookup.aliases.map(withoutDot),
      records,
      others: texts.filter((text) => !isRecord(text)),
      findings,
      ...(options.expected && { comparison: compare(options.expected, texts) }),
    };
    if (texts.length > 0 && (await isWildcard(domain, texts, options))) {
      return { ...part, verdict: 'wildcard' };
    }
    if (records.length !== 1) {
      return { ...part, verdict: records.length === 0 ? 'missing' : 'multiple' };
    }
    return { ...part, verdict: findings.some(isMistake) ? 'faulty' : 'published' };
  } catch (error) {
    if (isUnanswered(error)) {
      return { ...nothing, verdict: 'unanswered', reason: error.reason };
    }
    throw error;
  }
}

const isRecord = ({ value }: PublishedTxt) => value.startsWith('v=TLSRPTv1;');

const isMistake = ({ severity }: PublishedFinding) => severity === 'error' || severity === 'warning';

const withoutDot = (name: string) => name.replace(/\.$/, '');

/** The same records, in whatever order: an RRset has none. */
function compare(expected: readonly string[], texts: readonly PublishedTxt[]): 'same' | 'different' {
  const wanted = new Set(expected);
  const published = new Set(texts.map(({ value }) => value));
  return wanted.size === published.size && [...wanted].every((value) => published.has(value))
    ? 'same'
    : 'different';
}

/** Whether a name beside `_smtp._tls` that nobody made answers the same. */
async function isWildcard(
  domain: string,
  texts: readonly PublishedTxt[],
  options: CheckOptions,
): Promise<boolean> {
  const label = `x-${Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('')}`;
  const sibling = await answered(lookUpTxt(`${label}._tls.${domain}.`, options));
  const values = texts.map(({ value }) => value);
  return sibling !== undefined && compare(values, sibling.texts) === 'same';
}

async function lookUpTxt(name: string, { ask, signal }: CheckOptions) {
  const lookup: Lookup = await lookUp(ask, name, type.TXT, signal);
  return { lookup, texts: lookup.records.flatMap(textOf) };
}

function textOf({ ttl, data }: DnsRecord): PublishedTxt[] {
  return data.kind === 'txt' ? [{ value: data.strings.join(''), strings: data.strings.length, ttl }] : [];
}

async function lookUpMx(domain: string, { ask, signal }: CheckOptions): Promise<PublishedMx[]> {
  const { records } = await lookUp(ask, `${domain}.`, type.MX, signal);
  const servers = records
    .flatMap(({ data }) => (data.kind === 'mx' ? [data] : []))
    .sort((a, b) => a.preference - b.preference)
    .slice(0, maxMailServers);
  return Promise.all(servers.map(({ preference, host }) => lookUpServer(preference, host, { ask, signal })));
}

async function lookUpServer(
  preference: number,
  host: string,
  { ask, signal }: Pick<CheckOptions, 'ask' | 'signal'>,
): Promise<PublishedMx> {
  // The null MX (RFC 7505) is no host.
  const lookup =
    host === '.' ? undefined : await answered(lookUp(ask, `_25._tcp.${host}`, type.TLSA, signal));
  const tlsa = lookup?.records.flatMap(({ data }) => (data.kind === 'tlsa' ? [data.text] : [])) ?? [];
  const own =
    tlsa.length > 0 ? await answered(lookUp(ask, `_smtp._tls.${host}`, type.TXT, signal)) : undefined;
  return {
    preference,
    host: host === '.' ? host : withoutDot(host),
    tlsa,
    authenticated: lookup?.authenticated ?? false,
    ...(own && { reported: own.records.flatMap(textOf).some(isRecord) }),
  };
}

/** Undefined where nobody answers: what stands beside the record is a courtesy. */
async function answered<T>(lookup: Promise<T>): Promise<T | undefined> {
  try {
    return await lookup;
  } catch (error) {
    if (isUnanswered(error)) {
      return undefined;
    }
    throw error;
  }
}
