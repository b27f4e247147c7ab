import { secondWords } from '../../counted.js';
import { msg } from '../../message.js';
import { isStsText } from '../../mtasts/record.js';
import { type Span, spanOf } from '../../span.js';
import { fileNumberOf } from '../../zone/includes.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { different } from '../different.js';
import { type Concern, isVeiled, type ZoneFamily } from '../family.js';
import type { Finding } from '../finding.js';
import { ownerFindings } from './owner.js';
import { isExact, type Reading, read, saysTls } from './reading.js';
import { valueFindings } from './value.js';
import { concernOf, wholeFindings } from './whole.js';

const TXT = 16;
const TLSA = 52;
const CNAME = 5;

/** The rules of the TLS-RPT record (RFC 8460 section 3). */
export const tlsrptFamily: ZoneFamily = {
  types: [TXT, TLSA, CNAME],
  concernsOwner,
  concerns,
  record,
  owner,
  zone: wholeFindings,
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
  if (typeCode === TXT) return ownerConcerned || saysTls(text, rdataStart, end);
  return typeCode === TLSA || (typeCode === CNAME && ownerConcerned);
}

function* record(entry: RecordEntry, zone: ZoneView): Generator<Finding, Concern | undefined> {
  const reading = read(entry, zone);
  if (reading !== undefined) yield* readingFindings(entry, reading, zone);
  return concernOf(entry, reading, zone);
}

function* readingFindings(entry: RecordEntry, reading: Reading, zone: ZoneView): Generator<Finding> {
  const { value, exactOwner, isRecord, wildcard, domain } = reading;
  if (!isRecord) {
    // An MTA-STS record is told as misplaced.
    if (exactOwner && !isStsText(value.octets)) {
      yield {
        rule: 'tlsrpt/unrelated-txt',
        start: value.start,
        end: value.end,
        message: msg('This text is no TLS-RPT record, and the owner has no other use.'),
      };
    }
    return;
  }
  yield* ownerFindings(entry, reading, zone);
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
    const reading = read(entry, zone);
    return reading?.isRecord === true ? reading.value : undefined;
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
