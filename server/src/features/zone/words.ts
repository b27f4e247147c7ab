/** A record in words. */
import { type Message, msg } from '../../message.js';
import { readTlsa, tlsaText } from '../../report/policy.js';
import { wireOf } from '../../rules/zone/rdata.js';
import { mailboxOf } from '../../tlsrpt/destinations.js';
import { withUnits } from '../../tlsrpt/style.js';
import type { RecordEntry } from '../../zone/model.js';
import { canonicalName } from '../../zone/names.js';
import { printRdata } from '../../zone/rdata/print.js';
import { formatOf } from '../../zone/rdata/table.js';
import { characterStrings } from '../../zone/strings.js';
import { readTtl } from '../../zone/ttl.js';
import { markdownCode } from '../types.js';

/** So many characters of a text are shown: a record may have 65,000. */
const longestText = 2000;

const shownCode = (text: string) =>
  markdownCode(
    text.length > longestText ? `${text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '')}…` : text,
  );

/** What a record of a common type says; undefined for the others, and where its RDATA is not sound. */
export function inWords(entry: RecordEntry): Message | undefined {
  if (entry.rdata.length === 0) return undefined;
  if (isGeneric(entry)) return genericWords(entry);
  // A string may be too long, and is shown.
  const isText = entry.typeName === 'TXT' || entry.typeName === 'SPF';
  if (!isText && wireOf(entry) === undefined) return undefined;
  const owner = markdownCode(entry.ownerName ?? '?');
  const field = (index: number) => entry.rdata[index]?.raw ?? '';
  const name = (index: number) => markdownCode(fullName(entry, index));
  switch (entry.typeName) {
    case 'A':
      return msg('{0} has the IPv4 address {1}.', owner, markdownCode(field(0)));
    case 'AAAA':
      return msg('{0} has the IPv6 address {1}.', owner, markdownCode(field(0)));
    case 'NS':
      return msg('{0} is served by the name server {1}.', owner, name(0));
    case 'CNAME':
      return msg('{0} is an alias of {1}.', owner, name(0));
    case 'DNAME':
      return msg('Every name below {0} is an alias of the same name below {1}.', owner, name(0));
    case 'PTR':
      return msg('{0} points to {1}.', owner, name(0));
    case 'MX':
      return fullName(entry, 1) === '.'
        ? msg('{0} takes no mail (RFC 7505).', owner)
        : msg(
            'Mail for {0} goes to {1}; preference {2}, the lowest is tried first.',
            owner,
            name(1),
            field(0),
          );
    case 'SRV':
      return fullName(entry, 3) === '.'
        ? noService(owner, 'RFC 2782')
        : msg(
            '{0} is at {1}, port {2}; priority {3}, weight {4}.',
            owner,
            name(3),
            field(2),
            field(0),
            field(1),
          );
    case 'SVCB':
    case 'HTTPS':
      return bindingWords(entry, owner);
    case 'SOA':
      return soaWords(entry, owner);
    case 'TLSA': {
      const tlsa = readTlsa(entry.rdata.map(({ raw }) => raw).join(' '));
      return tlsa && tlsaText(tlsa);
    }
    case 'CAA':
      return msg('Certificates for {0}: {1} {2}.', owner, markdownCode(field(1)), shownCode(field(2)));
    case 'TXT':
    case 'SPF': {
      const { octets, stringStarts } = characterStrings(entry);
      return msg(
        'Text: {0} (octets: {1}, character-strings: {2})',
        shownCode(decoded(octets)),
        octets.length,
        stringStarts.length,
      );
    }
    default:
      return undefined;
  }
}

const noService = (owner: string, reference: string) =>
  msg('{0} says that there is no such service ({1}).', owner, reference);

function bindingWords(entry: RecordEntry, owner: string): Message | undefined {
  const [priority, target] = entry.rdata;
  if (priority === undefined || target === undefined || target.quoted) return undefined;
  const name = fullName(entry, 1);
  const shown = markdownCode(name);
  if (Number(priority.raw) > 0) {
    // A service whose target is the root is at its owner (RFC 9460 section 2.5.2).
    return msg(
      '{0} is at {1}; priority {2}, the lowest is tried first.',
      owner,
      name === '.' ? owner : shown,
      priority.raw,
    );
  }
  return name === '.'
    ? noService(owner, 'RFC 9460 section 2.5.1')
    : msg('{0} is an alias of {1}, for this type only (RFC 9460 section 2.4.2).', owner, shown);
}

/** Whether RDATA is in the form that all types have, `\# length data`. */
export const isGeneric = ({ rdata: [first] }: RecordEntry) => first?.raw === '\\#';

/** What such RDATA is in the form that its type has, where it has one. */
function genericWords(entry: RecordEntry): Message | undefined {
  const octets = wireOf(entry);
  if (octets === undefined) return undefined;
  if (formatOf(entry.typeCode) === undefined)
    return msg('Octets: {0}, in the form for types of any kind (RFC 3597 section 5)', octets.length);
  const printed = printRdata(entry.typeCode, octets) ?? '';
  return msg('The same as {0} (RFC 3597 section 5)', shownCode(`${entry.typeName} ${printed}`));
}

function soaWords(entry: RecordEntry, owner: string): Message | undefined {
  const seconds = [3, 4, 5, 6].map((index) => {
    const raw = entry.rdata[index]?.raw ?? '';
    return readTtl(raw, 0, raw.length);
  });
  if (entry.rdata.length < 7 || seconds.some((value) => value < 0)) return undefined;
  const [refresh = 0, retry = 0, expire = 0, minimum = 0] = seconds;
  return msg(
    'The zone {0}, serial {1}, cared for by {2}. Secondaries ask every {3}, after a failure every {4}, and give up after {5}; that a name does not exist is kept for {6}.',
    owner,
    entry.rdata[2]?.raw ?? '',
    markdownCode(mailboxOf(entry) ?? entry.rdata[1]?.raw ?? ''),
    withUnits(refresh),
    withUnits(retry),
    withUnits(expire),
    // RFC 2308 section 5: of the two the lesser.
    withUnits(Math.min(minimum, entry.effectiveTtl?.seconds ?? minimum)),
  );
}

/** A name of the RDATA, in full where that is known. */
export function fullName(entry: RecordEntry, index: number): string {
  const raw = entry.rdata[index]?.raw ?? '';
  return canonicalName(raw, entry.origin) ?? raw;
}

/** Octets as text: UTF-8 where they are, else with `\DDD` for what is no character. */
export function decoded(octets: string): string {
  const bytes = Uint8Array.from(octets, (octet) => octet.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return octets.replace(/[^\x20-\x7e]/g, (octet) => `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`);
  }
}
