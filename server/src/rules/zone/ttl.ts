/** The TTLs of records. */
import { secondWords } from '../../counted.js';
import { msg } from '../../message.js';
import { spanOf } from '../../span.js';
import type { ReadEntry } from '../../zone/materialize.js';
import type { Field, RecordEntry, ZoneView } from '../../zone/model.js';
import { isWithin } from '../../zone/names.js';
import { typeName } from '../../zone/rrtypes.js';
import type { StateBefore } from '../../zone/state.js';
import { maxTtl, readTtl } from '../../zone/ttl.js';
import type { Finding } from '../finding.js';

/** Whether a record needs a TTL of its own file: who includes one without SOA and origin gives it one, as an included file may; a `$TTL` that gives none is told in its place. */
export const mustHaveTtl = ({ origin, included, ttlBroken }: StateBefore, { apex }: ZoneView) =>
  !included && !ttlBroken && (apex !== undefined || origin.name !== undefined);

/** A record that has no TTL, marked at its type. */
export const withoutTtl = (type: Field, code: number): Finding => ({
  rule: 'zone/missing-ttl',
  ...spanOf(type),
  message: msg(
    'This {0} record has no TTL, and there is no $TTL or earlier record to take it from.',
    typeName(code),
  ),
});

/** What is wrong with the TTL of a record, or with the lack of one. */
export function ttlFinding(entry: RecordEntry, read: ReadEntry, zone: ZoneView): Finding | undefined {
  if (entry.ttl !== undefined) {
    if (readTtl(entry.ttl.raw, 0, entry.ttl.raw.length) <= maxTtl) return undefined;
    return {
      rule: 'zone/bad-ttl',
      ...spanOf(entry.ttl),
      severity: 'warning',
      message: msg('A TTL over {0} seconds: BIND serves 0.', maxTtl),
    };
  }
  if (entry.type === undefined || !mustHaveTtl(read.before, zone)) return undefined;
  if (read.ttl < 0) {
    // BIND leaves such a record out before it looks for its TTL.
    if (zone.apex !== undefined && entry.ownerName !== undefined && !isWithin(entry.ownerName, zone.apex))
      return undefined;
    return withoutTtl(entry.type, entry.typeCode);
  }
  if (entry.effectiveTtl?.from !== 'soa' || entry.typeCode !== 6) return undefined;
  return {
    rule: 'zone/missing-ttl',
    ...spanOf(entry.type),
    severity: 'warning',
    message: msg(
      'The SOA has no TTL and the file no $TTL: BIND takes the minimum, {0}, and warns.',
      secondWords(read.ttl),
    ),
  };
}
