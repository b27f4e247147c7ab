import { msg } from '../../message.js';
import { type Intended, sourceSpan } from '../../tlsrpt/intended.js';
import type { Finding } from '../finding.js';
import { removal, type Segment } from './segments.js';
import { nearVersion, version } from './version.js';

/** Checks the version; answers the index of its segment, -1 where there is none. */
export function* versionFindings(value: Intended, segments: readonly Segment[]): Generator<Finding, number> {
  const { octets } = value;
  const span = (from: number, to: number) => sourceSpan(value, from, to);
  const at = segments.findIndex((segment) => nearVersion(segment.text) || /^v[ \t]*=/i.test(segment.text));
  const segment = segments[at];
  if (segment === undefined) {
    const end = Math.max(1, octets.indexOf('=') + 1);
    yield {
      rule: 'tlsrpt/version-missing',
      ...span(0, Math.min(end, octets.length)),
      message: msg('The record does not begin with v=TLSRPTv1; and senders discard it.'),
      data: { insertAt: value.octets === '' ? value.start : span(0, 0).start },
    };
    return -1;
  }
  const exact = segment.text === version;
  const isFirst = segments.slice(0, at).every(({ text }) => text === '');
  if (!isFirst) {
    yield {
      rule: 'tlsrpt/version-not-first',
      ...span(segment.start, segment.end),
      message: msg(
        'The version must come first: senders discard a record that does not begin with v=TLSRPTv1;',
      ),
      data: {
        ...removal(value, segments, segment),
        insertAt: span(0, 0).start,
        octets: segment.text,
      },
    };
  } else if (segment.start > 0) {
    yield {
      rule: 'tlsrpt/version-not-first',
      ...span(0, segment.start),
      message: msg('The record must begin with v=TLSRPTv1; with nothing before it.'),
      data: { removeStart: span(0, 0).start, removeEnd: span(0, segment.start).end },
    };
  }
  if (!exact) {
    yield {
      rule: 'tlsrpt/version-misspelled',
      ...span(segment.start, segment.end),
      message: msg('The version is spelled v=TLSRPTv1, letter by letter: senders discard the record.'),
      // A destination in it is not to be lost.
      ...(!/[@/]/.test(segment.text) && { data: { replaceBy: version } }),
    };
  } else if (isFirst && segment.until > segment.end && octets[segment.until] === ';') {
    yield {
      rule: 'tlsrpt/version-space',
      ...span(segment.end, segment.until),
      message: msg(
        'Allowed, but senders discard records that do not begin with v=TLSRPTv1; without a space.',
      ),
    };
  }
  return at;
}
