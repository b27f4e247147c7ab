/**
 * Writes TLS-RPT records (RFC 8460 section 3) as every known sender accepts them: the version first, then one `rua`
 * field, schemes in lower case, no space after commas.
 */
import { toALabels } from '../report/host.js';
import { textOf } from './intended.js';

/** A record to publish. */
export interface NewRecord {
  /** The domain that the reports are to be about, in A-labels, without the final dot. */
  readonly domain: string;
  /** The destinations, as `recordUri` gives them. */
  readonly rua: readonly string[];
  /** In seconds. */
  readonly ttl: number;
  /** Whole fields to follow `rua`, as `name=value`. */
  readonly extensions?: readonly string[];
  /** The zone that holds the record, as `domain` is written; the domain itself where absent. */
  readonly zone?: string;
}

/** RFC 8460 section 7 wants a large TTL: a day. */
export const usualTtl = 86_400;

/** A mailbox in the domain itself, for want of a better: with its final dot or without. */
export const usualDestination = (domain: string) => `mailto:tls-reports@${domain.replace(/\.$/, '')}`;

/** What the TXT record says. */
export function recordValue(rua: readonly string[], extensions: readonly string[] = []): string {
  return ['v=TLSRPTv1', `rua=${rua.join(',')}`, ...extensions].join('; ');
}

/** Not allowed in a URI as they are (RFC 3986), or by RFC 8460: comma, exclamation mark, semicolon. */
const toEncode = /[^\x21-\x7e]|["<>\\^`{|}!,;]|%(?![0-9A-Fa-f]{2})/gu;

/**
 * A destination as the record wants it: the scheme in lower case, the host in A-labels, and encoded what has to be. What
 * is wrong beyond that stays as it is, for the rules to find.
 */
export function recordUri(text: string): string {
  const trimmed = text.trim();
  const [, scheme = '', rest = ''] = /^((?:mailto|https):)?(.*)$/is.exec(trimmed) ?? [];
  const encoded = scheme.toLowerCase() === 'mailto:' ? mailbox(rest) : address(rest);
  return scheme.toLowerCase() + encoded.replace(toEncode, (character) => percent(character));
}

/** What a person types for a destination, as `recordUri` gives it: a mailbox alone is meant as a `mailto:` URI. */
export const typedUri = (text: string) =>
  recordUri(/^\s*[^\s:/@]+@[^\s:/@]+\s*$/.test(text) ? `mailto:${text.trim()}` : text);

function mailbox(text: string): string {
  const at = text.lastIndexOf('@');
  return at === -1 ? text : text.slice(0, at + 1) + asciiHost(text.slice(at + 1));
}

function address(text: string): string {
  const [, slashes = '', host = '', rest = ''] = /^(\/\/)?([^/?#]*)(.*)$/s.exec(text) ?? [];
  const [, name = '', port = ''] = /^(.*?)(:\d*)?$/s.exec(host) ?? [];
  return slashes === '' ? text : slashes + asciiHost(name) + port + rest;
}

const asciiHost = (host: string) => (/[^\x00-\x7f]/.test(host) ? (toALabels(host) ?? host) : host);

const percent = (character: string) =>
  Array.from(
    new TextEncoder().encode(character),
    (octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');

/** A value in octets, one character each, as quoted strings; what is UTF-8 stays readable where it fits one string. */
export function quotedOctets(octets: string): string {
  const text = octets.length <= 255 ? textOf(octets) : undefined;
  if (text !== undefined) return `"${escaped(text)}"`;
  return quotedStrings(octets).replace(
    /[^\x20-\x7e]/g,
    (octet) => `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`,
  );
}

/** The value as character-strings of at most 255 octets (RFC 1035 section 3.3.14), quoted for a zone file. */
export function quotedStrings(value: string): string {
  const strings = value.match(/.{1,255}/gs) ?? [''];
  return strings.map((string) => `"${escaped(string)}"`).join(' ');
}

/** Text as it stands between quotes in a zone file. */
export const escaped = (text: string) => text.replace(/["\\]/g, '\\$&');
