import type { RecordEntry } from '../zone/model.js';
import { ownerIn } from '../zone/names.js';

/** A record's owner as it is written, or could be where it is inherited. */
export function writtenOwner({ owner, ownerName, origin }: RecordEntry): string | undefined {
  return owner?.raw ?? (ownerName && ownerIn(ownerName, origin, false));
}

/**
 * An owner as it should be written for senders to find a service there: `_smtp._tls`, `_mta-sts`.
 *
 * @param written the owner as it is written, relative or absolute
 * @param own the labels of its name
 * @param count how many of the first of these are meant for the service
 */
export function serviceOwner(
  service: string,
  written: string,
  own: readonly string[],
  count: number,
): string {
  const parts = written === '@' ? [] : written.split(/(?<!\\)\./);
  // Of `smtp` behind `$ORIGIN _tls.example.com.` the rest of the service stands in the origin.
  if (parts.length < count) return `${[service, ...own.slice(count)].join('.')}.`;
  const rest = parts.slice(count).join('.');
  return rest === '' ? service : `${service}.${rest}`;
}
