/** The records of one owner that are not the same: of a family's there may be one. */
import type { Intended } from '../tlsrpt/intended.js';
import type { RecordEntry, ZoneView } from '../zone/model.js';
import { labels } from '../zone/names.js';

/** Of more at one owner nothing more is told. */
const mostTold = 1000;

/** A record, and the value that its author meant. */
export interface Meant {
  readonly entry: RecordEntry;
  readonly value: Intended;
}

/**
 * The first of the records of an owner that are each another, and as many others as are told of. The same record twice is
 * one: a set. In other strings it is another record. Where there may be a pause it yields nothing.
 *
 * @param isOwner whether the labels of the owner are those of a record of the family
 * @param read the value of a record of the family; undefined where it is none
 */
export function* different(
  records: Iterable<RecordEntry>,
  zone: ZoneView,
  isOwner: (own: readonly string[]) => boolean,
  read: (entry: RecordEntry) => Intended | undefined,
): Generator<Meant | undefined> {
  const texts = new Set<string>();
  const written = new Set<string>();
  for (const entry of records) {
    yield undefined;
    // They have one owner.
    if (!isOwner(labels(entry.ownerName ?? ''))) return;
    // What reads the same is the same: it is looked at once.
    const rest = zone.slice(entry.type?.end ?? entry.start, entry.end);
    if (written.has(rest)) continue;
    written.add(rest);
    const value = read(entry);
    if (value === undefined) continue;
    const key = `${value.stringStarts.join()} ${value.octets}`;
    if (texts.has(key)) continue;
    texts.add(key);
    yield { entry, value };
    if (texts.size > mostTold) return;
  }
}
