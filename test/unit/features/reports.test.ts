import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as requests from '../../../protocol/requests.js';
import { server, summaryFrom } from './server.js';

const examples = fileURLToPath(new URL('../../../examples/reports', import.meta.url));
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');
const example = (name: string) => readFileSync(join(examples, name), 'utf8');

describe('requests about one report', () => {
  const ask = server();
  const text = example('every-result-type.json');
  const one = (text: string, file = 'a.json') => ({ uri: `file:///reports/${file}`, text, file });

  test('a packed report is laid out, with nothing lost', async () => {
    const damaged = '{"report-id":"1","report-id":"2","n":1e400,"policies":[{},[],[1,2]],"s":"a\\u202eb, [{"';
    const { text, problem } = await ask<requests.UnpackResult>(requests.unpackRequest, {
      file: 'a.json.gz',
      base64: base64(gzipSync(damaged)),
    });
    assert.equal(problem, undefined);
    assert.equal(
      text,
      '{\n  "report-id": "1",\n  "report-id": "2",\n  "n": 1e400,\n  "policies": [\n    {},\n    [],\n' +
        '    [\n      1,\n      2\n    ]\n  ],\n  "s": "a\\u202eb, [{"\n',
    );
  });

  test('a mail is unpacked, and what is none says why', async () => {
    const mail = 'relay.example.org!example.net!1794960000!1795046399!001.eml';
    const read = await ask<requests.UnpackResult>(requests.unpackRequest, {
      file: mail,
      base64: base64(readFileSync(join(examples, mail))),
    });
    assert.equal(JSON.parse(read.text)['contact-info'], 'tlsrpt@relay.example.org');
    const bad = await ask<requests.UnpackResult>(requests.unpackRequest, {
      file: 'a.json.gz',
      base64: base64(new Uint8Array([0x1f, 0x8b, 8, 0, 1])),
    });
    assert.deepEqual(bad, { text: '', problem: 'The gzip data is damaged or cut short.' });
    const other = await ask<requests.UnpackResult>(requests.unpackRequest, {
      file: 'a.eml',
      base64: base64('From: a@example.com\nSubject: lunch\n\nAt noon?\n'),
    });
    assert.deepEqual(other, { text: '', problem: 'The mail has no report attached.', isOther: true });
  });

  test('of a report that is nothing but mistakes the first findings are told, the rest is counted', async () => {
    const hostile = `{"organization-name":"x","report-id":"y","policies":[${'{},'.repeat(2000)}{}]}`;
    const linted = await ask<requests.LintResult>(requests.lintRequest, {
      folder: 'file:///reports',
      files: [{ file: 'a.json', base64: base64(hostile) }],
    });
    const messages = linted[0]?.diagnostics.map((found) => (found as { message: string }).message);
    assert.equal(messages?.length, 1001);
    assert.equal(messages.at(-1), 'Findings that are not shown: 3004.');
    const summary = await summaryFrom(ask, one(hostile));
    assert.equal(summary?.findings.length, 1000);
    assert.match(summary.totals.note ?? '', /Findings that are not shown: 3,004\.$/);
  });

  test('a summary has the spans of the text it was made from; other JSON has none', async () => {
    const summary = await summaryFrom(ask, one(text));
    const span = summary?.header.organization?.span;
    assert.ok(span);
    assert.equal(text.slice(span.start, span.end).replaceAll('"', ''), 'Example Relay Operators');
    assert.equal(summary?.details.length, 11);
    const other = await summaryFrom(ask, one('{"a":1}'));
    assert.equal(other, null);
  });

  test('a new report is one without a finding', async () => {
    const text = await ask<string>(requests.newReportRequest, undefined);
    const summary = await summaryFrom(ask, one(text, 'new.json'));
    assert.equal(summary?.policies.length, 1);
    assert.deepEqual(summary?.findings, []);
  });

  test('exports to every format', async () => {
    const out: Record<string, string> = {};
    for (const format of ['markdown', 'csv', 'json', 'html'] as const) {
      out[format] = await ask<string>(requests.exportRequest, { ...one(text), format });
    }
    assert.match(out.markdown ?? '', /^# Example Relay Operators/);
    assert.equal(out.csv?.split('\r\n')[0]?.split(',')[0], 'file');
    assert.equal(JSON.parse(out.json ?? '').reports[0].organization, 'Example Relay Operators');
    assert.match(out.html ?? '', /^<!DOCTYPE html>/);
    assert.doesNotMatch(out.html ?? '', /<script/);
  });

  test('lints reports, whole or packed, and leaves other JSON out', async () => {
    const wrong = example('mistakes-of-a-new-reporter.json');
    const files = [
      { file: 'x/wrong.json', base64: base64(wrong) },
      { file: 'x/wrong.json.gz', base64: base64(gzipSync(wrong)) },
      { file: 'package.json', base64: base64('{"name":"x"}') },
      { file: 'empty.eml', base64: '' },
    ];
    const linted = await ask<requests.LintResult>(requests.lintRequest, { folder: 'file:///', files });
    assert.deepEqual(
      linted.map(({ file, problem }) => [file, problem]),
      [
        ['x/wrong.json', undefined],
        ['x/wrong.json.gz', undefined],
        ['empty.eml', 'The file is empty.'],
      ],
    );
    const codes = linted.map(({ diagnostics }) => diagnostics.map((item) => (item as { code: string }).code));
    assert.ok(codes[0]?.includes('report/misnamed-member'));
    assert.deepEqual(codes[0], codes[1]);
  });
});

describe('requests about a folder', () => {
  const ask = server();
  const folder = '1 file:///reports';
  const month = readdirSync(join(examples, '2026-11')).map((name) => ({
    file: `2026-11/${name}`,
    base64: base64(readFileSync(join(examples, '2026-11', name))),
  }));
  const result = (filter = {}, match = {}) =>
    ask<NonNullable<requests.FolderAnswer>>(requests.folderRequest, { folder, filter, match });

  before(async () => {
    assert.equal(await result(), null);
    await ask(requests.folderAddRequest, { folder, files: month.slice(0, 5) });
    await ask(requests.folderAddRequest, { folder, files: month.slice(5) });
  });

  test('counts every report and lists them, the newest first', async () => {
    const { result: sums, reports, moreReports } = await result();
    assert.equal(sums.reports, month.length);
    assert.equal(reports.length, month.length);
    assert.equal(moreReports, 0);
    assert.deepEqual(
      [...reports].sort((a, b) => (a.day < b.day ? 1 : -1)).map(({ day }) => day),
      reports.map(({ day }) => day),
    );
    assert.equal(
      reports.reduce((sum, report) => sum + report.failed, 0),
      sums.totals.failed,
    );
  });

  test('a filter and a match leave fewer reports', async () => {
    const domain = await result({ domains: ['mx1.example.net'] });
    assert.ok(
      domain.reports.length > 0 && domain.reports.every(({ domains }) => domains.includes('mx1.example.net')),
    );
    assert.equal(domain.reports.length, domain.result.reports);
    const [type] = (await result()).result.resultTypes;
    const failing = await result({}, { resultType: type?.name });
    assert.ok(failing.reports.length > 0 && failing.reports.every(({ failed }) => failed > 0));
    assert.ok(failing.reports.length < month.length);
  });

  test('a file read again replaces itself; one that is gone is no longer counted', async () => {
    const before = (await result()).result.totals;
    await ask(requests.folderAddRequest, { folder, files: month.slice(0, 1) });
    const again = (await result()).result;
    assert.deepEqual([again.totals, again.duplicates], [before, 0]);
    await ask(requests.folderRemoveRequest, { folder, files: [month[0]?.file] });
    assert.equal((await result()).result.reports, month.length - 1);
    await ask(requests.folderAddRequest, { folder, files: [month[0]] });
    assert.deepEqual((await result()).result.totals, before);
  });

  test('copies count once, unreadable files are listed, other JSON is passed over', async () => {
    const before = (await result()).result.reports;
    const files = [
      { ...month[0], file: 'copy.json.gz' },
      { file: 'bad.json.gz', base64: base64('no') },
      { file: 'package.json', base64: base64('{}') },
    ];
    await ask(requests.folderAddRequest, { folder, files });
    const { result: sums } = await result();
    assert.deepEqual([sums.reports, sums.duplicates], [before, 1]);
    assert.deepEqual(
      sums.unreadable.map(({ file }) => file),
      ['bad.json.gz'],
    );
    await ask(requests.folderRemoveRequest, { folder, files: files.map(({ file }) => file) });
  });

  test('a mail with a report that is there as gzip too counts no session again', async () => {
    const before = (await result()).result;
    const mail = readFileSync(join(examples, 'relay.example.org!example.net!1794960000!1795046399!001.eml'));
    await ask(requests.folderAddRequest, { folder, files: [{ file: 'mail.eml', base64: base64(mail) }] });
    const { result: sums, reports } = await result();
    assert.deepEqual([sums.reports, sums.duplicates], [before.reports, before.duplicates + 1]);
    assert.deepEqual(sums.totals, before.totals);
    assert.ok(!reports.some(({ file }) => file === 'mail.eml'));
    await ask(requests.folderRemoveRequest, { folder, files: ['mail.eml'] });
  });

  test('every number leads to the reports behind it, also where names are long or do not show', async () => {
    const organization = `Sender\u202e ${'x'.repeat(300)}`;
    const text = example('every-result-type.json').replace('Example Relay Operators', organization);
    await ask(requests.folderAddRequest, { folder, files: [{ file: 'long.json', base64: base64(text) }] });
    const name = (await result()).result.organizations.find(({ name }) => name.startsWith('Sender'))?.name;
    assert.ok(name?.startsWith('Sender\\u202e xxx') && name.length < 300);
    const { result: sums, reports } = await result({ organizations: [name] });
    assert.deepEqual([sums.reports, reports.map(({ file }) => file)], [1, ['long.json']]);
    for (const { name, count } of (await result()).result.receivingMxs) {
      const { reports } = await result({}, { receivingMx: name });
      assert.ok(reports.length > 0, `${name} ${count}`);
    }
    await ask(requests.folderRemoveRequest, { folder, files: ['long.json'] });
  });

  test('a folder that is gone takes its files with it', async () => {
    const before = (await result()).result.reports;
    const text = example('every-result-type.json');
    await ask(requests.folderAddRequest, { folder, files: [{ file: 'a/b/c.json', base64: base64(text) }] });
    await ask(requests.folderRemoveRequest, { folder, files: ['a/b/c'] });
    assert.equal((await result()).result.reports, before + 1);
    await ask(requests.folderRemoveRequest, { folder, files: ['a'] });
    assert.equal((await result()).result.reports, before);
  });

  test('exports to every format', async () => {
    const out: Record<string, string> = {};
    for (const format of ['markdown', 'csv', 'json', 'html'] as const) {
      const params = { folder, name: '<b>Reports</b>', filter: {}, format };
      out[format] = await ask<string>(requests.folderExportRequest, params);
    }
    assert.match(out.markdown ?? '', /^# \\<b\\>Reports/);
    assert.match(out.markdown ?? '', /\| mx1\.example\.net \|/);
    assert.ok((out.csv?.split('\r\n').length ?? 0) > month.length);
    assert.equal(JSON.parse(out.json ?? '').totals.reports, month.length);
    assert.match(out.html ?? '', /<h1>&#60;b&#62;Reports/);
  });

  test('a folder that is closed is forgotten', async () => {
    await ask(requests.folderCloseRequest, { folder });
    assert.equal(await result(), null);
  });
});
