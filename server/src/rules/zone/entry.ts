import { msg } from '../../message.js';
import { inQuotes } from '../../quotes.js';
import { spanOf } from '../../span.js';
import { isControl } from '../../zone/lexer.js';
import { bareNul } from '../../zone/looks.js';
import type { ReadEntry } from '../../zone/materialize.js';
import { meantRecord } from '../../zone/meant.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { isWithin, nameKey } from '../../zone/names.js';
import { readClass, readType } from '../../zone/rrtypes.js';
import type { Origin } from '../../zone/state.js';
import { maxTtl, readTtl, ttlTooLarge } from '../../zone/ttl.js';
import type { Finding, Tell } from '../finding.js';
import { directiveFindings } from './directive.js';
import { checkTargets, ownerFinding } from './names.js';
import { isSoundAs, nearestType } from './nearestType.js';
import { checkRdata } from './rdata.js';
import { ttlFinding } from './ttl.js';

const NS = 2;
const DS = 43;
const NSEC3 = 50;

/** Tells what an entry of a zone file shows by itself. */
export function checkEntry(read: ReadEntry, zone: ZoneView, tell: Tell): void {
  const { entry, unclosed, swallowing, unopened, unterminated } = read;
  if (unclosed >= 0) {
    tell({
      rule: 'zone/unbalanced-parenthesis',
      start: unclosed,
      end: unclosed + 1,
      message: msg(
        'This parenthesis is never closed: BIND reads on to the end of the file and refuses the zone.',
      ),
    });
  }
  if (swallowing >= 0) {
    tell({
      rule: 'zone/unbalanced-parenthesis',
      start: swallowing,
      end: swallowing + 1,
      severity: 'warning',
      message: msg('Lines within this parenthesis read like records: to BIND they are data of this one.'),
    });
  }
  if (unopened >= 0) {
    tell({
      rule: 'zone/unbalanced-parenthesis',
      start: unopened,
      end: unopened + 1,
      message: msg('This parenthesis closes nothing.'),
    });
  }
  if (unterminated >= 0) {
    const end = stringEnd(entry, unterminated);
    tell({
      rule: 'zone/unterminated-string',
      start: unterminated,
      end,
      message: msg('This string is not closed on its line.'),
      data: { insertAt: end },
    });
  }
  if (read.control) checkEncoding(read, zone, tell);
  // What a broken string or parenthesis makes of the rest of the entry is no mistake of its own.
  const broken = unclosed >= 0 || unterminated >= 0;
  if (entry.kind === 'directive') {
    for (const finding of directiveFindings(entry, read, zone)) tell(finding);
  }
  if (entry.kind === 'record') checkRecord(entry, read, zone, broken, tell);
}

function stringEnd(entry: ReadEntry['entry'], start: number): number {
  const fields = entry.kind === 'record' ? [entry.owner, entry.type, ...entry.rdata] : [];
  const field = fields.find((candidate) => candidate?.start === start);
  const token = entry.tokens.find((candidate) => candidate.start === start);
  return field?.end ?? token?.end ?? start + 1;
}

function checkEncoding({ entry }: ReadEntry, zone: ZoneView, tell: Tell): void {
  for (const token of entry.tokens) {
    if (token.kind !== 'word' && token.kind !== 'string') continue;
    const text = zone.slice(token.start, token.end);
    const nul = token.kind === 'word' ? bareNul(text, 0, text.length) : -1;
    if (nul >= 0) {
      tell({
        rule: 'zone/invalid-encoding',
        start: token.start + nul,
        end: token.start + nul + 1,
        severity: 'error',
        message: msg('BIND refuses a zone with a NUL character here. A file in UTF-16 has many.'),
      });
      return;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      // A line break behind a backslash is meant.
      if (!isControl(code) || ((code === 10 || code === 13) && token.kind === 'string')) continue;
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      tell({
        rule: 'zone/invalid-encoding',
        start: token.start + i,
        end: token.start + i + 1,
        // BIND refuses what a mark makes of a directive.
        ...(entry.kind === 'record' && entry.typeCode < 0 && isMarked(entry) && { severity: 'error' }),
        message:
          code === 0xfeff
            ? msg('BIND takes this invisible byte-order mark for part of the name or text.')
            : msg('BIND takes this invisible control character ({0}) for data.', name),
      });
    }
  }
}

/** Whether BIND reads on after the owner: it drops a record outside the zone. */
const isServed = ({ ownerName }: RecordEntry, { apex }: ZoneView) =>
  apex === undefined || ownerName?.endsWith('.') !== true || isWithin(ownerName, apex);

const isApex = (owner: string | undefined, apex: string) =>
  owner !== undefined && nameKey(owner) === nameKey(apex);

function checkRecord(entry: RecordEntry, read: ReadEntry, zone: ZoneView, broken: boolean, tell: Tell): void {
  const owner = ownerFinding(entry, read, zone);
  if (owner !== undefined) tell(owner);
  if (entry.class !== undefined && read.classCode !== 1) {
    tell({
      rule: 'zone/class-mismatch',
      ...spanOf(entry.class),
      message: msg(
        'The zone’s class is {0}: BIND refuses a record of class {1}.',
        zone.zoneClass,
        entry.class.raw,
      ),
      data: { zoneClass: zone.zoneClass },
    });
  }
  if (entry.typeCode < 0) {
    const type =
      broken || isMarked(entry) || isContinued(entry, read)
        ? undefined
        : typeFinding(entry, read.before.origin);
    if (type !== undefined) tell(type);
    // A wrong TTL or a second class hides nothing of what stands behind it.
    const meant = broken ? entry : meantRecord(entry);
    if (meant.typeCode < 0) return;
    checkRdata(meant, read.before.origin, tell);
    checkTyped(meant, read, zone, tell);
    return;
  }
  checkTyped(entry, read, zone, tell);
  const ttl = ttlFinding(entry, read, zone);
  if (ttl !== undefined) tell(ttl);
}

/** Tells what is wrong with a record of its type. */
function checkTyped(entry: RecordEntry, read: ReadEntry, zone: ZoneView, tell: Tell): void {
  if (entry.typeCode === DS && zone.apex !== undefined && isApex(entry.ownerName, zone.apex)) {
    tell({
      rule: 'zone/ds-at-apex',
      ...spanOf(entry.type ?? entry),
      message: msg('DS records stand in the parent zone: BIND refuses one at the top of “{0}”.', zone.apex),
    });
  }
  const wildcard = /^\*(?:\.|$)/.test(entry.ownerName ?? '');
  if ((entry.typeCode === NS || entry.typeCode === NSEC3) && wildcard && isServed(entry, zone)) {
    tell({
      rule: 'zone/bad-name',
      ...spanOf(entry.owner ?? entry.type ?? entry),
      message: msg('A wildcard owns no {0} record: BIND refuses the zone.', entry.typeName ?? ''),
    });
  }
  checkTargets(entry, zone, read, tell);
}

/** Whether a byte-order mark keeps a line from being the directive or the record that it was to be: that is told of there. */
export const isMarked = ({ owner }: RecordEntry) => owner?.raw.startsWith('\ufeff') === true;

/** Whether a backslash was to continue the entry before, as RFC 8460 section 3.1 prints its examples: that is told of there. */
const isContinued = ({ owner }: RecordEntry, { before }: ReadEntry) =>
  before.continued && (owner === undefined || owner.quoted);

/** Whether a record would be sound if its owner were its type, which the line starts with by mistake. */
function startsWithType(entry: RecordEntry, origin: Origin): boolean {
  const { owner, ttl, class: zoneClass, type, rdata } = entry;
  if (owner === undefined) return false;
  const data = [ttl, zoneClass, type, ...rdata].filter((field) => field !== undefined);
  data.sort((a, b) => a.start - b.start);
  return isSoundAs(owner, owner.raw, data, origin);
}

function typeFinding(entry: RecordEntry, origin: Origin): Finding | undefined {
  const { type, owner } = entry;
  if (type === undefined) {
    const last = entry.ttl ?? entry.class ?? owner;
    return (
      last && {
        rule: 'zone/missing-type',
        ...spanOf(last),
        message: msg('This entry has no type: BIND refuses the zone.'),
      }
    );
  }
  const ttl = readTtl(type.raw, 0, type.raw.length);
  if (/^\d/.test(type.raw) && entry.rdata.length > 0) {
    if (entry.ttl === undefined && readsOn(entry, 0)) {
      return {
        rule: 'zone/bad-ttl',
        ...spanOf(type),
        message:
          ttl === ttlTooLarge
            ? msg('A TTL is at most {0} seconds.', maxTtl)
            : msg('This is no TTL: every number needs its unit, as in 1h30m.'),
      };
    }
  }
  if (entry.class !== undefined && readClass(type.raw, 0, type.raw.length) >= 0) {
    return {
      rule: 'zone/class-mismatch',
      ...spanOf(type),
      message: msg('The class is given twice.'),
      data: { remove: true },
    };
  }
  if (type.raw.startsWith('$')) {
    return {
      rule: 'zone/unknown-directive',
      ...spanOf(type),
      message: msg('A directive must start its line: BIND reads {0} as a record type here.', type.raw),
      data: { unindent: true },
    };
  }
  if (owner !== undefined && startsWithType(entry, origin)) {
    return {
      rule: 'zone/unknown-type',
      ...spanOf(type),
      message: msg(
        '{0} is no record type. A line without white space before it starts with its owner: here {1}.',
        type.raw,
        owner.raw,
      ),
      data: { indentAt: owner.start },
    };
  }
  const word = type.quoted ? inQuotes(type.raw) : type.raw;
  const isRight = [readType, readClass, readTtl].some((read) => read(word, 0, word.length) >= 0);
  const near = type.quoted && isRight ? word : nearestType(type, word, entry.rdata, origin);
  return {
    rule: 'zone/unknown-type',
    ...spanOf(type),
    message: near
      ? msg('{0} is no record type. Is {1} meant?', type.raw, near)
      : msg('{0} is no record type.', type.raw),
    ...(near && { data: { near } }),
  };
}

/** Whether class and type, or a type, follow in what was taken for RDATA. */
function readsOn(entry: RecordEntry, index: number): boolean {
  const field = entry.rdata[index];
  if (field === undefined) return false;
  if (readType(field.raw, 0, field.raw.length) >= 0) return true;
  return index === 0 && readClass(field.raw, 0, field.raw.length) >= 0 && readsOn(entry, 1);
}
