import { msg } from '../../message.js';
import type { RecordEntry } from '../../zone/model.js';
import type { Finding } from '../finding.js';

/** What is wrong with the RDATA of a record whose head is sound. */
export function* rdataFindings(entry: RecordEntry, _originWire: number): Generator<Finding> {
  if (entry.typeCode < 0 || entry.type === undefined || entry.rdata.length > 0) return;
  yield {
    rule: 'zone/missing-rdata',
    start: entry.type.start,
    end: entry.type.end,
    message: msg('This {0} record has no data.', entry.typeName ?? ''),
  };
}
