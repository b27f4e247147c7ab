import { secondWords } from '../../counted.js';
import { groupBy } from '../../groupBy.js';
import { msg } from '../../message.js';
import { isClosed } from '../../quotes.js';
import { spanOf } from '../../span.js';
import type { RecordEntry } from '../../zone/model.js';
import { nameFieldOf } from '../../zone/nameFields.js';
import { canonicalName, nameKey } from '../../zone/names.js';
import { isBesideCname, isSingleton } from '../../zone/rrtypes.js';
import { octetsIn } from '../../zone/strings.js';
import type { Finding } from '../finding.js';
import { sizeFindings } from './size.js';

const CNAME = 5;
const SOA = 6;
const RRSIG = 46;

/** What the records of one owner show together. */
export function* ownerFindings(records: readonly RecordEntry[]): Generator<Finding> {
  const cnames = records.filter((record) => record.typeCode === CNAME);
  const other = records.find((record) => record.typeCode !== CNAME && !isBesideCname(record.typeCode));
  const [cname] = cnames;
  if (cname !== undefined && other !== undefined) {
    const [later, earlier] =
      records.indexOf(cname) > records.indexOf(other) ? [cname, other] : [other, cname];
    yield {
      rule: 'zone/cname-and-other-data',
      ...spanOf(later.type ?? later),
      message: msg(
        '{0} has a CNAME beside other data ({1}): BIND refuses the zone.',
        cname.ownerName ?? '',
        other.typeName ?? '',
      ),
      related: [{ ...spanOf(earlier.type ?? earlier), message: msg('The other record is here.') }],
    };
  }
  for (const set of groupBy(records, ({ typeCode }) => typeCode).values()) {
    if (set.length > 1) {
      const seen = new Map<string, RecordEntry>();
      yield* setFindings(set, seen);
      yield* sizeFindings([...seen.values()]);
    }
  }
}

/** @param seen takes the records, the first of those that are the same */
function* setFindings(set: readonly RecordEntry[], seen: Map<string, RecordEntry>): Generator<Finding> {
  const first = set[0]!;
  const firstWritten = set.find((record) => !record.isGenerated);
  for (const record of set) {
    const data = rdataKey(record);
    const earlier = seen.get(data);
    if (earlier !== undefined) {
      // Of what a `$GENERATE` makes only that is told for which BIND refuses the zone.
      if (record.isGenerated || earlier.isGenerated) continue;
      yield {
        rule: 'zone/duplicate-record',
        start:
          record.owner?.start ??
          record.ttl?.start ??
          record.class?.start ??
          record.type?.start ??
          record.start,
        end: record.rdata.at(-1)?.end ?? record.end,
        message: msg('The same record stands before: an RRset is a set.'),
        data: { start: record.start, end: record.end, ownerEnd: record.owner?.end ?? -1 },
        related: [{ ...spanOf(earlier.type ?? earlier), message: msg('The other record is here.') }],
        tags: ['unnecessary'],
      };
      continue;
    }
    seen.set(data, record);
    if (record !== first && isSingleton(record.typeCode)) {
      // What one `$GENERATE` repeats is found in its own line.
      if (record.isGenerated && record.start === first.start) continue;
      yield {
        rule: record.typeCode === SOA ? 'zone/multiple-soa' : 'zone/multiple-cname',
        ...spanOf(record.type ?? record),
        message:
          record.typeCode === SOA
            ? msg('A zone has one SOA: BIND refuses a second.')
            : msg('A name has one {0}: BIND refuses the zone.', record.typeName ?? ''),
        related: [{ ...spanOf(first.type ?? first), message: msg('The first one is here.') }],
      };
      continue;
    }
    const ttl = record.effectiveTtl?.seconds;
    const firstTtl = firstWritten?.effectiveTtl?.seconds;
    if (
      record.typeCode !== RRSIG &&
      ttl !== undefined &&
      firstWritten !== undefined &&
      firstTtl !== undefined &&
      ttl !== firstTtl
    ) {
      yield {
        rule: 'zone/rrset-ttl-mismatch',
        ...spanOf(record.ttl ?? record.type ?? record),
        message: msg(
          'An RRset has one TTL, which BIND serves for all: the record before has {0}, and this one {1}.',
          secondWords(firstTtl),
          secondWords(ttl),
        ),
        data: {
          ttl: firstWritten.ttl?.raw ?? String(firstTtl),
          ...(record.ttl
            ? { start: record.ttl.start, end: record.ttl.end }
            : { insertAt: (record.class ?? record.type)?.start }),
        },
        related: [
          {
            ...spanOf(firstWritten.ttl ?? firstWritten.type ?? firstWritten),
            message: msg('The first one is here.'),
          },
        ],
      };
    }
  }
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
        return canonical === undefined ? `${field.raw}\n${record.origin}` : nameKey(canonical);
      }
      // A string that is not closed is none: it keeps its quote.
      const quote = field.quoted && isClosed(field.raw) ? 1 : 0;
      const octets = octetsIn(field.raw, quote, field.raw.length - quote);
      return isText(record.typeCode) ? JSON.stringify(octets) : octets.replace(/[A-Z]+/g, nameKey);
    })
    .join(' ');
}

/** Types whose fields tell upper from lower case: TXT, HINFO, SPF, NAPTR, CAA, URI, X25, ISDN, and what is base64. */
const cased = new Set([13, 16, 19, 20, 35, 24, 25, 37, 46, 48, 49, 55, 60, 61, 64, 65, 99, 256, 257]);
const isText = (typeCode: number) => cased.has(typeCode);
