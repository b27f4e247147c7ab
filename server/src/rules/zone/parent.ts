/** What a zone would have its parent publish: CDS and CDNSKEY records (RFC 7344, RFC 8078). */
import { msg } from '../../message.js';
import { spanOf } from '../../span.js';
import type { RecordEntry } from '../../zone/model.js';
import { typeName } from '../../zone/rrtypes.js';
import type { WholeZone } from '../../zone/wholeZone.js';
import type { Finding } from '../finding.js';
import { wireOf } from './rdata.js';

const DNSKEY = 48;

/** Where the algorithm stands in the RDATA, and what asks the parent to delete what it has (RFC 8078 section 4). */
const forms = [
  { type: 59, at: 2, deletion: '\x00\x00\x00\x00\x00' },
  { type: 60, at: 3, deletion: '\x00\x00\x03\x00\x00' },
] as const;

interface Wired {
  readonly record: RecordEntry;
  readonly rdata: string;
}

/** CDS and CDNSKEY records at the apex that do not fit the keys of the zone, or stand beside the one that deletes. */
export function* parentFindings(zone: WholeZone, apex: string): Generator<Finding> {
  const records = zone.recordsOf(apex).flatMap((record): Wired[] => {
    const wanted = record.typeCode === DNSKEY || forms.some(({ type }) => type === record.typeCode);
    const rdata = wanted ? wireOf(record) : undefined;
    return rdata === undefined ? [] : [{ record, rdata }];
  });
  const keys = records.filter(({ record }) => record.typeCode === DNSKEY);
  const algorithms = new Set(keys.map(({ rdata }) => rdata.charCodeAt(3)));
  for (const { type, at, deletion } of forms) {
    const own = records.filter(({ record }) => record.typeCode === type);
    const deleting = own.find(({ rdata }) => rdata === deletion);
    const others = own.filter(({ rdata }) => rdata !== deletion);
    if (deleting !== undefined) {
      if (others.length > 0)
        yield finding(
          deleting.record,
          msg('A {0} record that deletes stands alone: BIND refuses the zone.', typeName(type)),
        );
      continue;
    }
    for (const { record, rdata } of others) {
      const algorithm = rdata.charCodeAt(at);
      if (algorithms.has(algorithm)) continue;
      yield finding(
        record,
        msg(
          'The zone has no DNSKEY record of the algorithm {0} of this {1} record: BIND refuses it.',
          algorithm,
          typeName(type),
        ),
      );
    }
  }
}

const finding = (record: RecordEntry, message: Finding['message']): Finding => ({
  rule: 'zone/bad-rdata',
  ...spanOf(record.type ?? record),
  message,
});
