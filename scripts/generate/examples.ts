import { gzipSync } from 'node:zlib';
import type { GeneratedFile } from './generated.js';

type Random = (below: number) => number;

interface Sent {
  readonly organization: string;
  readonly contact: string;
  readonly domain: string;
  readonly policy: object;
}

/** What a sender reports on a day, counted from 0. */
type Sender = (index: number, random: Random) => Sent;

/** A report, by its RFC 8460 file name. */
interface Report {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly contact: string;
  readonly domain: string;
}

const day = 86_400_000;
const firstDay = Date.UTC(2026, 10, 9);
const days = 14;

const tlsa = {
  current: '3 1 1 5f2c7e1ab4d8093e6fa1c25d7b8e4f60913ad2c84e7b50f6a9d1380c2e4f7b95',
  next: '3 1 1 c81d4e7f20a9b6355de2f1087c4b9a3e6d50f2817a4c9be3120f8d6e5b7a4c19',
  former: '3 1 1 02e6b9d4c7135fa80e2b94d6718c3fa5d09b7e4126f8c3ad5e0917b2f4c86d3a',
};

/** A small random number generator with a fixed seed: the same reports in every run. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const stsPolicy = (mode: string, mx: readonly string[]) => ({
  'policy-type': 'sts',
  'policy-string': [
    'version: STSv1',
    `mode: ${mode}`,
    ...mx.map((host) => `mx: ${host}`),
    'max_age: 2592000',
  ],
  'policy-domain': 'example.net',
  'mx-host': mx,
});

const summary = (successful: number, failed: number) => ({
  'total-successful-session-count': successful,
  'total-failure-session-count': failed,
});

const failure = (resultType: string, count: number, rest: object) => ({
  'result-type': resultType,
  ...rest,
  'failed-session-count': count,
});

/** A large sender: MTA-STS only. The certificate of mx2 ran out on the ninth day, and was renewed two days later. */
function largeSender(index: number, random: Random): Sent {
  const expired = index === 8 || index === 9 ? 40 + random(20) : 0;
  const details = expired > 0 && [
    failure('certificate-expired', expired, {
      'sending-mta-ip': '198.51.100.77',
      'receiving-ip': '198.51.100.26',
      'receiving-mx-hostname': 'mx2.example.net',
    }),
  ];
  const policy = index < 6 ? stsPolicy('testing', ['mx1.example.net']) : undefined;
  return {
    organization: 'Example Webmail',
    contact: 'smtp-tls-reporting@webmail.example.org',
    domain: 'example.net',
    policy: {
      policy: policy ?? stsPolicy('enforce', ['mx1.example.net', 'mx2.example.net']),
      summary: summary(400 + random(120) - expired, expired),
      ...(details && { 'failure-details': details }),
    },
  };
}

/** A sender with DANE. The key of mx1 was changed on the twelfth day before its TLSA record. */
function daneSender(index: number, random: Random): Sent {
  const invalid = index >= 11 ? 12 + random(8) : 0;
  const records = index < 5 ? [tlsa.former, tlsa.current] : [tlsa.current, tlsa.next];
  return {
    organization: 'Example University',
    contact: 'postmaster@uni.example.org',
    domain: 'mx1.example.net',
    policy: {
      policy: { 'policy-type': 'tlsa', 'policy-string': records, 'policy-domain': 'mx1.example.net' },
      summary: summary(90 + random(30), invalid),
      'failure-details':
        invalid > 0
          ? [
              failure('tlsa-invalid', invalid, {
                'sending-mta-ip': '2001:db8:7::25',
                'receiving-mx-hostname': 'mx1.example.net',
                'receiving-ip': '2001:db8:113::25',
              }),
            ]
          : [],
    },
  };
}

/** A small sender that finds no policy for one of the domains. */
function smallSender(_index: number, random: Random): Sent {
  return {
    organization: 'Example Newsletter',
    contact: 'reports@newsletter.example.org',
    domain: 'example.com',
    policy: {
      policy: { 'policy-type': 'no-policy-found', 'policy-domain': 'example.com' },
      summary: summary(10 + random(25), random(3)),
    },
  };
}

/** One day's report of a sender, with its RFC 8460 file name. */
function report(sender: Sender, index: number, random: Random): Report {
  const start = firstDay + index * day;
  const iso = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
  const { organization, contact, domain, policy } = sender(index, random);
  const body = {
    'organization-name': organization,
    'date-range': { 'start-datetime': iso(start), 'end-datetime': iso(start + day - 1000) },
    'contact-info': contact,
    'report-id': `${iso(start)}_${domain}`,
    policies: [policy],
  };
  const name = `${contact.split('@')[1]}!${domain}!${start / 1000}!${(start + day - 1000) / 1000}!001.json.gz`;
  return { name, text: JSON.stringify(body), start, contact, domain };
}

/** The mail that carries a report, as RFC 8460 section 5.3 has it. */
function mail({ name, text, start, contact, domain }: Report): string {
  const submitter = contact.split('@')[1];
  // Stored, not compressed, and without the byte that names the system: the same bytes everywhere.
  const compressed = gzipSync(text, { level: 0 });
  compressed[9] = 255;
  const attachment = compressed.toString('base64').replace(/.{76}/g, '$&\r\n');
  const date = new Date(start + day + 3_600_000).toUTCString().replace('GMT', '+0000');
  return [
    `From: <${contact}>`,
    'To: <tls-reports@example.org>',
    `Subject: Report Domain: ${domain} Submitter: ${submitter} Report-ID: <20261118.1@${submitter}>`,
    `Date: ${date}`,
    `Message-ID: <20261118.1@${submitter}>`,
    `TLS-Report-Domain: ${domain}`,
    `TLS-Report-Submitter: ${submitter}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type="tlsrpt"; boundary="part-of-the-report"',
    '',
    '--part-of-the-report',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `This is an aggregate TLS report from ${submitter}.`,
    '',
    '--part-of-the-report',
    `Content-Type: application/tlsrpt+gzip; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    attachment,
    '--part-of-the-report--',
    '',
  ].join('\r\n');
}

/** The examples that cannot be written by hand: two weeks of compressed reports from three senders, and a mail. */
export function exampleFiles(): GeneratedFile[] {
  const random = randomNumbers(8460);
  const reports = Array.from({ length: days }, (_, index) =>
    [largeSender, daneSender, smallSender].map((sender) => report(sender, index, random)),
  ).flat();
  const relay: Sender = (index) => ({ ...largeSender(index, random), contact: 'tlsrpt@relay.example.org' });
  const mailed = report(relay, 9, random);
  return [
    ...reports.map(({ name, text }) => ({ path: `examples/reports/2026-11/${name}`, text })),
    { path: `examples/reports/${mailed.name.replace('.json.gz', '.eml')}`, text: mail(mailed) },
  ];
}
