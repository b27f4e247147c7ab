import type { FieldList } from '../fields.js';

/**
 * Whether the RDATA of a record is sound. Called for every record: allocates nothing where it is.
 *
 * @param first index of the first RDATA field
 * @param originLength octets of the origin in wire form, 0 where unknown
 */
export function rdataIsFine(fields: FieldList, first: number, _type: number, _originLength: number): boolean {
  return first < fields.count;
}
