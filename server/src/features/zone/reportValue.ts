import { read } from '../../rules/tlsrpt/reading.js';
import { type Intended, intendedText } from '../../tlsrpt/intended.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';

const TXT = 16;

/** The value of a TLS-RPT record, or of what is to be one by its version or owner, as the rules see it; undefined for other records. */
export function reportValue(zone: ZoneView, record: RecordEntry): Intended | undefined {
  // A DMARC record may have a mailbox of that name, and an SPF record a host.
  const reading = read(record, zone);
  return reading?.isRecord || reading?.exactOwner ? reading.value : undefined;
}

/** The value of an MTA-STS record, or of what is to be one by its version or owner; undefined for other records. */
export function policyRecordValue(zone: ZoneView, record: RecordEntry): Intended | undefined {
  if (record.typeCode !== TXT) return undefined;
  const value = intendedText(record, zone);
  const isPolicy = /^\s*v\s*=\s*sts/i.test(value.octets) || /^_mta-sts(?:\.|$)/i.test(record.ownerName ?? '');
  return isPolicy ? value : undefined;
}
