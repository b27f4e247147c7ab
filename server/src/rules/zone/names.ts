/** What the names of an entry show: its owner, and the names in its data. */
import { msg } from '../../message.js';
import { spanOf } from '../../span.js';
import { endsWithName } from '../../zone/looks.js';
import type { ReadEntry } from '../../zone/materialize.js';
import type { Field, RecordEntry, ZoneView } from '../../zone/model.js';
import { nameFieldOf } from '../../zone/nameFields.js';
import {
  badEscape,
  canonicalName,
  checkName,
  emptyLabel,
  fault,
  isWithin,
  labelTooLong,
} from '../../zone/names.js';
import type { Finding, Tell } from '../finding.js';

const NS = 2;
const SOA = 6;

/** What is wrong with the owner of a record, or with the lack of one. */
export function ownerFinding(entry: RecordEntry, read: ReadEntry, zone: ZoneView): Finding | undefined {
  const { owner, ownerName } = entry;
  if (owner === undefined) {
    if (!read.ownerMissing || read.before.ownerBroken) return undefined;
    // An indented directive is told as one.
    if (entry.type?.raw.startsWith('$')) return undefined;
    const first = entry.tokens.find(({ kind }) => kind !== 'space') ?? entry;
    return {
      rule: 'zone/missing-owner',
      start: entry.start,
      end: first.start,
      message: msg('This line starts with white space, and there is no owner before it to inherit.'),
    };
  }
  if (ownerName === undefined) return nameFinding(owner, read.before.origin.wire);
  // A TLS-RPT record at a doubled name has a rule of its own.
  const reporting = entry.typeCode === 16 && /^_smtp\._tls\./i.test(owner.raw);
  const name = reporting ? undefined : lackingDot(owner, entry.origin, zone);
  if (name !== undefined) {
    const served = canonicalName(owner.raw, entry.origin) ?? ownerName;
    // Of an SOA that was meant for the zone's own BIND refuses the zone.
    const isTop = entry.typeCode === SOA && served !== ownerName;
    return { ...dotFinding(owner, served, entry.origin), ...(isTop && { severity: 'error' }) };
  }
  return outside(owner, ownerName, zone);
}

/** An owner outside the zone. */
export function outside(owner: Field, name: string, { apex }: ZoneView): Finding | undefined {
  if (apex === undefined || !name.endsWith('.') || isWithin(name, apex)) return undefined;
  return {
    rule: 'zone/out-of-zone',
    ...spanOf(owner),
    message: msg(
      '{0} is outside the zone {1}: BIND drops the record, and says so in its log only.',
      name,
      apex,
    ),
  };
}

/** The zone's name that a relative name repeats, without its final dot; undefined where it does not. */
export function lackingDot(field: Field, origin: string | undefined, zone: ZoneView): string | undefined {
  // BIND writes zones with `$ORIGIN .`: to that, no name lacks its dot.
  if (field.quoted || field.raw.endsWith('.') || origin === '.') return undefined;
  const name = zone.apex ?? zone.origin ?? origin;
  if (name === undefined || name === '.') return undefined;
  const bare = name.slice(0, -1);
  return endsWithName(field.raw, 0, field.raw.length, bare.toLowerCase()) ? bare : undefined;
}

/** A name whose final dot was forgotten, and what BIND makes of it. */
export function dotFinding(field: Field, served: string, origin: string | undefined): Finding {
  const strip = withoutOrigin(field, origin);
  return {
    rule: 'zone/missing-trailing-dot',
    ...spanOf(field),
    message: msg('Without a final dot this name is relative: BIND reads “{0}”.', served),
    data: strip === undefined ? {} : { strip },
  };
}

/** The relative form of a name that lacks its final dot; undefined where the origin there is no end of it. */
export function withoutOrigin({ raw }: Field, origin: string | undefined): string | undefined {
  const bare = origin?.slice(0, -1).toLowerCase();
  if (bare === undefined || !endsWithName(raw, 0, raw.length, bare)) return undefined;
  return raw.length > bare.length ? raw.slice(0, -bare.length - 1) : '@';
}

/** What keeps a field from being a name. */
export function nameFinding(field: Field, originWire: number): Finding | undefined {
  const quote = field.quoted ? 1 : 0;
  const text = field.raw.slice(quote, field.raw.length - quote);
  const code = checkName(text, 0, text.length, originWire);
  if (code === 0) return undefined;
  const start = field.start + quote + fault.start;
  const end = Math.max(start, field.start + quote + fault.end);
  if (code === badEscape) {
    return {
      rule: 'zone/bad-escape',
      start,
      end,
      message: msg('A backslash takes one character, or three digits up to 255.'),
    };
  }
  return {
    rule: 'zone/bad-name',
    start,
    end,
    message:
      code === emptyLabel
        ? msg('A label of this name is empty.')
        : code === labelTooLong
          ? msg('A label has at most 63 octets.')
          : msg('A name has at most 255 octets, its origin included.'),
  };
}

/** Tells of names in the data of a record that look like ones whose final dot was forgotten. */
export function checkTargets(entry: RecordEntry, zone: ZoneView, read: ReadEntry, tell: Tell): void {
  // What a name server's name lacks is told with what the zone lacks for it: BIND may refuse the zone.
  if (entry.typeCode === NS && zone.apex !== undefined) return;
  const indexes = entry.typeCode === 6 ? [0, 1] : [nameFieldOf(entry)];
  for (const index of indexes) {
    const field = entry.rdata[index];
    if (field === undefined || field.quoted) continue;
    if (checkName(field.raw, 0, field.raw.length, read.before.origin.wire) !== 0) continue;
    const served = canonicalName(field.raw, entry.origin);
    if (served === undefined || !served.endsWith('.')) continue;
    const name = lackingDot(field, entry.origin, zone);
    if (name !== undefined) {
      tell(dotFinding(field, served, entry.origin));
    } else if (
      entry.typeCode === 12 &&
      entry.origin !== '.' &&
      isReverse(zone) &&
      field.raw.includes('.') &&
      !field.raw.endsWith('.')
    ) {
      tell({
        rule: 'zone/missing-trailing-dot',
        ...spanOf(field),
        message: msg('Without a final dot this name is relative: BIND reads “{0}”.', served),
        data: {},
      });
    }
  }
}

const isReverse = (zone: ZoneView) => /\.arpa\.$/i.test(zone.apex ?? zone.origin ?? '');
