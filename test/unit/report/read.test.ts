import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { localize } from '../../../server/src/message.js';
import { isReport } from '../../../server/src/report/detect.js';
import { readFileName } from '../../../server/src/report/fileName.js';
import { notCountable, readReport } from '../../../server/src/report/model.js';
import { type ReadOptions, readReports } from '../../../server/src/report/read.js';
import { fixture, fixtures } from './corpus.js';

const json = fixture('google');
const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));

/** The texts of a file, or the reason why there are none. */
async function read(data: Uint8Array, options?: ReadOptions): Promise<string | string[]> {
  const reading = await readReports(data, options);
  return 'reason' in reading ? localize(reading.reason) : reading.reports.map(({ text }) => text);
}

function mail(type: string, body: Buffer, name?: string): Uint8Array {
  return bytes(
    [
      'Received: by mx.example.com; Tue, 03 Mar 2026 00:00:00 +0000',
      'From: tls-reports@example.net',
      'Subject: Report Domain: example.com Submitter: example.net Report-ID: <1@example.net>',
      'TLS-Report-Domain: example.com',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type="tlsrpt"; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'A report.',
      '--b1',
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      ...(name === undefined ? [] : [`Content-Disposition: attachment; filename="${name}"`]),
      '',
      ...(body.toString('base64').match(/.{1,76}/g) ?? []),
      '--b1--',
      '',
    ].join('\r\n'),
  );
}

test('reads JSON and gzip, with and without a byte-order mark', async () => {
  assert.deepEqual(await read(bytes(json)), [json]);
  assert.deepEqual(await read(bytes(`\ufeff${json}`)), [json]);
  assert.deepEqual(await read(bytes(`\ufeff${json}`, 'utf16le')), [json]);
  assert.deepEqual(await read(new Uint8Array(gzipSync(json))), [json]);
});

test('finds the report in a mail, whatever its part is called', async () => {
  for (const [type, body, name] of [
    ['application/tlsrpt+gzip', gzipSync(json), undefined],
    ['application/tlsrpt+json', Buffer.from(json), undefined],
    ['application/tlsrpt+gzip', Buffer.from(json), 'x.json.gz'],
    ['application/tlsrpt', gzipSync(json), undefined],
    ['application/octet-stream', gzipSync(json), 'report.bin'],
    ['application/json', Buffer.from(json), 'x.json'],
    ['application/gzip', gzipSync(json), 'x.json.gz'],
    ['application/zip', gzipSync(json), 'x.zip'],
    ['application/x-gzip', Buffer.from(json), 'report'],
    ['text/plain; charset=utf-8', Buffer.from(json), undefined],
  ] as const) {
    assert.deepEqual(await read(mail(type, body, name)), [json], type);
  }
  const single = `Subject: x\nContent-Type: application/tlsrpt+json\n\n${json}`;
  assert.equal(((await read(bytes(single))) as string[])[0]?.trim(), json.trim());
});

test('finds the report in the mails of Microsoft, in one that was forwarded, and in an mbox', async () => {
  const packed = gzipSync(json).toString('base64');
  const microsoft = [
    'Subject: Report Domain: example.com Submitter: example.net Report-ID: 134012345678901234+example.com',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset="utf-8"',
    '',
    '<p>This is a report.</p>',
    '--b',
    'Content-Type: application/tlsrpt+gzip; name="x.json.gz"',
    'Content-Transfer-Encoding: base64',
    '',
    packed,
    '--b--',
    '',
  ].join('\r\n');
  assert.deepEqual(await read(bytes(microsoft)), [json]);
  const forwarded = [
    'Subject: Fwd: a report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: message/rfc822',
    '',
    microsoft,
    '--outer--',
    '',
  ].join('\r\n');
  assert.deepEqual(await read(bytes(forwarded)), [json]);
  const attached = forwarded.replace('message/rfc822', 'application/octet-stream; name="report.EML"');
  assert.deepEqual(await read(bytes(attached)), [json]);
  assert.deepEqual(await read(bytes(`From x@example.com Tue Mar  3 00:00:00 2026\n${microsoft}`)), [json]);
});

test('says why a file cannot be read', async () => {
  const reasons: [Uint8Array, string | RegExp, ReadOptions?][] = [
    [bytes(''), 'The file is empty.'],
    [bytes(' \n'), 'The file is empty.'],
    [bytes('hello'), 'The content is no JSON.'],
    [bytes('{"a":"\xff"}', 'latin1'), 'The text is not valid UTF-8 (I-JSON, RFC 7493 section 2.1).'],
    [new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x00, 0xd8]), 'The text is not valid UTF-16.'],
    [new Uint8Array(gzipSync(json).subarray(0, 100)), 'The gzip data is damaged or cut short.'],
    [new Uint8Array([0x1f, 0x8b, 1, 2, 3]), 'The gzip data is damaged or cut short.'],
    [new Uint8Array(gzipSync(gzipSync(json))), 'The gzip data holds gzip data again, not a report.'],
    [bytes('PK\x03\x04…'), /^This is a zip archive/],
    [bytes(json), 'The report is larger than 0 MB and is not read.', { limit: 100 }],
    [mail('application/pdf', Buffer.from('%PDF'), 'x.pdf'), 'The mail has no report attached.'],
    [
      mail('application/tlsrpt+gzip', gzipSync(json).subarray(0, 50)),
      'The gzip data is damaged or cut short.',
    ],
    [mail('application/tlsrpt+zip', Buffer.from('PK\x03\x04')), /^This is a zip archive/],
  ];
  for (const [data, reason, options] of reasons) {
    const answer = await read(data, options);
    if (typeof reason === 'string') assert.equal(answer, reason);
    else assert.match(String(answer), reason);
  }
});

test('a gzip bomb is given up at the limit', async () => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(30_000_000, 0x20)));
  assert.equal(await read(bomb, { limit: 1_000_000 }), 'The report is larger than 1 MB and is not read.');
});

test('knows a report by its beginning or its file name, and nothing else as one', () => {
  for (const { name, text } of fixtures()) assert.ok(isReport(text, name), name);
  assert.ok(isReport('{}', 'example.net!example.com!1780272000!1780358399!001.json'));
  assert.ok(isReport('{ "organization-name": "", "date-range": { } }'));
  assert.ok(isReport('{ "organization_name": "", "reportId": "x" }'));
  for (const text of [
    '',
    '[]',
    '{"name": "x"}',
    '{"policies": [], "date-range": {}}',
    '"organization-name":1,"report-id":',
    '{"properties": {"organization-name": {"type": "keyword"}, "report-id": {"type": "keyword"}, "policies": {}}}',
    readFileSync('schemas/tlsrpt-report.schema.json', 'utf8'),
  ]) {
    assert.ok(!isReport(text, 'package.json'), text);
  }
});

test('reads the file name of RFC 8460 section 5.1', () => {
  assert.deepEqual(readFileName('/a/mail.sndr.example.com!example.net!1470013207!1470186007!001.json.gz'), {
    sender: 'mail.sndr.example.com',
    policyDomain: 'example.net',
    begin: 1470013207,
    end: 1470186007,
  });
  assert.equal(readFileName('a!b!c!d.json'), undefined);
});

test('counts a JSON text as a report only where it is one', () => {
  const reason = (text: string) => {
    const why = notCountable(readReport(text));
    return why && localize(why);
  };
  assert.equal(reason(json), undefined);
  assert.equal(reason('{"a":\n1,}'), 'The JSON is broken, the first time in line 2.');
  assert.equal(reason('{"a": 1}'), 'This JSON is no TLS report.');
  assert.equal(reason('[]'), 'This JSON is no TLS report.');
  const many = (policies: number, details: number) =>
    `{"report-id":"1","organization-name":"x","policies":[${'{},'.repeat(policies - 1)}{"failure-details":[${'{},'.repeat(details - 1)}{}]}]}`;
  assert.equal(reason(many(10_000, 100_000)), undefined);
  assert.equal(reason(many(10_001, 1)), 'The report has more than 10,000 policies: they are not counted.');
  assert.equal(
    reason(many(1, 100_001)),
    'The report has more than 100,000 failure details: they are not counted.',
  );
});
