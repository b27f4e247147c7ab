/** The aliases that senders follow, where they ask for a record of a service. */
import { hashOf } from '../zone/hash.js';
import type { RecordEntry, ZoneView } from '../zone/model.js';
import { canonicalName, nameKey } from '../zone/names.js';
import type { WholeZone } from '../zone/wholeZone.js';
import type { Concern } from './family.js';

const CNAME = 5;

/** Where the aliases lead that senders follow, by their keys: there records stand well under any name. */
export function* targetsOf(
  zone: WholeZone,
  kept: readonly Concern[],
): Generator<undefined, ReadonlySet<string>> {
  const found = new Set<string>();
  if (!kept.some(({ misplaced }) => misplaced !== undefined)) return found;
  for (const { target } of kept) {
    let next = target;
    while (next !== undefined && !found.has(nameKey(next))) {
      yield;
      // One that lacks its final dot is told of itself.
      const name = isDoubled(next, zone) ? next.slice(0, -(zone.apex ?? zone.origin ?? '').length) : next;
      found.add(nameKey(next)).add(nameKey(name));
      const { high, low } = hashOf(name);
      next = zone.groups.has(high, low, CNAME) ? aliasOf(zone, name) : undefined;
    }
  }
  return found;
}

function aliasOf(zone: WholeZone, name: string): string | undefined {
  const alias = zone.recordsOf(name).find(({ typeCode }) => typeCode === CNAME);
  return alias && targetOf(alias);
}

/** The name that an alias points to; undefined where its RDATA is none. */
export const targetOf = ({ rdata, origin }: RecordEntry) => canonicalName(rdata[0]?.raw ?? '', origin);

/** Whether a domain has the zone's name twice: its final dot was forgotten, which is another rule's. */
export function isDoubled(domain: string, zone: ZoneView): boolean {
  const name = (zone.apex ?? zone.origin ?? '.').toLowerCase();
  return name !== '.' && `.${domain.toLowerCase()}`.endsWith(`.${name}${name}`);
}
