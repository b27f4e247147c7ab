/** What the apex of a zone decides of a record: whether BIND takes it. Names are in wire form, the apex in lower case. */
import { msg } from '../message.js';
import type { Refuse } from './loading.js';
import { isHashed, lower } from './rrsets.js';
import { typeName } from './rrtypes.js';

const NS = 2;
const SOA = 6;
const DS = 43;
const NSEC3 = 50;

/** Whether an owner is the apex or below it. */
export function isInside(owner: string, apex: string): boolean {
  const key = lower(owner);
  for (let at = key.length - apex.length, label = 0; label <= at; label += 1 + key.charCodeAt(label)) {
    if (label === at) return key.slice(at) === apex;
  }
  return false;
}

/** Whether BIND adds a record of an owner inside. */
export function isTaken(owner: string, type: number, rdata: string, apex: string, refuse: Refuse): boolean {
  // BIND holds what proves hashed names apart, and never shows what stands there at the apex.
  if (isHashed(type, rdata) && lower(owner) === apex) return false;
  if ((type === NS || type === NSEC3) && owner.startsWith('\x01*')) {
    refuse(msg('A wildcard owns no {0} record.', typeName(type)));
    return false;
  }
  if ((type === SOA || type === DS) && (type === SOA) !== (lower(owner) === apex)) {
    refuse(
      type === SOA
        ? msg('The SOA record is not at the top of the zone.')
        : msg('A DS record stands at the top of the zone.'),
    );
    return false;
  }
  return true;
}
