import type { Entry, RecordEntry, ZoneView } from '../zone/model.js';

/**
 * Whether records can go without a change to others: what follows may inherit its owner or its TTL from them.
 *
 * @param starts where the records start
 * @param kept one that is written out anew, whatever it inherits
 */
export function mayGo(zone: ZoneView, starts: readonly number[], kept?: Entry): boolean {
  const gone = new Set(starts);
  return starts.every((start) => {
    const entry = zone.entryAt(start);
    if (entry?.kind !== 'record') return false;
    const next = following(zone, entry, gone);
    if (next === undefined) return true;
    if (next.ttl === undefined && next.effectiveTtl?.from === 'previous' && entry.ttl !== undefined)
      return false;
    return (
      next.start === kept?.start ||
      next.owner !== undefined ||
      entry.owner === undefined ||
      ownerStands(zone, entry, gone)
    );
  });
}

/** The record after one, those left out that go too. */
export function following(
  zone: ZoneView,
  entry: RecordEntry,
  gone: ReadonlySet<number> = new Set(),
): RecordEntry | undefined {
  for (let at = entry.end; at < zone.length; ) {
    const next = zone.entryAt(at);
    if (next === undefined) return undefined;
    if (next.kind === 'record' && !gone.has(next.start)) return next;
    at = next.end;
  }
  return undefined;
}

/** Whether the record before one that goes has the same owner. */
function ownerStands(zone: ZoneView, { start, ownerName }: RecordEntry, gone: ReadonlySet<number>): boolean {
  for (let at = start; at > 0; ) {
    const before = zone.entryAt(at - 1);
    if (before === undefined) return false;
    if (before.kind === 'record' && !gone.has(before.start)) {
      return before.ownerName !== undefined && before.ownerName.toLowerCase() === ownerName?.toLowerCase();
    }
    at = before.start;
  }
  return false;
}
