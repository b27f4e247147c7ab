import { msg } from '../../message.js';
import { spanOf } from '../../span.js';
import { FieldList } from '../../zone/fields.js';
import type { RecordEntry } from '../../zone/model.js';
import { fieldOk, RdataInput } from '../../zone/rdata/input.js';
import { readName } from '../../zone/rdata/kinds/names.js';
import { maxRRset, readRdata } from '../../zone/rdata/read.js';
import { canonicalRdata, recordOctets } from '../../zone/rrsets.js';
import type { Finding } from '../finding.js';
import { listOf } from './rdata.js';

const RRSIG = 46;
/** Most octets that a name in the RDATA of a record may have more than is written: the origin. */
const mostOrigin = 255;

/**
 * The record with which an RRset grows larger than BIND holds.
 *
 * @param set the records of one owner and type, in the order of the file
 */
export function* sizeFindings(set: readonly RecordEntry[]): Generator<Finding> {
  const most = set.reduce((sum, { start, end }) => sum + 3 * (end - start) + mostOrigin, 0);
  if (most <= maxRRset) return;
  /** Octets and canonical RDATA; signatures make a set with those over the same type. */
  const sets = new Map<string, { octets: number; readonly seen: Set<string> }>();
  for (const record of set) {
    const rdata = wireOf(record);
    if (rdata === undefined) continue;
    const key = record.typeCode === RRSIG ? rdata.slice(0, 2) : '';
    const there = sets.get(key) ?? { octets: 0, seen: new Set() };
    sets.set(key, there);
    const canonical = canonicalRdata(record.typeCode, rdata);
    if (there.seen.has(canonical)) continue;
    there.seen.add(canonical);
    const before = there.octets;
    there.octets += recordOctets(record.typeCode, rdata);
    if (before > maxRRset || there.octets <= maxRRset) continue;
    yield {
      rule: 'zone/bad-rdata',
      ...spanOf(record.type ?? record),
      message: msg('With this record the RRset has more than {0} octets: BIND refuses the zone.', maxRRset),
    };
  }
}

/** The RDATA of a record in wire form; undefined where it is not sound, which another rule tells. */
export function wireOf({ rdata, typeCode, origin }: RecordEntry): string | undefined {
  const input = new RdataInput(listOf(rdata));
  if (origin !== undefined) {
    const name = new FieldList();
    name.text = origin;
    const reader = new RdataInput(name);
    if (readName(reader, 0, origin.length) !== fieldOk) return undefined;
    input.origin = reader.wire.text();
    input.originLength = input.origin.length;
  }
  return readRdata(input, 0, typeCode) === fieldOk && !input.more ? input.wire.text() : undefined;
}
