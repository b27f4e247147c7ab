/** The destinations of reports that a zone speaks of, to offer where one is asked for. */
import type { RecordEntry, ZoneView } from '../zone/model.js';
import { nameKey } from '../zone/names.js';
import { characterStrings } from '../zone/strings.js';
import { usualDestination } from './generate.js';

const A = 1;
const CNAME = 5;
const SOA = 6;
const MX = 15;
const TXT = 16;
const AAAA = 28;

/** More are no help to whoever looks for one. */
const mostDestinations = 20;

/** The mailboxes and hosts that a zone knows, as destinations: the most likely first. */
export function destinationsOf(zone: ZoneView, domain: string | undefined): string[] {
  const found = new Set<string>();
  const names = domain === undefined ? [] : [`_smtp._tls.${domain}`, `_dmarc.${domain}`];
  const owners = new Map([...names, ...reportOwners(zone)].map((name) => [nameKey(name), name]));
  for (const owner of owners.values()) {
    for (const entry of zone.recordsOf(owner)) for (const uri of destinationsIn(entry)) found.add(uri);
    if (found.size >= mostDestinations) break;
  }
  if (domain !== undefined && domain !== '.') found.add(usualDestination(domain));
  const soa =
    zone.apex === undefined ? undefined : zone.recordsOf(zone.apex).find(({ typeCode }) => typeCode === SOA);
  const mailbox = soa === undefined ? undefined : mailboxOf(soa);
  if (mailbox !== undefined) found.add(`mailto:${mailbox}`);
  return [...found].slice(0, mostDestinations);
}

/** The destinations that a TXT record names, DMARC's too. */
export function destinationsIn(entry: RecordEntry): string[] {
  if (entry.typeCode !== TXT) return [];
  const found = characterStrings(entry).octets.match(/\b(?:mailto|https):[^\s,;!"]+/gi) ?? [];
  // What is not ASCII is none, and here in octets.
  return found.filter((uri) => /^[ -~]+$/.test(uri));
}

/** The owners of the head of the file that hold such URIs. */
function reportOwners(zone: ZoneView): string[] {
  const owners: string[] = [];
  for (const { typeCode, ownerName } of headOf(zone)) {
    if (typeCode === TXT && ownerName !== undefined && /^_(?:smtp\._tls|dmarc)\b/i.test(ownerName))
      owners.push(ownerName);
  }
  return owners;
}

/** The records at the head of a file: a zone may have a million of them. */
function* headOf(zone: ZoneView): Generator<RecordEntry> {
  for (const entry of zone.entries({ start: 0, end: Math.min(zone.length, 262_144) })) {
    if (entry.kind === 'record') yield entry;
  }
}

/** Names without the final dot that may follow the `@` of a mailbox, or the `//` of an https address, as far as a zone knows. */
export function hostsOf(zone: ZoneView, domain: string | undefined, scheme: 'mailto' | 'https'): string[] {
  const types = scheme === 'mailto' ? [MX] : [A, AAAA, CNAME];
  const found = new Set(scheme === 'mailto' ? [domain, zone.apex] : []);
  for (const uri of destinationsOf(zone, domain)) {
    found.add(/^(?:mailto:[^@]*@|https:\/\/)([^/?#]+)/i.exec(uri)?.[1]);
  }
  for (const { typeCode, ownerName } of headOf(zone)) {
    if (typeCode !== undefined && types.includes(typeCode) && /^[^_*]/.test(ownerName ?? ''))
      found.add(ownerName);
  }
  const names = [...found].flatMap((name) =>
    name === undefined || name === '.' ? [] : [name.replace(/\.$/, '')],
  );
  return [...new Set(names)].slice(0, 50);
}

/** The mailbox of a SOA record: the first label is the local part (RFC 1035 section 8). */
export function mailboxOf(soa: RecordEntry): string | undefined {
  const field = soa.rdata[1];
  if (field === undefined || field.raw === '@') return undefined;
  const written =
    field.raw.endsWith('.') || soa.origin === undefined ? field.raw : `${field.raw}.${soa.origin}`;
  const [, local, domain] = /^((?:\\.|[^\\.])+)\.(.+?)\.?$/.exec(written) ?? [];
  return local === undefined || domain === undefined
    ? undefined
    : `${local.replace(/\\(\D)/g, '$1')}@${domain}`;
}
