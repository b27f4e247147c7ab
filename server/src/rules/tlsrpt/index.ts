import { secondWords } from '../../counted.js';
import { msg } from '../../message.js';
import { isNear } from '../../nearest.js';
import { type Span, spanOf } from '../../span.js';
import { type Intended, intendedText, isTooLong } from '../../tlsrpt/intended.js';
import { fileNumberOf } from '../../zone/includes.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { isWithin, labels, nameKey, underscored } from '../../zone/names.js';
import type { WholeZone } from '../../zone/wholeZone.js';
import { different } from '../different.js';
import { type Concern, isVeiled, type ZoneFamily } from '../family.js';
import type { Finding } from '../finding.js';
import { saysLetters, threeLetters } from '../letters.js';
import { lackingDot } from '../zone/names.js';
import { valueFindings } from './value.js';
import { hasRua, hasVersion, nearVersion } from './version.js';

const TXT = 16;
const TLSA = 52;
const MX = 15;
const CNAME = 5;

/** What a TXT record is to TLS-RPT. */
interface Reading {
  readonly value: Intended;
  /** Whether the owner is `_smtp._tls` under some name. */
  readonly exactOwner: boolean;
  readonly wildcard: boolean;
  /** Whether the text is a TLS-RPT record, or a near miss of one. */
  readonly isRecord: boolean;
  /** The domain that the record is about; undefined where the owner does not tell. */
  readonly domain: string | undefined;
}

function read(entry: RecordEntry, zone: ZoneView): Reading | undefined {
  if (entry.typeCode !== TXT || entry.ownerName === undefined || entry.rdata.length === 0 || isTooLong(entry))
    return undefined;
  // The value stands on the next line, and BIND does not read it: zone/bad-escape says so.
  if (entry.rdata[0]?.raw === '\\') return undefined;
  // In hexadecimal digits (RFC 3597) nobody writes by hand.
  if (entry.rdata[0]?.raw === '\\#') return undefined;
  const value = intendedText(entry, zone);
  const own = labels(entry.ownerName);
  const exactOwner = isExact(own);
  const near = nearVersion(value.octets) || hasVersion(value.octets);
  const isRecord =
    near ||
    ((exactOwner || nearLabels(own) > 0) &&
      hasRua(value.octets) &&
      !/^\s*v=(?:spf1|dkim1|stsv1)/i.test(value.octets));
  const domain = exactOwner ? `${own.slice(2).join('.')}.` : undefined;
  return { value, exactOwner, wildcard: own[0] === '*', isRecord, domain };
}

/** Whether the labels of a name say that it is one at which senders ask. */
const isExact = (own: readonly string[]) =>
  own[0]?.toLowerCase() === '_smtp' && own[1]?.toLowerCase() === '_tls';

const wellKnown = ['smtp', 'tls', 'tlsrpt', 'smtptls', 'smtptlsrpt', 'tlsreport', 'tlsreporting'];

/** How many leading labels of an owner read like a misspelling of `_smtp._tls`. */
function nearLabels(own: readonly string[]): number {
  const near = (label: string | undefined) => {
    if (label === undefined) return false;
    const bare = label.toLowerCase().replace(/[_-]/g, '');
    return wellKnown.some(
      (word) => bare === word || (bare.length > 3 && label.startsWith('_') && isNear(bare, word, 1)),
    );
  };
  if (!near(own[0])) return 0;
  return near(own[1]) || own[1]?.toLowerCase() === '_tcp' ? 2 : 1;
}

/** The rules of the TLS-RPT record (RFC 8460 section 3). */
export const tlsrptFamily: ZoneFamily = {
  types: [TXT, TLSA, CNAME],
  concernsOwner,
  concerns,
  record,
  owner,
  zone: wholeZone,
};

const ASTERISK = 42;
const UNDERSCORE = 95;

function concernsOwner(text: string, start: number, end: number): boolean {
  if (end === start) return false;
  const first = text.charCodeAt(start);
  // Of the names that begin with `_d` there are many, `_dmarc`, and none is ours.
  if (first === UNDERSCORE) return (text.charCodeAt(start + 1) | 32) !== 100;
  return first === ASTERISK || isVeiled(first);
}

function concerns(
  text: string,
  typeCode: number,
  ownerConcerned: boolean,
  rdataStart: number,
  end: number,
): boolean {
  if (typeCode === TXT) return ownerConcerned || saysLetters(text, rdataStart, end, 160, tls, tsl);
  return typeCode === TLSA || (typeCode === CNAME && ownerConcerned);
}

const tls = threeLetters('tls');
/** What some write for it. */
const tsl = threeLetters('tsl');

function* record(entry: RecordEntry, zone: ZoneView): Generator<Finding, Concern | undefined> {
  const reading = read(entry, zone);
  if (reading !== undefined) yield* readingFindings(entry, reading, zone);
  return concernOf(entry, reading?.isRecord === true);
}

/** What the rules for the whole zone want of a record: is it one of ours, does it stand where one belongs, or ask for one? */
function concernOf(entry: RecordEntry, isOurs: boolean): Concern | undefined {
  const { ownerName, typeCode } = entry;
  const field = entry.owner ?? entry.type;
  if (ownerName === undefined || field === undefined) return undefined;
  const isWanted = isOurs || (typeCode === TLSA ? isServiceOfMail : isServiceOrWildcard).test(ownerName);
  return isWanted ? { owner: ownerName, typeCode, isOurs, ...spanOf(field) } : undefined;
}

const isServiceOfMail = /^_25\._tcp\./i;
const isServiceOrWildcard = /^(?:_smtp\._tls\.|_mta-sts\.|\*\.)/i;

function* readingFindings(entry: RecordEntry, reading: Reading, zone: ZoneView): Generator<Finding> {
  const { value, exactOwner, isRecord, wildcard, domain } = reading;
  if (!isRecord) {
    if (exactOwner) {
      yield {
        rule: 'tlsrpt/unrelated-txt',
        start: value.start,
        end: value.end,
        message: msg('This text is no TLS-RPT record, and the owner has no other use.'),
      };
    }
    return;
  }
  yield* ownerRules(entry, reading, zone);
  if (value.spoiled === 'comment') {
    const served = entry.rdata.map((field) => field.raw).join(' ');
    yield {
      rule: 'tlsrpt/unquoted-semicolon',
      start: value.start,
      end: value.end,
      message: msg('BIND serves only “{0}”: the rest is a comment. Quote the whole value.', served),
      data: { quoteStart: value.start, quoteEnd: value.end },
    };
  } else if (value.spoiled === 'quotes') {
    yield {
      rule: 'tlsrpt/smart-quotes',
      start: value.start,
      end: value.end,
      message: msg(
        'These are not the quotes of a zone file: they become part of the value, and a “;” between them starts a comment.',
      ),
      data: { quoteStart: value.start, quoteEnd: value.end },
    };
  }
  yield* valueFindings(value, domain);
  if (value.spoiled === undefined) yield* escapeFindings(entry);
  const ttl = entry.effectiveTtl;
  if (exactOwner && !wildcard && ttl !== undefined && ttl.seconds < 3600) {
    const field = entry.ttl ?? entry.type;
    if (field !== undefined) {
      yield {
        rule: 'tlsrpt/short-ttl',
        start: field.start,
        end: field.end,
        message: msg(
          'A TTL of {0}: RFC 8460 wants a large one, which leaves less of a window to whoever forges answers.',
          secondWords(ttl.seconds),
        ),
      };
    }
  }
}

function* ownerRules(
  entry: RecordEntry,
  { exactOwner, wildcard }: Reading,
  zone: ZoneView,
): Generator<Finding> {
  const field = entry.owner ?? entry.type;
  const name = entry.ownerName;
  if (field === undefined || name === undefined) return;
  const at = { start: field.start, end: field.end };
  if (wildcard) {
    yield {
      rule: 'tlsrpt/wildcard-owner',
      ...at,
      message: msg('A wildcard does not say for which service it is: senders ask for _smtp._tls.'),
    };
    return;
  }
  const written = entry.owner?.raw ?? '';
  const doubled = entry.owner && lackingDot(entry.owner, entry.origin, zone);
  const stripped = doubled === undefined ? undefined : written.slice(0, -doubled.length - 1);
  if (exactOwner) {
    if (stripped !== undefined) {
      yield {
        rule: 'tlsrpt/doubled-origin',
        ...at,
        message: msg('Without a final dot BIND serves this record at {0}, where nobody asks.', name),
        data: { strip: stripped },
      };
    }
    return;
  }
  const own = labels(name);
  // The name of another service is none that mail goes to.
  const near = Math.max(nearLabels(own), underscored(own));
  const bare = stripped ?? written;
  // A whole name that nobody knows the zone of may itself be the mail domain.
  const rest =
    bare === '@'
      ? ''
      : bare
          .split(/(?<!\\)\./)
          .slice(near)
          .join('.');
  const replaceBy = rest === '' ? '_smtp._tls' : `_smtp._tls.${rest}`;
  yield {
    rule: 'tlsrpt/wrong-owner',
    ...at,
    message: msg('Senders ask for a TLS-RPT record at _smtp._tls under the mail domain, not at “{0}”.', name),
    ...(entry.owner !== undefined && { data: { replaceBy } }),
  };
}

function* escapeFindings(entry: RecordEntry): Generator<Finding> {
  for (const field of entry.rdata) {
    if (!field.quoted || !field.raw.includes('\\;')) continue;
    for (const match of field.raw.matchAll(/\\[\s\S]/g)) {
      if (match[0] !== '\\;') continue;
      yield {
        rule: 'tlsrpt/redundant-escape',
        start: field.start + match.index,
        end: field.start + match.index + 2,
        message: msg('Inside quotes a “;” needs no backslash.'),
        tags: ['unnecessary'],
      };
    }
  }
}

/** So many records of one owner, and a fix is offered that keeps one of them. */
const mostToRemove = 50;

function* owner(records: Iterable<RecordEntry>, zone: ZoneView): Generator<Finding | undefined> {
  const found: Found[] = [];
  const meant = (entry: RecordEntry) => {
    const value = read(entry, zone)?.value;
    return value && nearVersion(value.octets) ? value : undefined;
  };
  for (const one of different(records, zone, isExact, meant)) {
    yield;
    if (one === undefined) continue;
    const { entry, value } = one;
    found.push({ owner: entry.ownerName ?? '', record: spanOf(entry), value: spanOf(value) });
  }
  const [first, ...others] = found;
  // What stands in another file is not to be removed from here.
  const inOneFile = new Set(found.map(({ record }) => fileNumberOf(record.start))).size === 1;
  for (const { owner, record, value } of others) {
    yield {
      rule: 'tlsrpt/multiple-records',
      ...value,
      message: msg('Another TLS-RPT record at {0}: with two, the domain counts as having none.', owner),
      data: {
        ...(found.length <= mostToRemove &&
          inOneFile && {
            others: found.filter((one) => one.record !== record).map((one) => one.record),
          }),
        ...record,
      },
      related: [{ ...first!.value, message: msg('The other record is here.') }],
    };
  }
}

/** A record that is one of several of its owner. */
interface Found {
  readonly owner: string;
  readonly record: Span;
  readonly value: Span;
}

function* wholeZone(zone: WholeZone, kept: readonly Concern[]): Generator<Finding | undefined> {
  const reporting = new Set<string>();
  /** The owners of records at the wrong place, and all names above them. */
  const misplaced = new Set<string>();
  let last: Concern | undefined;
  for (const concern of kept) {
    yield;
    const { owner, typeCode, isOurs } = concern;
    // Many records may have one owner.
    if (owner === last?.owner && typeCode === last.typeCode && isOurs === last.isOurs) continue;
    last = concern;
    const own = labels(owner);
    if (isExact(own) && (typeCode === TXT || typeCode === CNAME)) {
      reporting.add(nameKey(`${own.slice(2).join('.')}.`));
    }
    if (isOurs && (!isExact(own) || isDoubled(owner, zone))) {
      for (let i = 0; i < own.length; i++) {
        const name = nameKey(`${own.slice(i).join('.')}.`);
        if (misplaced.has(name)) break;
        misplaced.add(name);
      }
    }
  }
  const missing = (domain: string) => !reporting.has(nameKey(domain)) && !misplaced.has(nameKey(domain));
  yield* wildcardFindings(kept, reporting, zone);
  const said = new Set<string>();
  const { apex } = zone;
  let takesMail: boolean | undefined;
  const apexTakesMail = () => {
    takesMail ??= apex !== undefined && zone.recordsOf(apex).some((one) => one.typeCode === MX);
    return takesMail;
  };
  for (const { owner, typeCode, start, end } of kept) {
    yield;
    const own = labels(owner);
    const domains: string[] = [];
    if (own[0]?.toLowerCase() === '_mta-sts' && (typeCode === TXT || typeCode === CNAME)) {
      domains.push(`${own.slice(1).join('.')}.`);
    } else if (typeCode === TLSA && own[0] === '_25' && own[1]?.toLowerCase() === '_tcp') {
      domains.push(`${own.slice(2).join('.')}.`);
      if (apex !== undefined && apexTakesMail()) domains.push(apex);
    }
    for (const domain of domains) {
      if (said.has(nameKey(domain)) || !missing(domain) || isDoubled(domain, zone)) continue;
      if (apex !== undefined && !isWithin(domain, apex)) continue;
      said.add(nameKey(domain));
      yield {
        rule: 'tlsrpt/missing-record',
        start,
        end,
        message: msg(
          '{0} has a policy that can refuse mail, and no TLS-RPT record: nobody would tell you.',
          domain.replace(/\.$/, ''),
        ),
        data: { domain },
      };
    }
  }
}

/** Whether a domain has the zone's name twice: its final dot was forgotten, which is another rule's. */
function isDoubled(domain: string, zone: ZoneView): boolean {
  const name = (zone.apex ?? zone.origin ?? '.').toLowerCase();
  return name !== '.' && `.${domain.toLowerCase()}`.endsWith(`.${name}${name}`);
}

/** A wildcard TXT record answers for `_smtp._tls`, where that does not exist. */
function* wildcardFindings(
  kept: readonly Concern[],
  reporting: ReadonlySet<string>,
  zone: WholeZone,
): Generator<Finding | undefined> {
  for (const { owner, typeCode, isOurs, start, end } of kept) {
    yield;
    if (typeCode !== TXT || !owner.startsWith('*.')) continue;
    const below = owner.slice(2);
    const domain = below.replace(/^_tls\./i, '');
    if (reporting.has(nameKey(domain)) || isOurs || domain.startsWith('_')) continue;
    // It stands for no name that is there, and for none below such a name (RFC 4592 section 2.2).
    if (zone.hasRecords(`_smtp._tls.${domain}`) || (below === domain && zone.hasRecords(`_tls.${domain}`)))
      continue;
    yield {
      rule: 'tlsrpt/wildcard-owner',
      start,
      end,
      message: msg('This wildcard answers for _smtp._tls.{0} with a text that is no TLS-RPT record.', domain),
    };
  }
}
