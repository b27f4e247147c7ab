import { msg } from '../../message.js';
import { isStsText } from '../../mtasts/record.js';
import { isNear } from '../../nearest.js';
import { spanOf } from '../../span.js';
import { type Intended, intendedText, isTooLong, sourceSpan } from '../../tlsrpt/intended.js';
import { skip, skipBack, trim } from '../../tlsrpt/space.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { labels, nameKey, underscored } from '../../zone/names.js';
import type { WholeZone } from '../../zone/wholeZone.js';
import { targetOf, targetsOf } from '../aliases.js';
import { different } from '../different.js';
import { type Concern, isVeiled, type ZoneFamily } from '../family.js';
import type { Finding } from '../finding.js';
import { saysLetters, threeLetters } from '../letters.js';
import { serviceOwner, writtenOwner } from '../serviceOwner.js';

const TXT = 16;
const CNAME = 5;
const version = 'v=STSv1';
const isNamed = (own: readonly string[]) => own[0]?.toLowerCase() === '_mta-sts';

/** Whether senders ask there: the name of another service is none that mail goes to. */
const isOwner = (own: readonly string[]) => isNamed(own) && own[1]?.startsWith('_') !== true;

function read(entry: RecordEntry, zone: ZoneView): Intended | undefined {
  if (entry.typeCode !== TXT || entry.ownerName === undefined || entry.rdata.length === 0 || isTooLong(entry))
    return undefined;
  const value = intendedText(entry, zone);
  const exact = isNamed(labels(entry.ownerName));
  return isStsText(value.octets) || (exact && /(?:^|;)\s*id\s*=/i.test(value.octets)) ? value : undefined;
}

/** The rules of the MTA-STS record (RFC 8461 section 3.1). */
export const mtastsFamily: ZoneFamily = {
  types: [TXT, CNAME],
  concernsOwner,
  concerns,
  record,
  owner,
  zone,
};

function concernsOwner(text: string, start: number, end: number): boolean {
  if (end === start) return false;
  const first = text.charCodeAt(start);
  return isVeiled(first) || (first === 95 && (text.charCodeAt(start + 1) | 32) === 109);
}

function concerns(
  text: string,
  typeCode: number,
  ownerConcerned: boolean,
  rdataStart: number,
  end: number,
): boolean {
  if (typeCode === TXT) return ownerConcerned || saysLetters(text, rdataStart, end, 24, sts);
  return typeCode === CNAME && ownerConcerned;
}

const sts = threeLetters('sts');

function* record(entry: RecordEntry, zone: ZoneView): Generator<Finding, Concern | undefined> {
  const value = read(entry, zone);
  if (value !== undefined) yield* recordFindings(entry, value);
  return concernOf(entry, value !== undefined);
}

/** What the whole zone wants of a record: an alias at which senders ask, and a record at which they do not. */
function concernOf(entry: RecordEntry, isOurs: boolean): Concern | undefined {
  const { ownerName, typeCode } = entry;
  const field = entry.owner ?? entry.type;
  if (ownerName === undefined || field === undefined) return undefined;
  const own = labels(ownerName);
  const at = { owner: ownerName, typeCode, isOurs, ...spanOf(field) };
  if (typeCode === CNAME) return isOwner(own) ? { ...at, target: targetOf(entry) } : undefined;
  if (!isOurs || isOwner(own) || own[0] === '*') return undefined;
  return { ...at, misplaced: { replaceBy: rightOwner(writtenOwner(entry) ?? ownerName, own) } };
}

function* zone(whole: WholeZone, kept: readonly Concern[]): Generator<Finding | undefined> {
  const targets = yield* targetsOf(whole, kept);
  for (const { owner: name, misplaced, start, end } of kept) {
    yield;
    if (misplaced === undefined || targets.has(nameKey(name))) continue;
    yield {
      rule: 'mtasts/wrong-owner',
      start,
      end,
      message: msg(
        'Senders ask for an MTA-STS record at _mta-sts under the mail domain, not at “{0}”.',
        name,
      ),
      data: misplaced,
    };
  }
}

function* recordFindings(entry: RecordEntry, value: Intended): Generator<Finding> {
  if (value.spoiled !== undefined) {
    const served = entry.rdata.map((one) => one.raw).join(' ');
    yield {
      rule: 'mtasts/unquoted-semicolon',
      start: value.start,
      end: value.end,
      message: msg('BIND serves only “{0}”: the rest is a comment. Quote the whole value.', served),
      data: { quoteStart: value.start, quoteEnd: value.end },
    };
  }
  yield* valueFindings(value);
}

/** What to write for the owner of a record at which nobody asks. */
function rightOwner(written: string, own: readonly string[]): string {
  return serviceOwner('_mta-sts', written, own, Math.max(serviceLabels(own), underscored(own)));
}

/** How many of the first labels are meant for `_mta-sts`. */
function serviceLabels(own: readonly string[]): number {
  const [first = '', second = ''] = own.map((label) => label.toLowerCase().replace(/[_-]/g, ''));
  if (second === 'mtasts' || first + second === 'mtasts') return 2;
  return ['sts', 'mta', 'mtsts'].includes(first) || isNear(first, 'mtasts', 1) ? 1 : 0;
}

function* valueFindings(value: Intended): Generator<Finding> {
  const { octets } = value;
  const first = /^[^;]*/.exec(octets)?.[0] ?? '';
  if (first !== version) {
    const spaced = trim(first) === version;
    const start = skip(first, 0);
    const swapped = /^[ \t]*(id=[A-Za-z0-9]{1,32})[ \t]*;[ \t]*v=STSv1[ \t]*(?=;|$)/.exec(octets);
    // The id may stand in the version's place, before it, or behind it without a delimiter.
    const id = swapped?.[1] ?? idIn(first);
    yield {
      rule: 'mtasts/version-misspelled',
      ...(spaced
        ? sourceSpan(value, 0, first.length)
        : sourceSpan(value, start, Math.max(start + trim(first).length, 1))),
      message: msg('The record must begin with v=STSv1; letter by letter: senders discard it.'),
      data: {
        ...sourceSpan(value, 0, swapped?.[0].length ?? first.length),
        replaceBy: id === undefined ? version : `${version}; ${id}`,
      },
    };
  }
  const id = /(?:^|;)[ \t]*id[ \t]*(?:[=:]([^;]*)|(?=;|$))/i.exec(octets);
  if (id === null && idIn(first) !== undefined) return;
  if (id === null) {
    const end = skipBack(octets, octets.length);
    yield {
      rule: 'mtasts/id-missing',
      ...sourceSpan(value, 0, end),
      message: msg('The record has no id: senders cannot tell when the policy changes.'),
      data: {
        insertAt: sourceSpan(value, Math.max(end - 1, 0), end).end,
        closed: octets[end - 1] === ';',
      },
    };
    return;
  }
  const text = trim(id[1] ?? '');
  if (/^[A-Za-z0-9]{1,32}$/.test(text) && /id=[A-Za-z0-9]/.test(id[0])) return;
  const from = id.index + id[0].length - (id[1]?.length ?? 0);
  const start = skip(octets, from);
  const idStart = id.index + id[0].search(/id/i);
  yield {
    rule: 'mtasts/id-invalid',
    ...(text === '' || !/id=[A-Za-z0-9]/.test(id[0])
      ? sourceSpan(value, idStart, Math.max(from, start + text.length))
      : sourceSpan(value, start, start + text.length)),
    message: msg('An id is 1 to 32 letters and digits.'),
    data: { whole: text === '' || !/id=[A-Za-z0-9]/.test(id[0]) },
  };
}

/** The id of a field that reads `id=…`, `v=STSv1id=…` or `v=STSv1, id=…`. */
const idIn = (field: string) => /^(?:\s*v=STSv1)?[ \t,]*(id=[A-Za-z0-9]{1,32})[ \t]*$/.exec(field)?.[1];

function* owner(records: Iterable<RecordEntry>, zone: ZoneView): Generator<Finding | undefined> {
  let first: Intended | undefined;
  for (const one of different(records, zone, isOwner, (entry) => read(entry, zone))) {
    yield;
    if (one === undefined) continue;
    const { entry, value } = one;
    if (first === undefined) {
      first = value;
      continue;
    }
    yield {
      rule: 'mtasts/multiple-records',
      start: value.start,
      end: value.end,
      message: msg(
        'Another MTA-STS record at {0}: with two, the domain counts as having none.',
        entry.ownerName ?? '',
      ),
      data: { start: entry.start, end: entry.end },
      related: [{ start: first.start, end: first.end, message: msg('The other record is here.') }],
    };
  }
}
