/** Looks up the records of an owner. */
import { mayHold } from './filter.js';
import { hashOf, ownerKey } from './hash.js';
import type { Part } from './includes.js';
import { readObjects } from './materialize.js';
import type { RecordEntry } from './model.js';
import { nameKey } from './names.js';
import type { ZoneIndex } from './zoneIndex.js';

/** The records of an owner in some chunks. */
export function ownedIn(parts: Iterable<Part>, owner: string): RecordEntry[] {
  const { high, low } = hashOf(owner);
  const key = nameKey(owner);
  const hash = ownerKey(high, low);
  const found: RecordEntry[] = [];
  for (const { chunk, offset } of parts) {
    if (!mayHold(chunk.ownerFilter, hash)) continue;
    const wanted: number[] = [];
    for (let entry = 0; entry < chunk.count; entry++) {
      if (chunk.low[entry] === low && chunk.high[entry] === high && chunk.types[entry]! >= 0)
        wanted.push(entry);
    }
    for (const { entry } of readObjects(chunk, offset, wanted)) {
      if (entry.kind !== 'record' || entry.ownerName === undefined) continue;
      if (nameKey(entry.ownerName) === key) found.push(entry);
    }
  }
  return found;
}

/** The records of an owner that `$GENERATE`s make. */
export function generatedFor(index: ZoneIndex, owner: string): RecordEntry[] {
  const { high, low } = hashOf(owner);
  const hash = ownerKey(high, low);
  const found: RecordEntry[] = [];
  for (const records of index.generated()) {
    if (!mayHold(records.ownerFilter, hash)) continue;
    const wanted: number[] = [];
    for (let number = 0; number < records.count; number++) {
      if (records.low[number] === low && records.high[number] === high && records.types[number]! >= 0)
        wanted.push(number);
    }
    if (wanted.length > 0) found.push(...records.read(index.offsetOfChunk(records), wanted));
  }
  return found;
}
