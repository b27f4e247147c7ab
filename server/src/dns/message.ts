/**
 * DNS messages (RFC 1035 section 4): just enough to ask for TXT, MX and TLSA records and to read the answers. What
 * comes from the network is not trusted: every length is checked, and a compressed name may only point backwards.
 */

/** The RR types that are asked for or met, by number. */
export const type = { CNAME: 5, MX: 15, TXT: 16, OPT: 41, TLSA: 52 } as const;

/** A record of an answer. */
export interface DnsRecord {
  /** Absolute, lower case, with its final dot. */
  readonly name: string;
  readonly type: number;
  /** In seconds. */
  readonly ttl: number;
  readonly data: DnsData;
}

/** RDATA; octets stand as one character each (code 0 to 255). */
export type DnsData =
  | { readonly kind: 'txt'; readonly strings: readonly string[] }
  | { readonly kind: 'cname'; readonly target: string }
  | { readonly kind: 'mx'; readonly preference: number; readonly host: string }
  | { readonly kind: 'tlsa'; readonly text: string }
  | { readonly kind: 'other' };

export interface DnsAnswer {
  readonly id: number;
  readonly truncated: boolean;
  /** Whether the resolver says that DNSSEC proves the answer (the AD bit, RFC 4035 section 3.2.3). */
  readonly authenticated: boolean;
  /** Whether a server that does not ask for us says no more than whom to ask: neither AA nor RA (RFC 1034 section 4.3.2). */
  readonly isReferral: boolean;
  /** 0 NOERROR, 2 SERVFAIL, 3 NXDOMAIN, … */
  readonly rcode: number;
  /** The question that it answers: the name in lower case. */
  readonly question: { readonly name: string; readonly type: number } | undefined;
  readonly records: readonly DnsRecord[];
}

const headerLength = 12;
const classIn = 1;
/** What a UDP answer may hold without fragments on the way. */
const udpPayload = 1232;

/**
 * A question for a recursive resolver, with EDNS.
 *
 * @param name absolute, with its final dot, in A-labels
 * @throws RangeError where it is no name, or has octets that need an escape: no host has
 */
export function encodeQuery(id: number, name: string, recordType: number): Uint8Array {
  const labels = name === '.' ? [] : name.replace(/\.$/, '').split('.');
  const length = labels.reduce((sum, label) => sum + 1 + label.length, 1);
  if (length > 255 || labels.some((label) => !/^[\x21-\x5b\x5d-\x7e]{1,63}$/.test(label))) {
    throw new RangeError(`${name} is no domain name.`);
  }
  const bytes = new Uint8Array(headerLength + length + 4 + 11);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, id);
  // Recursion desired, and the AD bit: tell us whether DNSSEC proves the answer (RFC 6840 section 5.7).
  view.setUint16(2, 0x0120);
  view.setUint16(4, 1);
  view.setUint16(10, 1);
  let at = headerLength;
  for (const label of labels) {
    bytes[at++] = label.length;
    for (let index = 0; index < label.length; index++) {
      bytes[at++] = label.charCodeAt(index);
    }
  }
  at++;
  view.setUint16(at, recordType);
  view.setUint16(at + 2, classIn);
  at += 4;
  // OPT (RFC 6891): root owner, type, payload size as the class.
  view.setUint16(at + 1, type.OPT);
  view.setUint16(at + 3, udpPayload);
  return bytes;
}

/**
 * Reads an answer.
 *
 * @throws RangeError where it is damaged
 */
export function decodeAnswer(bytes: Uint8Array): DnsAnswer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint16(2);
  const [questions, answers] = [view.getUint16(4), view.getUint16(6)];
  let at = headerLength;
  let question: DnsAnswer['question'];
  for (let count = 0; count < questions; count++) {
    const { name, next } = readName(bytes, at);
    question = { name, type: view.getUint16(next) };
    at = next + 4;
  }
  const records: DnsRecord[] = [];
  const truncated = (flags & 0x0200) !== 0;
  for (let count = 0; count < answers && !truncated; count++) {
    const { name, next } = readName(bytes, at);
    const recordType = view.getUint16(next);
    const start = next + 10;
    const end = start + view.getUint16(next + 8);
    if (end > bytes.length) {
      throw new RangeError('A record goes on after the end of the message.');
    }
    if (view.getUint16(next + 2) === classIn) {
      records.push({
        name,
        type: recordType,
        ttl: view.getUint32(next + 4),
        data: readData(recordType, bytes, view, start, end),
      });
    }
    at = end;
  }
  return {
    id: view.getUint16(0),
    truncated,
    authenticated: (flags & 0x0020) !== 0,
    isReferral: answers === 0 && view.getUint16(8) > 0 && (flags & 0x0480) === 0,
    rcode: flags & 0x000f,
    question,
    records,
  };
}

function readData(
  recordType: number,
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): DnsData {
  switch (recordType) {
    case type.TXT:
      return { kind: 'txt', strings: readStrings(bytes, start, end) };
    case type.CNAME:
      return { kind: 'cname', target: readName(bytes, start).name };
    case type.MX:
      return { kind: 'mx', preference: view.getUint16(start), host: readName(bytes, start + 2).name };
    case type.TLSA:
      return {
        kind: 'tlsa',
        text: `${bytes[start]} ${bytes[start + 1]} ${bytes[start + 2]} ${hex(bytes.subarray(start + 3, end))}`,
      };
    default:
      return { kind: 'other' };
  }
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const octets = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function readStrings(bytes: Uint8Array, start: number, end: number): string[] {
  const strings: string[] = [];
  for (let at = start; at < end; ) {
    const next = at + 1 + (bytes[at] ?? 0);
    if (next > end) {
      throw new RangeError('A character-string goes on after the end of its record.');
    }
    strings.push(octets(bytes.subarray(at + 1, next)));
    at = next;
  }
  return strings;
}

/** A name in lower case, with its final dot, and where the bytes after it start. */
function readName(bytes: Uint8Array, start: number): { readonly name: string; readonly next: number } {
  let name = '';
  let at = start;
  let next: number | undefined;
  for (;;) {
    const length = bytes[at];
    if (length === undefined || name.length > 1024) {
      throw new RangeError('A name is damaged.');
    }
    if (length === 0) {
      return { name: name === '' ? '.' : name, next: next ?? at + 1 };
    }
    if (length >= 0xc0) {
      const target = ((length & 0x3f) << 8) | (bytes[at + 1] ?? 0);
      if (target >= at) {
        throw new RangeError('A compressed name points forwards.');
      }
      next ??= at + 2;
      at = target;
    } else {
      name +=
        `${octets(bytes.subarray(at + 1, at + 1 + length)).replace(/[^\x21-\x7e]|[.;\\"()@$]/g, escapeOctet)}.`.toLowerCase();
      at += 1 + length;
    }
  }
}

const escapeOctet = (octet: string) =>
  /[\x21-\x7e]/.test(octet) ? `\\${octet}` : `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`;
