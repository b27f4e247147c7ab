import { type Checked, checkedBy } from './checked.js';
import { tlsrptFixes } from './fixes/tlsrpt.js';
import { fixesOfZone, zoneFixes } from './fixes/zone.js';
import {
  CheckedZone,
  type CheckedZoneOptions,
  checkedInSteps,
  type IncludedFindings,
  type Looked,
} from './rules/engine.js';
import type { ZoneFamily } from './rules/family.js';
import { type Finding, type Fix, identity, inOrder } from './rules/finding.js';
import { mtastsFamily } from './rules/mtasts/index.js';
import { tlsrptFamily } from './rules/tlsrpt/index.js';
import type { Steps } from './steps.js';
import type { ZoneDocument } from './zone/document.js';
import type { ReadInclude } from './zone/includes.js';
import type { RecordEntry } from './zone/model.js';

/** The families of rules that look at a zone's records. */
export const families: readonly ZoneFamily[] = [tlsrptFamily, mtastsFamily];

/** What is said beside the text of a zone file: its origin, its name and what it includes. */
export type ZoneContext = CheckedZoneOptions;

/** A zone file with all rules, for those who check it once and those who edit it. */
export function checkedZone(text: string, context: ZoneContext = {}): CheckedZone {
  return new CheckedZone(text, families, context);
}

/** The same, read in steps. */
export const checkedZoneInSteps = (text: string, context: ZoneContext = {}): Steps<CheckedZone> =>
  checkedInSteps(text, families, context);

/** The records of a zone that may be about TLS-RPT, in file order: those at `_smtp._tls` and what reads like them. */
export function tlsRptRecords(zone: ZoneDocument): Iterable<RecordEntry> {
  return zone.index.concerned(families.indexOf(tlsrptFamily));
}

/** The ways to mend a finding of a zone file. */
export function zoneFixesOf(zone: CheckedZone, finding: Finding): readonly Fix[] {
  return fixesOfZone(finding, zone.document, [zoneFixes, tlsrptFixes]);
}

/** What a look at a zone says of it; all findings, where it has only the first, are asked of the zone as it is by then. */
export function checkedByLook(zone: CheckedZone, { first, all }: Looked): Checked {
  const findings = () => all ?? zone.findings();
  return checkedBy({ findings, first: () => first }, (finding) => zoneFixesOf(zone, finding));
}

/** A zone file that includes others. */
export interface IncludingZone {
  readonly text: string;
  readonly context: ZoneContext & { readonly read: ReadInclude };
}

/**
 * An included file, checked as the part of zones that it is; by itself where none of them includes it (any more).
 *
 * @param uri how the zones name the file
 */
export function* checkIncluded(
  text: string,
  uri: string,
  zones: readonly IncludingZone[],
  alone: ZoneContext,
): Steps<Checked> {
  const parts: IncludedFindings[] = [];
  for (const zone of zones) {
    const read: ReadInclude = (written, from) => {
      const source = zone.context.read(written, from);
      return typeof source !== 'string' && source.uri === uri ? { ...source, text } : source;
    };
    const checked = yield* checkedZoneInSteps(zone.text, { ...zone.context, read });
    yield* checked.findingsInSteps();
    const part = checked.included().get(uri);
    if (part !== undefined) parts.push(part);
  }
  const [first] = parts;
  const own = yield* checkedZoneInSteps(text, first === undefined ? alone : { within: first.within });
  return checkedBy(first === undefined ? own : { findings: () => mergedFindings(parts) }, (finding) =>
    zoneFixesOf(own, finding),
  );
}

/** What several zones say of a file that they include, each thing once. */
export function mergedFindings(parts: readonly IncludedFindings[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const { findings } of parts) {
    for (const finding of findings) {
      const key = identity(finding);
      if (!found.has(key)) found.set(key, finding);
    }
  }
  return [...found.values()].sort(inOrder);
}
