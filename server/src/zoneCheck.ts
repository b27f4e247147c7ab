import { tlsrptFixes } from './fixes/tlsrpt.js';
import { fixesOfZone, zoneFixes } from './fixes/zone.js';
import { CheckedZone } from './rules/engine.js';
import type { ZoneFamily } from './rules/family.js';
import type { Finding, Fix } from './rules/finding.js';
import { mtastsFamily } from './rules/mtasts/index.js';
import { tlsrptFamily } from './rules/tlsrpt/index.js';
import type { ZoneDocument } from './zone/document.js';
import type { RecordEntry } from './zone/model.js';
import type { OriginHints } from './zone/origin.js';

/** The families of rules that look at a zone's records. */
export const families: readonly ZoneFamily[] = [tlsrptFamily, mtastsFamily];

/** A zone file with all rules, for those who check it once and those who edit it. */
export function checkedZone(text: string, hints: OriginHints = {}): CheckedZone {
  return new CheckedZone(text, families, hints);
}

/** The records of a zone that may be about TLS-RPT, in file order: those at `_smtp._tls` and what reads like them. */
export function tlsRptRecords(zone: ZoneDocument): Iterable<RecordEntry> {
  return zone.concerned(families.indexOf(tlsrptFamily));
}

/** The ways to mend a finding of a zone file. */
export function zoneFixesOf(zone: CheckedZone, finding: Finding): readonly Fix[] {
  return fixesOfZone(finding, zone.document, [zoneFixes, tlsrptFixes]);
}
