import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { report, runReport } from '../../../server/src/cli/report.js';
import type { Format } from '../../../server/src/cli/reports/writers.js';
import { localize } from '../../../server/src/message.js';
import { fixture } from './corpus.js';

const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-report-'));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'in/deep'), { recursive: true });
mkdirSync(join(folder, 'in/node_modules'));
writeFileSync(join(folder, 'in/a.json'), fixture('google'));
writeFileSync(join(folder, 'in/deep/b.json.gz'), gzipSync(fixture('microsoft')));
writeFileSync(join(folder, 'in/deep/cut.json.gz'), gzipSync(fixture('mox')).subarray(0, 60));
writeFileSync(join(folder, 'in/package.json'), '{"name": "x"}');
writeFileSync(join(folder, 'in/node_modules/c.json'), fixture('google'));
writeFileSync(join(folder, 'in/notes.txt'), 'nothing');
symlinkSync(folder, join(folder, 'in/loop'));

async function run(format: Format, ...paths: string[]) {
  let out = '';
  let err = '';
  const code = await runReport(
    { format, paths },
    {
      cwd: folder,
      colour: false,
      say: localize,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      progress: () => {},
      stdin: async () => new Uint8Array(Buffer.from(fixture('mailru'))),
    },
  );
  return { code, out, err };
}

test('reads a folder with everything below, and lists what it cannot read', async () => {
  const { code, out } = await run('json', 'in');
  const result = JSON.parse(out);
  assert.deepEqual(
    result.reports.map(({ file, successful, failed }: Record<string, unknown>) => [file, successful, failed]),
    [
      ['in/a.json', 412, 7],
      ['in/deep/b.json.gz', 25, 0],
    ],
  );
  assert.deepEqual(result.totals, { reports: 2, successful: 437, failed: 7 });
  assert.deepEqual(result.unreadable, [
    { file: 'in/deep/cut.json.gz', reason: 'The gzip data is damaged or cut short.' },
  ]);
  assert.equal(code, 2);
});

test('reads the standard input, and says what is wrong with what it was given by name', async () => {
  const { code, out, err } = await run('ndjson', '-', 'in/package.json', 'nowhere.json', 'in/notes.txt');
  assert.deepEqual(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).reason),
    ['bad https response code: 404', 'unable to do http request: context deadline exceeded'],
  );
  assert.equal(
    err,
    'in/package.json: This JSON is no TLS report.\nnowhere.json: There is no such file.\nin/notes.txt: The content is no JSON.\n',
  );
  assert.equal(code, 2);
});

test('without a report the JSON is whole all the same', async () => {
  const { code, out } = await run('json', 'in/node_modules/none');
  assert.deepEqual(JSON.parse(out), {
    reports: [],
    totals: { reports: 0, successful: 0, failed: 0 },
    unreadable: [{ file: 'in/node_modules/none', reason: 'There is no such file.' }],
  });
  assert.equal(code, 2);
});

test('prints words, tables and Markdown', async () => {
  const text = await run('text', 'in/a.json', 'in/deep/b.json.gz');
  assert.equal(text.code, 0);
  assert.ok(
    text.out.endsWith(
      '\n2 reports: 437 sessions succeeded, 7 failed.\nSessions that were checked against both MTA-STS and DANE stand under both policies; here each counts once.\n',
    ),
    text.out,
  );
  const csv = await run('csv', 'in/a.json', 'in/deep/b.json.gz');
  assert.equal(csv.out.split('\r\n').length, 6);
  assert.equal(csv.out.match(/^file,/gm)?.length, 1);
  const markdown = await run('markdown', 'in/a.json');
  assert.ok(markdown.out.startsWith('# Google Inc.: example.com\n'));
});

test('a report that is there as mail, as gzip and as JSON counts once, and the copies are named', async () => {
  mkdirSync(join(folder, 'twice'));
  const google = fixture('google');
  const mail = [
    'From: noreply-smtp-tls-reporting@example.net',
    'Content-Type: multipart/report; report-type="tlsrpt"; boundary="b"',
    '',
    '--b',
    'Content-Type: application/tlsrpt+gzip; name="google.json.gz"',
    'Content-Transfer-Encoding: base64',
    '',
    gzipSync(google).toString('base64'),
    '--b--',
    '',
  ];
  writeFileSync(join(folder, 'twice/a.eml'), mail.join('\r\n'));
  writeFileSync(join(folder, 'twice/b.json.gz'), gzipSync(JSON.stringify(JSON.parse(google))));
  writeFileSync(join(folder, 'twice/c.json'), google);
  writeFileSync(join(folder, 'twice/d.json'), google.replace(/("report-id": ?")/, '$1another-'));
  writeFileSync(join(folder, 'twice/e.json'), google.replaceAll('example.com', 'example.org'));

  const { code, out } = await run('json', 'twice');
  const { reports, totals, duplicates } = JSON.parse(out);
  assert.deepEqual(
    reports.map(({ file }: Record<string, unknown>) => file),
    ['twice/a.eml', 'twice/d.json', 'twice/e.json'],
  );
  assert.deepEqual(totals, { reports: 3, successful: 3 * 412, failed: 3 * 7 });
  assert.deepEqual(duplicates, [
    { file: 'twice/b.json.gz', sameAs: 'twice/a.eml' },
    { file: 'twice/c.json', sameAs: 'twice/a.eml' },
  ]);
  assert.equal(code, 0);

  const said =
    'twice/b.json.gz: The same report as in twice/a.eml, counted once.\n' +
    'twice/c.json: The same report as in twice/a.eml, counted once.\n';
  const text = await run('text', 'twice');
  assert.ok(
    text.out.endsWith('\n3 reports: 1,236 sessions succeeded, 21 failed.\nCopies left out: 2.\n'),
    text.out,
  );
  assert.equal(text.err, said);
  for (const format of ['ndjson', 'csv', 'markdown'] as const) {
    const other = await run(format, 'twice');
    assert.equal(other.err, said);
    assert.ok(!other.out.includes('b.json.gz'));
  }
});

test('needs a path', async () => {
  await assert.rejects(
    report.run([], {
      cwd: folder,
      colour: false,
      say: localize,
      out: () => {},
      err: () => {},
      progress: () => {},
      stdin: async () => new Uint8Array(),
    }),
  );
});
