import { FieldList } from '../fields.js';
import { fieldOk, RdataInput } from './input.js';
import { readRdata } from './read.js';

/** One for all records: reading one allocates nothing. */
const input = new RdataInput(new FieldList());

/**
 * Whether BIND takes the RDATA of a record. Called for every record.
 *
 * @param first index of the first RDATA field
 * @param originLength octets of the origin in wire form, 0 where unknown
 */
export function rdataIsFine(
  fields: FieldList,
  first: number,
  typeCode: number,
  originLength: number,
): boolean {
  input.fields = fields;
  input.originLength = originLength;
  return readRdata(input, first, typeCode) === fieldOk && !input.more;
}
