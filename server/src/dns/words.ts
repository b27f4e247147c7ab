import type { PublishedCheck, PublishedMx } from '../../../protocol/check.js';
import { type Message, msg } from '../message.js';

/** What was found, in one sentence. */
export function verdictWords(check: PublishedCheck): Message {
  switch (check.verdict) {
    case 'published':
      return msg('{0} publishes a TLS-RPT record.', check.domain);
    case 'faulty':
      return msg('{0} publishes a TLS-RPT record with mistakes.', check.domain);
    case 'multiple':
      return msg(
        '{0} publishes {1} TLS-RPT records, so senders act as if there were none.',
        check.domain,
        check.records.length,
      );
    case 'wildcard':
      return msg(
        '{0} publishes no TLS-RPT record of its own: a wildcard record answers for every name.',
        check.domain,
      );
    case 'missing':
      return check.others.length > 0
        ? msg('{0} publishes a TXT record at {1}, and it is no TLS-RPT record.', check.domain, check.name)
        : msg('{0} publishes no TLS-RPT record: there is no TXT record at {1}.', check.domain, check.name);
    case 'unanswered':
      return msg(
        'Nobody said what {0} publishes ({1}). Ask another resolver, or later.',
        check.domain,
        reasonWords(check.reason ?? ''),
      );
  }
}

/** How it compares with the file, in one sentence; undefined where nothing was compared. */
export function comparisonWords({ comparison }: PublishedCheck): Message | undefined {
  if (comparison === undefined) {
    return undefined;
  }
  return comparison === 'same'
    ? msg('What is published is what the file says.')
    : msg('What is published is not what the file says: reload the zone, or wait until the TTL is over.');
}

/** What a mail server has of DANE, in a few words. */
export function daneWords({ host, tlsa, authenticated }: PublishedMx): Message {
  if (host === '.') {
    return msg('the domain takes no mail');
  }
  if (tlsa.length === 0) {
    return msg('no TLSA record');
  }
  return authenticated
    ? msg('TLSA records: {0}, proven by DNSSEC', tlsa.length)
    : msg('TLSA records: {0}, not proven by DNSSEC as far as the resolver says', tlsa.length);
}

/** Why nobody answered: codes of the DNS, of HTTP and of the system stay as they are. */
function reasonWords(reason: string): Message | string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons] : reason;
}

const reasons = {
  timeout: msg('timeout'),
  'connection failed': msg('connection failed'),
  'connection closed': msg('connection closed'),
  'damaged answer': msg('damaged answer'),
  'answer to another question': msg('answer to another question'),
  'no resolver': msg('no resolver'),
  referral: msg('it is in another zone, which this server does not answer for'),
  'bad name': msg('bad name'),
  'CNAME loop': msg('CNAME loop'),
  'CNAME chain too long': msg('CNAME chain too long'),
} as const;
