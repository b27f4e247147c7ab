/** Whole records as completions, for editors that do not read the snippets of the extension. */
import { type Message, msg } from '../../message.js';
import type { Span } from '../../span.js';
import { destinationsOf } from '../../tlsrpt/destinations.js';
import type { ZoneView } from '../../zone/model.js';
import type { CompletionAnswer } from '../types.js';

export function zoneSnippets(zone: ZoneView, replace: Span): CompletionAnswer[] {
  const [mailbox = 'mailto:tls-reports@example.net'] = destinationsOf(zone, zone.apex ?? zone.origin).filter(
    (uri) => uri.startsWith('mailto:'),
  );
  const id = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const record = (body: string) => `_smtp._tls\tIN\tTXT\t"v=TLSRPTv1; rua=${body}"`;
  const https = 'https://reports.example.net/v1/tlsrpt';
  const rows: readonly [string, Message, string][] = [
    ['tls-rpt', msg('A TLS-RPT record: reports by mail'), record(placeholder(1, mailbox))],
    ['tls-rpt-https', msg('A TLS-RPT record: reports by HTTPS'), record(placeholder(1, https))],
    [
      'tls-rpt-both',
      msg('A TLS-RPT record: reports by mail and HTTPS'),
      record(`${placeholder(1, mailbox)},${placeholder(2, https)}`),
    ],
    ['mta-sts', msg('An MTA-STS record'), `_mta-sts\tIN\tTXT\t"v=STSv1; id=${placeholder(1, id)}"`],
    [
      'tlsa',
      msg('The key of a mail server for DANE'),
      `_25._tcp.${placeholder(1, 'mx1')}\tIN\tTLSA\t3 1 1 ${placeholder(2, '0'.repeat(64))}`,
    ],
    ['zone', msg('A new zone'), skeleton(id.slice(0, 8))],
  ];
  return rows.map(([label, detail, newText]) => ({
    label,
    kind: 'snippet',
    detail,
    replace,
    newText,
    snippet: true,
    sortText: `4${label}`,
  }));
}

/** Of LSP's snippet syntax. */
const placeholder = (index: number, text: string) => `$\{${index}:${text.replace(/[\\$}]/g, '\\$&')}}`;

function skeleton(date: string): string {
  return [
    `\\$ORIGIN ${placeholder(1, 'example.com')}.`,
    `\\$TTL ${placeholder(2, '1d')}`,
    `@\tIN\tSOA\t${placeholder(3, 'ns1.example.net')}. ${placeholder(4, 'hostmaster.example.net')}. (`,
    `\t\t\t${date}01 ; serial`,
    '\t\t\t4h         ; refresh',
    '\t\t\t1h         ; retry',
    '\t\t\t4w         ; expire',
    '\t\t\t1h )       ; negative caching',
    `\tIN\tNS\t${placeholder(3, 'ns1.example.net')}.`,
    `\tIN\tNS\t${placeholder(5, 'ns2.example.net')}.`,
    `\tIN\tMX\t10 ${placeholder(6, 'mx1.example.net')}.`,
    `_smtp._tls\tIN\tTXT\t"v=TLSRPTv1; rua=${placeholder(7, 'mailto:tls-reports@example.net')}"`,
    '$0',
  ].join('\n');
}
