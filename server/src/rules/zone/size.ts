import { msg } from '../../message.js';
import { spanOf } from '../../span.js';
import type { Field, RecordEntry } from '../../zone/model.js';
import { maxRRset } from '../../zone/rdata/read.js';
import { isSignature, orderOf, RRsets } from '../../zone/rrsets.js';
import type { Finding } from '../finding.js';
import { wireOf } from './rdata.js';

/** The name of the root in wire form. */
const root = '\0';
const lengthOf = (fields: readonly Field[]) => fields.reduce((sum, { raw }) => sum + raw.length + 1, 0);
/** Octets that the RDATA of a record has at most. */
export const mostOctets = ({ rdata }: RecordEntry): number => 3 * lengthOf(rdata) + mostOrigin;

/** Most octets that a name in the RDATA of a record may have more than is written: the origin. */
const mostOrigin = 255;

/**
 * The record with which an RRset grows larger than BIND holds.
 *
 * @param set the records of one owner and type, in the order of the file; signatures are sets by what they are over
 */
export function* sizeFindings(set: Iterable<RecordEntry>): Generator<Finding> {
  const sets = new RRsets();
  const told = new Set<number>();
  for (const record of set) {
    const rdata = wireOf(record);
    // All have one owner: any will do.
    if (rdata === undefined || sets.add(root, 0, record.typeCode, rdata)) continue;
    const rrset = orderOf(record.typeCode, rdata);
    if (told.has(rrset)) continue;
    told.add(rrset);
    yield {
      rule: 'zone/bad-rdata',
      ...spanOf(record.type ?? record),
      message: msg('With this record the RRset has more than {0} octets: BIND refuses the zone.', maxRRset),
    };
    if (!isSignature(record.typeCode)) return;
  }
}
