/** Mails that are made to be slow or large to read, each with what is said of it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { gunzip } from '../../../server/src/gunzip.js';
import { localize } from '../../../server/src/message.js';
import { defaultLimit, readReports } from '../../../server/src/report/read.js';

const json =
  '{"organization-name": "x", "report-id": "1", "policies": [{"policy": {"policy-type": "sts", "policy-domain": "a.example"}, "summary": {"total-successful-session-count": 1, "total-failure-session-count": 0}}]}';

/** A mail with these attachments, and what else its head and body have. */
function mail(attachments: readonly Uint8Array[], body = ''): Uint8Array {
  const parts = attachments.map(
    (content, at) =>
      `--b\r\nContent-Type: application/tlsrpt+gzip\r\nContent-Disposition: attachment; filename="${at}.json.gz"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}\r\n`,
  );
  const head =
    'From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  return Buffer.from(`${head}${body}${parts.join('')}--b--\r\n`);
}

async function reasonOf(bytes: Uint8Array, limit = 1_000_000): Promise<string | number> {
  const read = await readReports(bytes, { name: 'a.eml', limit });
  return 'reason' in read ? localize(read.reason) : read.reports.length;
}

suite('hostile mails', () => {
  test('reports that are small while they are packed are bounded together', async () => {
    const large = gzipSync(json.padEnd(400_000));
    assert.equal(await reasonOf(mail([large, large])), 2);
    assert.equal(
      await reasonOf(mail(Array.from({ length: 90 }, () => large))),
      'The report is larger than 1 MB and is not read.',
    );
  });

  test('an endless mail is not even parsed', async () => {
    const endless = mail([], 'x\r\n'.repeat(700_000));
    assert.equal(await reasonOf(endless), 'The report is larger than 1 MB and is not read.');
  });

  /** Parts within parts, the innermost with these lines. */
  const nested = (levels: number, lines: string) =>
    mail(
      [],
      Array.from({ length: levels }, (_, level) => {
        const boundary = level === 0 ? 'b' : `b${level}`;
        return `--${boundary}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`;
      }).join('') + lines,
    );
  const one = (fields: string, body: string) => Buffer.from(`From: a@example.com\r\n${fields}\r\n${body}`);
  /** A megabyte of them. */
  const fill = (piece: string) => piece.repeat(1_000_000 / piece.length);
  const bomb = gzipSync(Buffer.alloc(49_000_000));
  const none = 'The mail has no report attached.';
  const tooDeep = 'The mail has parts within parts, more than 20 deep, and is not read.';
  const tooMany = 'The mail has more than 1,000 parts and is not read.';

  for (const [name, make, reason] of [
    ['line breaks', () => one('', fill('\n')), none],
    ['short lines', () => one('', fill('x\r\n')), none],
    ['lines that may begin a report', () => one('', fill(' {\n')), none],
    ['header fields', () => one(fill('X: y\r\n'), ''), none],
    ['types', () => one(fill('Content-Type: a/b\r\n'), ''), none],
    ['a field of many lines', () => one(`Content-Type: a/b;\r\n${fill(' a=b;\r\n')}`, ''), none],
    ['a long name', () => one(`Content-Type: a/b; name="${fill('a')}"\r\n`, ''), none],
    ['spaces before a parameter', () => one(`Content-Type: a/b;${fill(' ')}name=a\r\n`, ''), none],
    ['empty parts', () => mail([], fill('--b\r\n\r\n')), tooMany],
    ['parts within parts', () => nested(5000, ''), tooDeep],
    ['mails within mails', () => one(fill('Content-Type: message/rfc822\n\n'), ''), tooDeep],
    ['lines that may part twenty levels', () => nested(19, fill('--x\r\n')), none],
    ['hyphens', () => mail([], fill('-')), none],
    ['equals signs', () => one('Content-Transfer-Encoding: quoted-printable\r\n', fill('=')), none],
    [
      'equals signs and spaces',
      () => one('Content-Transfer-Encoding: quoted-printable\r\n', fill('= ')),
      none,
    ],
    ['base64 in short lines', () => one('Content-Transfer-Encoding: base64\r\n', fill('A\n')), none],
    ['flowed lines', () => one('Content-Type: text/plain; format=flowed\r\n', fill('a \n')), none],
    [
      'names of many encoded words',
      () => mail([], `--b\r\nContent-Type: a/b; name="${'=?utf-8?q?a?= '.repeat(500)}"\r\n\r\n`.repeat(130)),
      none,
    ],
    [
      'names in many sections',
      () => {
        const sections = Array.from({ length: 700 }, (_, at) => `name*${at}*=%41`).join(';');
        return mail([], `--b\r\nContent-Type: a/b; ${sections}\r\n\r\n`.repeat(100));
      },
      none,
    ],
    ['fifteen bombs', () => mail(Array.from({ length: 15 }, () => bomb)), 'The content is no JSON.'],
    [
      'fifteen bombs that are cut short',
      () => mail(Array.from({ length: 15 }, () => bomb.subarray(0, -9))),
      'The gzip data is damaged or cut short.',
    ],
  ] as const) {
    test(`a megabyte: ${name}`, async () => {
      const data = make();
      const started = process.cpuUsage();
      assert.equal(await reasonOf(data, defaultLimit), reason);
      const { user, system } = process.cpuUsage(started);
      assert.ok(user + system < 15_000_000, `${user + system} microseconds`);
    });
  }

  test('a report of eight megabytes in a hundred thousand lines of base64 is read', async () => {
    const long = json.replace('"x"', `"${'x'.repeat(5_999_000)}"`);
    const lines = Buffer.from(long).toString('base64').replace(/.{76}/g, '$&\r\n');
    const read = await readReports(
      one('Content-Type: application/tlsrpt+json\r\nContent-Transfer-Encoding: base64\r\n', lines),
    );
    assert.ok('reports' in read && read.reports[0]?.text === long);
  });

  test('what ships gives up a bomb at the limit that ships', async () => {
    const reason = 'The report is larger than 50 MB and is not read.';
    const packed = gzipSync(Buffer.alloc(60_000_000));
    for (const way of [{}, { gunzip }]) {
      const read = await readReports(packed, way);
      assert.equal('reason' in read && localize(read.reason), reason);
      const full = await readReports(gzipSync(Buffer.alloc(defaultLimit)), way);
      assert.equal('reason' in full && localize(full.reason), 'The content is no JSON.');
    }
  });
});
