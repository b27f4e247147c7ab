import type { Span } from '../span.js';
import type { Concerns } from '../zone/context.js';
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
  /** What one record shows by itself, with its owner and origin in effect; and what is kept of it for the whole zone. */
  record(entry: RecordEntry, zone: ZoneView): Generator<Finding, Concern | undefined>;
  /**
   * What the records of one owner show together; `records` are all of its records, of every type, in file order, for one walk.
   * Where there may be a pause it yields nothing.
   */
  owner(records: Iterable<RecordEntry>, zone: ZoneView): Iterable<Finding | undefined>;
  /** What only the whole zone shows; `kept` is what was kept of its records, in file order. It pauses likewise. */
  zone(zone: WholeZone, kept: readonly Concern[]): Iterable<Finding | undefined>;
}

/** What a family keeps of a record: where its owner is written, or its type where that is inherited, and what it is. */
export interface Concern extends Span {
  readonly owner: string;
  readonly typeCode: number;
  /** Whether it is a record of the family's, or was meant to be one. */
  readonly isOurs: boolean;
  /** The name that an alias points to. */
  readonly target?: string | undefined;
  /** Where a record of the family's has an owner at which nobody asks: what to write for that. */
  readonly misplaced?: { readonly replaceBy: string };
}

/** Whether an owner that begins with a character hides its name: behind the origin's `@`, or an escape. */
export const isVeiled = (first: number) => first === 64 || first === 92;
