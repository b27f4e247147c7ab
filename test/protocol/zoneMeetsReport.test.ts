import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportSummary } from '../../protocol/summary.js';
import { client, pulling } from './client.js';

const zoneUri = 'file:///zones/db.example.com';
const zone =
  '$TTL 1d\n@ SOA ns1 h 1 4h 1h 4w 1h\n NS ns1\n MX 10 mx1\n MX 20 mx9\nns1 A 192.0.2.1\nmx1 A 192.0.2.2\nmx9 A 192.0.2.9\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"\n';

const report = JSON.stringify({
  'organization-name': 'Example Mail',
  'date-range': { 'start-datetime': '2026-11-23T00:00:00Z', 'end-datetime': '2026-11-23T23:59:59Z' },
  'contact-info': 'a@example.net',
  'report-id': '1',
  policies: [
    {
      policy: {
        'policy-type': 'sts',
        'policy-string': ['version: STSv1', 'mode: enforce', 'mx: mx1.example.com', 'max_age: 604800'],
        'policy-domain': 'example.com',
        'mx-host': ['mx1.example.com'],
      },
      summary: { 'total-successful-session-count': 1, 'total-failure-session-count': 0 },
    },
  ],
});

test('a report says what disagrees with the open zone, and where', async (t) => {
  const { connection, open, pull } = await client(t, pulling);
  const summary = async () =>
    (await connection.sendRequest('tlsRpt/report/summary', {
      text: report,
      file: 'r.json',
    })) as ReportSummary;
  assert.deepEqual((await summary()).zone, []);
  await open(zone, 'dns-zone', zoneUri);
  await pull(undefined, zoneUri);
  const statements = (await summary()).zone;
  const missing = statements.find(
    ({ level, text }) => level === 'disagrees' && /mx9\.example\.com/.test(text),
  );
  assert.ok(missing, JSON.stringify(statements));
  assert.equal(missing.target?.uri, zoneUri);
});
