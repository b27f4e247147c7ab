import type { Concerns } from '../zone/chunkReader.js';
import type { RecordEntry, ZoneView } from '../zone/model.js';
import type { WholeZone } from '../zone/wholeZone.js';
import type { Finding } from './finding.js';

/**
 * A family of rules about some records of a zone (TLS-RPT, MTA-STS). While reading, the engine asks `concernsOwner` of
 * each owner that is written, unless it begins with a letter or digit, and `concerns` of each record that may be of the
 * family's types (its owner's answer given again where it is inherited; the type's number is -1 where it is missing or
 * unknown; the entry goes on to `end`, comments included). It runs the generators over those records alone: a zone of a
 * million others costs the family nothing but the questions. They are on the hot path: they read the text in place and allocate nothing. Too often true is slow, never
 * wrong.
 */
export interface ZoneFamily extends Concerns {
  /** What one record shows by itself, with its owner and origin in effect. */
  record(entry: RecordEntry, zone: ZoneView): Iterable<Finding>;
  /** What the records of one owner show together; `records` are all of its records, of every type, in file order, for one walk. */
  owner(records: Iterable<RecordEntry>, zone: ZoneView): Iterable<Finding>;
  /** What only the whole zone shows; `concerned` are all entries that concern the family, in file order. */
  zone(zone: WholeZone, concerned: readonly RecordEntry[]): Iterable<Finding>;
}

/** Whether an owner that begins with a character hides its name: behind the origin's `@`, or an escape. */
export const isVeiled = (first: number) => first === 64 || first === 92;
