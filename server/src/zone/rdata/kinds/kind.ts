import type { FieldFault, RdataInput } from '../input.js';
import type { WireReader } from '../wire.js';

/** The form of an RDATA field: how it is read from a zone file and how BIND prints it. */
export interface Kind {
  /** Takes its words from the input and writes their octets; allocates nothing for common kinds. */
  read(input: RdataInput): FieldFault;
  /** The text of the octets that come next, empty where the field is left out; undefined where they are malformed. */
  print(wire: WireReader): string | undefined;
}
