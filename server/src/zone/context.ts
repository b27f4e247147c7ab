/** What is known of a zone when a part of it is read. */

/** What a family of rules wants to see of the records: see `ZoneFamily` in `rules/family.ts`. */
export interface Concerns {
  /** The types whose records may be of interest. */
  readonly types: readonly number[];
  /** Whether records of an owner, as written, may be of interest: none is that begins with a letter or digit. */
  concernsOwner(text: string, start: number, end: number): boolean;
  /** Whether a record may be of interest. */
  concerns(text: string, typeCode: number, ownerConcerned: boolean, rdataStart: number, end: number): boolean;
}

/** What reading needs to know of the zone beside its text. */
export interface ReadContext {
  /** The zone's own name, absolute; undefined where unknown. */
  readonly apex: string | undefined;
  readonly classCode: number;
  readonly families: readonly Concerns[];
}

/** How a zone is called: its own name and the origin before its first line, absolute; undefined where unknown. */
export interface ZoneNames {
  readonly apex: string | undefined;
  readonly origin: string | undefined;
}

export const contextOf = ({ apex, origin }: ZoneNames, families: readonly Concerns[]): ReadContext => ({
  apex: apex ?? origin,
  classCode: 1,
  families,
});
