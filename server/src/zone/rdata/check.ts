import { FieldList } from '../fields.js';
import { checkName } from '../names.js';
import type { Origin } from '../state.js';
import { fieldOk, RdataInput } from './input.js';
import { readIpv4, readIpv6 } from './kinds/addresses.js';
import { decimal } from './kinds/numbers.js';
import { readRdata } from './read.js';

const A = 1;
const NS = 2;
const CNAME = 5;
const PTR = 12;
const MX = 15;
const TXT = 16;
const AAAA = 28;
const SRV = 33;

/** One for all records: reading one allocates nothing. */
const input = new RdataInput(new FieldList());

/**
 * Whether BIND takes the RDATA of a record. Called for every record.
 *
 * @param first index of the first RDATA field
 * @param plain whether the fields are ASCII without backslashes; false where that is unknown
 */
export function rdataIsFine(
  fields: FieldList,
  first: number,
  typeCode: number,
  origin: Pick<Origin, 'wire' | 'labels'>,
  plain: boolean,
): boolean {
  if (plain && isSurelyFine(fields, first, typeCode, origin)) return true;
  input.fields = fields;
  input.originLength = origin.wire;
  input.originLabels = origin.labels;
  if (readRdata(input, first, typeCode) !== fieldOk || input.more) return false;
  return typeCode !== NS || !namesAddress(fields, first);
}

/**
 * Whether plain RDATA of one of the types that most records are of is sound, judged where it stands; what is not sure is
 * left to the table of all types.
 */
function isSurelyFine(
  fields: FieldList,
  first: number,
  typeCode: number,
  origin: Pick<Origin, 'wire'>,
): boolean {
  const { text, starts, ends, quoted } = fields;
  const last = fields.count - 1;
  if (last < first) return false;
  if (typeCode === TXT) return areShort(fields, first);
  for (let i = first; i <= last; i++) if (quoted[i] !== 0) return false;
  const start = starts[last]!;
  const end = ends[last]!;
  switch (typeCode) {
    case A:
      return first === last && readIpv4(text, start, end);
    case AAAA:
      return first === last && readIpv6(text, start, end);
    case CNAME:
    case PTR:
      return first === last && checkName(text, start, end, origin.wire) === 0;
    case MX:
    case SRV:
      if (last - first !== (typeCode === MX ? 1 : 3)) return false;
      for (let i = first; i < last; i++) if (decimal(text, starts[i]!, ends[i]!, 0xffff) < 0) return false;
      return checkName(text, start, end, origin.wire) === 0;
    default:
      return false;
  }
}

/** Whether plain strings are as short as they must be, and together far from the most that a record holds. */
function areShort({ starts, ends, quoted, count }: FieldList, first: number): boolean {
  if (ends[count - 1]! - starts[first]! > 4096) return false;
  for (let i = first; i < count; i++) {
    const quotes = quoted[i]! === 0 ? 0 : 2;
    if (quoted[i] === 2 || ends[i]! - starts[i]! - quotes > 255) return false;
  }
  return true;
}

/** Whether the name of a server is spelled like an address: BIND refuses the zone. */
export const namesAddress = ({ text, starts, ends }: FieldList, first: number) =>
  readsAsAddress(text, starts[first]!, ends[first]!);

/** Whether a name as written is an address, with a final dot or without. */
export function readsAsAddress(text: string, start: number, written: number): boolean {
  const end = text.charCodeAt(written - 1) === 46 ? written - 1 : written;
  return readIpv4(text, start, end) || readIpv6(text, start, end);
}
