/** The applied policy of a report: MTA-STS lines (RFC 8461 section 3.2) and TLSA RDATA (RFC 6698 section 2.2). */
import { type Message, msg } from '../message.js';

/** What the lines of an MTA-STS policy say, as far as they can be read. */
export interface StsPolicy {
  readonly version?: string;
  readonly mode?: string;
  readonly mx: readonly string[];
  /** In seconds. */
  readonly maxAge?: number;
}

/** A `key: value` line, the space optional, without what is left of its line break; undefined for anything else. */
export function policyLine(line: string): { readonly key: string; readonly value: string } | undefined {
  const match = /^[ \t]*([A-Za-z0-9][A-Za-z0-9_.-]{0,31})[ \t]*:[ \t]*(.*?)[ \t\r]*$/.exec(line);
  return match === null ? undefined : { key: match[1]!, value: match[2]! };
}

export function readStsPolicy(lines: readonly string[]): StsPolicy {
  const pairs = lines.map(policyLine).filter((pair) => pair !== undefined);
  const first = (key: string): string | undefined => pairs.find((pair) => pair.key === key)?.value;
  const version = first('version');
  const mode = first('mode');
  const maxAge = first('max_age');
  return {
    ...(version === undefined ? {} : { version }),
    ...(mode === undefined ? {} : { mode }),
    mx: pairs.filter((pair) => pair.key === 'mx').map((pair) => pair.value),
    ...(maxAge !== undefined && /^\d{1,10}$/.test(maxAge) ? { maxAge: Number(maxAge) } : {}),
  };
}

/** A TLSA record's four fields. */
export interface Tlsa {
  readonly usage: number;
  readonly selector: number;
  readonly matching: number;
  /** In hexadecimal. */
  readonly data: string;
}

/** Reads `usage selector type hex`; white space inside the hex, as the RFC's wrapped samples have it, is let pass. */
export function readTlsa(rdata: string): Tlsa | undefined {
  const match = /^\s*(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})\s+([0-9a-fA-F\s]+)$/.exec(rdata);
  if (match === null) return undefined;
  const [usage, selector, matching] = match.slice(1, 4).map(Number) as [number, number, number];
  const data = match[4]!.replace(/\s+/g, '');
  if (Math.max(usage, selector, matching) > 255 || data.length % 2 === 1) return undefined;
  const length = matching === 1 ? 64 : matching === 2 ? 128 : data.length;
  return data.length === length && length > 0 ? { usage, selector, matching, data } : undefined;
}

/** A TLSA record in words. */
export function tlsaText({ usage, selector, matching }: Tlsa): Message {
  const key = selector === 1;
  const inNumbers = msg('Certificate usage {0}, selector {1}, matching type {2}', usage, selector, matching);
  if (selector > 1) return inNumbers;
  if (usage === 3 && matching === 1) {
    return key
      ? msg('DANE-EE: SHA-256 of the server’s public key')
      : msg('DANE-EE: SHA-256 of the server’s certificate');
  }
  if (usage === 3 && matching === 2) {
    return key
      ? msg('DANE-EE: SHA-512 of the server’s public key')
      : msg('DANE-EE: SHA-512 of the server’s certificate');
  }
  if (usage === 2 && matching === 1) {
    return key
      ? msg('DANE-TA: SHA-256 of an authority’s public key')
      : msg('DANE-TA: SHA-256 of an authority’s certificate');
  }
  if (usage === 2 && matching === 2) {
    return key
      ? msg('DANE-TA: SHA-512 of an authority’s public key')
      : msg('DANE-TA: SHA-512 of an authority’s certificate');
  }
  if (usage === 0 || usage === 1)
    return msg('Certificate usage {0}, which SMTP does not use (RFC 7672)', usage);
  return inNumbers;
}

/** Whether an MX pattern covers a host name (RFC 8461 section 4.1): equal, or `*` for the one leftmost label. */
export function mxCovers(pattern: string, host: string): boolean {
  const wanted = plainName(pattern);
  const name = plainName(host);
  if (!wanted.startsWith('*.')) return wanted === name;
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot + 1) === wanted.slice(2);
}

/** A name in lower case without its final dot, for comparison. */
export function plainName(name: string): string {
  const lower = name.trim().toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
