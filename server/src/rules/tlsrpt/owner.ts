/** Where a TLS-RPT record stands, and where senders ask for it. */
import { msg } from '../../message.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { labels, underscored } from '../../zone/names.js';
import type { Finding } from '../finding.js';
import { lackingDot } from '../zone/names.js';
import { nearLabels, type Reading } from './reading.js';

export function* ownerFindings(
  entry: RecordEntry,
  { exactOwner, wildcard }: Reading,
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
  const written = entry.owner?.raw ?? '';
  const doubled = entry.owner && lackingDot(entry.owner, entry.origin, zone);
  const stripped = doubled === undefined ? undefined : written.slice(0, -doubled.length - 1);
  if (exactOwner) {
    if (stripped !== undefined) {
      yield {
        rule: 'tlsrpt/doubled-origin',
        ...at,
        message: msg('Without a final dot BIND serves this record at {0}, where nobody asks.', name),
        data: { strip: stripped },
      };
    }
    return;
  }
  const own = labels(name);
  // The name of another service is none that mail goes to.
  const near = Math.max(nearLabels(own), underscored(own));
  const bare = stripped ?? written;
  // A whole name that nobody knows the zone of may itself be the mail domain.
  const rest =
    bare === '@'
      ? ''
      : bare
          .split(/(?<!\\)\./)
          .slice(near)
          .join('.');
  const replaceBy = rest === '' ? '_smtp._tls' : `_smtp._tls.${rest}`;
  yield {
    rule: 'tlsrpt/wrong-owner',
    ...at,
    message: msg('Senders ask for a TLS-RPT record at _smtp._tls under the mail domain, not at “{0}”.', name),
    ...(entry.owner !== undefined && { data: { replaceBy } }),
  };
}
