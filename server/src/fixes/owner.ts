import { msg } from '../message.js';
import type { Finding, Fix } from '../rules/finding.js';
import { writtenOwner } from '../rules/serviceOwner.js';
import type { SpanEdit } from '../span.js';
import type { RecordEntry, ZoneView } from '../zone/model.js';
import { canonicalName } from '../zone/names.js';
import { following } from './removal.js';

const TXT = 16;
const CNAME = 5;

/**
 * Gives a record the owner at which senders ask, and no other: the next record keeps the owner that it inherits. There is
 * no such fix where senders get an answer already, which would be a second one or stands beside no other record.
 */
export function renameOwner(finding: Finding, zone: ZoneView): readonly Fix[] {
  const { replaceBy } = (finding.data ?? {}) as { readonly replaceBy?: unknown };
  const entry = zone.entryAt(finding.start);
  if (typeof replaceBy !== 'string' || entry?.kind !== 'record') return [];
  const name = canonicalName(replaceBy, entry.origin);
  const answers = name === undefined ? [] : zone.recordsOf(name);
  if (answers.some(({ typeCode }) => typeCode === TXT || typeCode === CNAME)) return [];
  const at = entry.owner ?? { start: entry.start, end: entry.start };
  const edits = [{ start: at.start, end: at.end, newText: replaceBy }, ...inheritance(entry, zone)];
  return [{ title: msg('Change to {0}', replaceBy), edits, preferred: true }];
}

/** Writes the owner of a record at the next one, where that inherits it. */
function inheritance(entry: RecordEntry, zone: ZoneView): SpanEdit[] {
  const heir = following(zone, entry);
  if (heir === undefined || heir.owner !== undefined) return [];
  const owner = heir.origin === entry.origin ? writtenOwner(entry) : entry.ownerName;
  return owner === undefined ? [] : [{ start: heir.start, end: heir.start, newText: owner }];
}
