/** Where a TLS-RPT record stands, and where senders ask for it. */
import { msg } from '../../message.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { labels, underscored } from '../../zone/names.js';
import type { Finding } from '../finding.js';
import { serviceOwner, writtenOwner } from '../serviceOwner.js';
import { lackingDot, withoutOrigin } from '../zone/names.js';
import { nearLabels, type Reading } from './reading.js';

export function* ownerFindings(
  entry: RecordEntry,
  { exactOwner, wildcard }: Pick<Reading, 'exactOwner' | 'wildcard'>,
  zone: ZoneView,
): Generator<Finding> {
  const field = entry.owner ?? entry.type;
  const name = entry.ownerName;
  if (field === undefined || name === undefined) return;
  const at = { start: field.start, end: field.end };
  if (wildcard) {
    yield {
      rule: 'tlsrpt/wildcard-owner',
      ...at,
      message: msg('A wildcard does not say for which service it is: senders ask for _smtp._tls.'),
    };
    return;
  }
  if (!exactOwner || strippedOwner(entry, zone) === undefined) return;
  const strip = withoutOrigin(field, entry.origin);
  yield {
    rule: 'tlsrpt/doubled-origin',
    ...at,
    message: msg('Without a final dot BIND serves this record at {0}, where nobody asks.', name),
    data: strip === undefined ? {} : { strip },
  };
}

/** An owner as it is written, without the zone's name that is in it twice for want of a final dot; undefined where it is not. */
function strippedOwner({ owner, origin }: RecordEntry, zone: ZoneView): string | undefined {
  const doubled = owner && lackingDot(owner, origin, zone);
  return doubled === undefined ? undefined : owner?.raw.slice(0, -doubled.length - 1);
}

/** What to write for the owner of a record at which nobody asks. */
export function rightOwner(entry: RecordEntry, zone: ZoneView): string | undefined {
  const written = writtenOwner(entry);
  if (written === undefined || entry.ownerName === undefined) return undefined;
  const own = labels(entry.ownerName);
  // The name of another service is none that mail goes to.
  const near = Math.max(nearLabels(own), underscored(own));
  // A whole name that nobody knows the zone of may itself be the mail domain.
  return serviceOwner('_smtp._tls', strippedOwner(entry, zone) ?? written, own, near);
}
