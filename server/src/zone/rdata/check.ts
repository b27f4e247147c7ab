import { FieldList } from '../fields.js';
import type { Origin } from '../state.js';
import { fieldOk, RdataInput } from './input.js';
import { readIpv4, readIpv6 } from './kinds/addresses.js';
import { readRdata } from './read.js';

const A = 1;
const NS = 2;
const AAAA = 28;

/** One for all records: reading one allocates nothing. */
const input = new RdataInput(new FieldList());

/**
 * Whether BIND takes the RDATA of a record. Called for every record.
 *
 * @param first index of the first RDATA field
 */
export function rdataIsFine(
  fields: FieldList,
  first: number,
  typeCode: number,
  origin: Pick<Origin, 'wire' | 'labels'>,
): boolean {
  // Most records of most zones: read where they stand.
  if ((typeCode === A || typeCode === AAAA) && first + 1 === fields.count && fields.quoted[first] === 0) {
    const read = typeCode === A ? readIpv4 : readIpv6;
    return read(fields.text, fields.starts[first]!, fields.ends[first]!);
  }
  input.fields = fields;
  input.originLength = origin.wire;
  input.originLabels = origin.labels;
  if (readRdata(input, first, typeCode) !== fieldOk || input.more) return false;
  return typeCode !== NS || !namesAddress(fields, first);
}

/** Whether the name of a server is spelled like an address: BIND refuses the zone. */
export function namesAddress(fields: FieldList, first: number): boolean {
  const { text } = fields;
  const start = fields.starts[first]!;
  const written = fields.ends[first]!;
  const end = text.charCodeAt(written - 1) === 46 ? written - 1 : written;
  return readIpv4(text, start, end) || readIpv6(text, start, end);
}
