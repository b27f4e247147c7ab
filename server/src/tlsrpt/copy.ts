/** Reads a record of a zone as one that can be published elsewhere. */
import type { RecordEntry, ZoneView } from '../zone/model.js';
import { isWithin } from '../zone/names.js';
import { type NewRecord, recordUri, usualTtl } from './generate.js';
import { intendedText, textOf } from './intended.js';
import { partsOf } from './parts.js';

/**
 * What the author of a TLS-RPT record meant, as every known sender accepts it.
 *
 * @returns undefined where the owner is unknown
 */
export function copyOf(entry: RecordEntry, zone: ZoneView): NewRecord | undefined {
  const { ownerName, effectiveTtl } = entry;
  if (ownerName === undefined) return undefined;
  const { octets } = intendedText(entry, zone);
  const parts = partsOf(textOf(octets) ?? octets);
  const texts = (kind: (typeof parts)[number]['kind']) =>
    parts.flatMap((part) => (part.kind === kind ? [part.text] : []));
  const domain = ownerName.replace(/^_smtp\._tls\./i, '');
  const apex = zone.apex ?? zone.origin;
  return {
    domain: withoutDot(domain),
    rua: texts('uri').map(recordUri),
    extensions: texts('extension'),
    ttl: effectiveTtl?.seconds ?? usualTtl,
    ...(apex !== undefined && isWithin(domain, apex) && { zone: withoutDot(apex) }),
  };
}

const withoutDot = (name: string) => name.replace(/\.$/, '');
