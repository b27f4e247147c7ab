/** Looks up the records of an owner. */
import { mayHold } from './filter.js';
import type { Source } from './groups.js';
import { hashOf, type NameHash, ownerKey } from './hash.js';
import type { Part } from './includes.js';
import { readObjects } from './materialize.js';
import type { RecordEntry } from './model.js';
import { nameKey } from './names.js';
import type { ZoneIndex } from './zoneIndex.js';

/** The records of an owner in some chunks. */
export function ownedIn(parts: Iterable<Part>, owner: string): RecordEntry[] {
  const hash = hashOf(owner);
  const key = nameKey(owner);
  const found: RecordEntry[] = [];
  for (const { chunk, offset } of parts) {
    const wanted = placesIn(chunk, hash);
    if (wanted.length === 0) continue;
    for (const { entry } of readObjects(chunk, offset, wanted)) {
      if (entry.kind !== 'record' || entry.ownerName === undefined) continue;
      if (nameKey(entry.ownerName) === key) found.push(entry);
    }
  }
  return found;
}

/** The records of an owner that `$GENERATE`s make. */
export function generatedFor(index: ZoneIndex, owner: string): RecordEntry[] {
  const hash = hashOf(owner);
  const found: RecordEntry[] = [];
  for (const records of index.generated()) {
    const wanted = placesIn(records, hash);
    if (wanted.length === 0) continue;
    for (const record of records.read(index.offsetOfChunk(records), wanted)) found.push(record);
  }
  return found;
}

/** The places of the records that an owner, by the hash of its name, has among some: those that have a type. */
function placesIn({ count, types, high, low, ownerFilter }: Source, owner: NameHash): number[] {
  const places: number[] = [];
  if (!mayHold(ownerFilter, ownerKey(owner.high, owner.low))) return places;
  for (let place = 0; place < count; place++) {
    if (low[place] === owner.low && high[place] === owner.high && types[place]! >= 0) places.push(place);
  }
  return places;
}
