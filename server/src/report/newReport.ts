/** A filled report for authors of reporters and for tests. */
import { dayLength, utcDay } from './time.js';

export interface NewReport {
  /** The policy domain. */
  readonly domain?: string;
  readonly organization?: string;
  /** A mail address. */
  readonly contact?: string;
  /** The report is about the UTC day before. */
  readonly now: Date;
}

/** The JSON of a report without any finding: one MTA-STS policy, one failure. */
export function newReport({
  domain = 'example.com',
  organization = 'Example Mail Inc.',
  contact = 'tls-reports@example.net',
  now,
}: NewReport): string {
  const day = utcDay(now.getTime() - dayLength);
  const mx = `mx.${domain}`;
  const report = {
    'organization-name': organization,
    'date-range': { 'start-datetime': `${day}T00:00:00Z`, 'end-datetime': `${day}T23:59:59Z` },
    'contact-info': contact,
    'report-id': `${day}T00:00:00Z_${domain}`,
    policies: [
      {
        policy: {
          'policy-type': 'sts',
          'policy-string': ['version: STSv1', 'mode: testing', `mx: ${mx}`, 'max_age: 86400'],
          'policy-domain': domain,
          'mx-host': [mx],
        },
        summary: { 'total-successful-session-count': 99, 'total-failure-session-count': 1 },
        'failure-details': [
          {
            'result-type': 'certificate-expired',
            'sending-mta-ip': '192.0.2.1',
            'receiving-mx-hostname': mx,
            'receiving-ip': '198.51.100.1',
            'failed-session-count': 1,
            'failure-reason-code': 'X509_V_ERR_CERT_HAS_EXPIRED',
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
