import type { RecordEntry, ZoneView } from '../zone/model.js';
import type { Finding } from './finding.js';

/**
 * A family of rules about some records of a zone (TLS-RPT, MTA-STS). The engine asks `concerns` once for each record
 * it reads, keeps the entries that concern the family, and runs the generators over those alone: a zone of a million
 * other records costs the family nothing but the question.
 */
export interface ZoneFamily {
  /**
   * Whether a record may be of interest: by its owner, its type or its text. Called for every record on the hot path:
   * reads the text in place, allocates nothing. Too often true is slow, never wrong.
   *
   * @param typeCode the RR type's number, -1 where it is missing or unknown
   * @param ownerStart the owner as written; `ownerStart === ownerEnd` where it is inherited
   * @param rdataStart where the RDATA starts; the entry, comments included, goes on to `end`
   */
  concerns(
    text: string,
    typeCode: number,
    ownerStart: number,
    ownerEnd: number,
    rdataStart: number,
    end: number,
  ): boolean;
  /** What one record shows by itself, with its owner and origin in effect. */
  record(entry: RecordEntry, zone: ZoneView): Iterable<Finding>;
  /** What the records of one owner show together; `records` are all of its records, of every type, in file order. */
  owner(owner: string, records: readonly RecordEntry[], zone: ZoneView): Iterable<Finding>;
  /** What only the whole zone shows; `concerned` are all entries that concern the family, in file order. */
  zone(zone: ZoneView, concerned: readonly RecordEntry[]): Iterable<Finding>;
}
