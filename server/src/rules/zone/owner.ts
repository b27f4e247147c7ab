import { secondWords } from '../../counted.js';
import { msg } from '../../message.js';
import { isClosed } from '../../quotes.js';
import { type Span, spanOf } from '../../span.js';
import { fileNumberOf } from '../../zone/includes.js';
import type { RecordEntry } from '../../zone/model.js';
import { nameFieldOf } from '../../zone/nameFields.js';
import { canonicalName, nameKey } from '../../zone/names.js';
import { maxRRset } from '../../zone/rdata/read.js';
import { isBesideCname, isSingleton } from '../../zone/rrtypes.js';
import { octetsIn } from '../../zone/strings.js';
import type { Tell } from '../finding.js';
import { mostOctets, sizeFindings } from './size.js';

const CNAME = 5;
const SOA = 6;
const RRSIG = 46;

/** What the records of one owner show together: they are looked at one after the other, and of those that are the same one is kept. */
export class OwnerCheck {
  readonly #sets = new Map<number, SetCheck>();
  readonly #all: readonly RecordEntry[];
  /** The first CNAME, and the first record that cannot stand beside one. */
  #cname: RecordEntry | undefined;
  #other: RecordEntry | undefined;
  /** The later of the two. */
  #later: RecordEntry | undefined;

  /** @param all the records that will come, where `$GENERATE`s make some */
  constructor(all: readonly RecordEntry[] = []) {
    this.#all = all;
  }

  /** Looks at the next record, in the order of the file. */
  add(record: RecordEntry, tell: Tell): void {
    const { typeCode } = record;
    if (typeCode === CNAME) {
      if (this.#cname === undefined) this.#cname = this.#later = record;
    } else if (this.#other === undefined && !isBesideCname(typeCode)) {
      this.#other = this.#later = record;
    }
    let set = this.#sets.get(typeCode);
    if (set === undefined) {
      const written = record.isGenerated
        ? this.#all.find((one) => one.typeCode === typeCode && !one.isGenerated)
        : record;
      set = new SetCheck(record, written);
      this.#sets.set(typeCode, set);
    } else {
      set.add(record, tell);
    }
  }

  /**
   * Tells what only all of the records show.
   *
   * @param again the same records in the same order: of many none is kept
   */
  end(tell: Tell, again: () => Iterable<RecordEntry>): void {
    const cname = this.#cname;
    const other = this.#other;
    if (cname !== undefined && other !== undefined) {
      const [later, earlier] = this.#later === cname ? [cname, other] : [other, cname];
      tell({
        rule: 'zone/cname-and-other-data',
        ...spanOf(later.type ?? later),
        message: msg(
          '{0} has a CNAME beside other data ({1}): BIND refuses the zone.',
          cname.ownerName ?? '',
          other.typeName ?? '',
        ),
        related: [{ ...spanOf(earlier.type ?? earlier), message: msg('The other record is here.') }],
      });
    }
    for (const [type, set] of this.#sets) {
      if (!set.mayBeLarge) continue;
      for (const finding of sizeFindings(ofType(type, again()))) tell(finding);
    }
  }
}

function* ofType(type: number, records: Iterable<RecordEntry>): Generator<RecordEntry> {
  for (const record of records) if (record.typeCode === type) yield record;
}

/** What is kept of a record with which others are compared: where its type stands. */
interface Seen extends Span {
  readonly isGenerated: boolean;
}

/** What the records of an owner show that are of one type. */
class SetCheck {
  readonly #first: RecordEntry;
  readonly #written: RecordEntry | undefined;
  /** The first of those that are the same, by their RDATA; empty as long as there is one record. */
  readonly #seen = new Map<string, Seen>();
  /** Octets that those may have at most that differ. */
  #octets = 0;

  /** @param written the first that no `$GENERATE` makes */
  constructor(first: RecordEntry, written: RecordEntry | undefined) {
    this.#first = first;
    this.#written = written;
  }

  /** Whether the RRset may be larger than BIND holds. */
  get mayBeLarge(): boolean {
    return this.#octets > maxRRset;
  }

  add(record: RecordEntry, tell: Tell): void {
    if (this.#seen.size === 0) this.#check(this.#first, tell);
    this.#check(record, tell);
  }

  #check(record: RecordEntry, tell: Tell): void {
    const first = this.#first;
    const data = rdataKey(record);
    const earlier = this.#seen.get(data);
    if (earlier !== undefined) {
      // Of what a `$GENERATE` makes only that is told for which BIND refuses the zone.
      if (record.isGenerated || earlier.isGenerated) return;
      tell({
        rule: 'zone/duplicate-record',
        start:
          record.owner?.start ??
          record.ttl?.start ??
          record.class?.start ??
          record.type?.start ??
          record.start,
        end: record.rdata.at(-1)?.end ?? record.end,
        message: msg('The same record stands before: an RRset is a set.'),
        ...(isOwnToMend(record, earlier) && {
          data: { start: record.start, end: record.end, ownerEnd: record.owner?.end ?? -1 },
        }),
        related: [{ ...spanOf(earlier), message: msg('The other record is here.') }],
        tags: ['unnecessary'],
      });
      return;
    }
    this.#seen.set(data, { ...spanOf(record.type ?? record), isGenerated: record.isGenerated });
    this.#octets += mostOctets(record);
    if (record !== first && isSingleton(record.typeCode)) {
      // What one `$GENERATE` repeats is found in its own line.
      if (record.isGenerated && record.start === first.start) return;
      tell({
        rule: record.typeCode === SOA ? 'zone/multiple-soa' : 'zone/multiple-cname',
        ...spanOf(record.type ?? record),
        message:
          record.typeCode === SOA
            ? msg('A zone has one SOA: BIND refuses a second.')
            : msg('A name has one {0}: BIND refuses the zone.', record.typeName ?? ''),
        related: [{ ...spanOf(first.type ?? first), message: msg('The first one is here.') }],
      });
      return;
    }
    this.#checkTtl(record, tell);
  }

  #checkTtl(record: RecordEntry, tell: Tell): void {
    const written = this.#written;
    const ttl = record.effectiveTtl?.seconds;
    const firstTtl = written?.effectiveTtl?.seconds;
    if (record.typeCode === RRSIG || ttl === undefined || written === undefined) return;
    if (firstTtl === undefined || ttl === firstTtl) return;
    tell({
      rule: 'zone/rrset-ttl-mismatch',
      ...spanOf(record.ttl ?? record.type ?? record),
      message: msg(
        'An RRset has one TTL, which BIND serves for all: the record before has {0}, and this one {1}.',
        secondWords(firstTtl),
        secondWords(ttl),
      ),
      ...(isOwnToMend(record, written.type ?? written) && {
        data: {
          ttl: written.ttl?.raw ?? String(firstTtl),
          ...(record.ttl
            ? { start: record.ttl.start, end: record.ttl.end }
            : { insertAt: (record.class ?? record.type)?.start }),
        },
      }),
      related: [
        { ...spanOf(written.ttl ?? written.type ?? written), message: msg('The first one is here.') },
      ],
    });
  }
}

/**
 * Whether a record can be mended where it stands, given the one that it disagrees with: an included file may be part of other
 * zones, or of this one twice, where that other record is not, or is itself.
 */
function isOwnToMend(record: RecordEntry, other: Span): boolean {
  const { start } = spanOf(record.type ?? record);
  const number = fileNumberOf(start);
  return number === 0 || (number === fileNumberOf(other.start) && start !== other.start);
}

/**
 * What makes two records of one owner and type the same: names resolved and in lower case, strings decoded. The index finds
 * such records by a hash of the same things: equal keys have equal hashes, or what is found would hang on what was asked before.
 */
function rdataKey(record: RecordEntry): string {
  const name = nameFieldOf(record);
  return record.rdata
    .map((field, index) => {
      if (index === name || record.typeCode === SOA) {
        const canonical = canonicalName(field.raw, record.origin);
        if (canonical === undefined) return `${field.raw}\n${record.origin}`;
        return isText(record.typeCode) ? canonical : nameKey(canonical);
      }
      // A string that is not closed is none: it keeps its quote.
      const quote = field.quoted && isClosed(field.raw) ? 1 : 0;
      const octets = octetsIn(field.raw, quote, field.raw.length - quote);
      // An escaped space is one within a field, not between two.
      if (isText(record.typeCode) || octets.includes(' ')) return JSON.stringify(octets);
      return octets.replace(/[A-Z]+/g, nameKey);
    })
    .join(' ');
}

/** Types whose fields tell upper from lower case: TXT, HINFO, SPF, NAPTR, CAA, URI, X25, ISDN, and what is base64. */
const cased = new Set([13, 16, 19, 20, 35, 24, 25, 37, 46, 48, 49, 55, 60, 61, 64, 65, 99, 256, 257]);
const isText = (typeCode: number) => cased.has(typeCode);
