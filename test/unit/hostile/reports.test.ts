/** Text of strangers in every string of a report, wherever it is shown outside of the pages (those: test/unit/webview). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderAddRequest, folderExportRequest, folderRequest } from '../../../protocol/requests.js';
import { reportHover } from '../../../server/src/features/report/hover.js';
import { localize } from '../../../server/src/message.js';
import { domainLens } from '../../../server/src/report/domainLens.js';
import { readFacts } from '../../../server/src/report/facts.js';
import { ReportFolder } from '../../../server/src/report/folder.js';
import { isAddrSpec, isUri } from '../../../server/src/report/host.js';
import { readReport } from '../../../server/src/report/model.js';
import { checkReport } from '../../../server/src/rules/report/index.js';
import { server } from '../features/server.js';

const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;
const markup =
  '</td><img src=x onerror=alert(1)><script>alert(1)</script> [go](command:workbench.action.quit) ' +
  '![x](https://evil.example/x.png) `` $(zap) https://evil.example/ \u202egnp.exe\u0007\u001b]0;x\u001b[31m';
const huge = 'A'.repeat(200_000);

/** A report with a text in every string, in values that are read closer too. */
function poisoned(evil: string): string {
  const entry = (type: string, strings: readonly string[]) => ({
    policy: {
      ...{ 'policy-type': type, 'policy-domain': evil, 'mx-host': [evil], 'policy-string': strings },
      [evil]: evil,
    },
    summary: { 'total-successful-session-count': 1, 'total-failure-session-count': 1 },
    'failure-details': [
      {
        ...{
          'result-type': evil,
          'sending-mta-ip': evil,
          'receiving-ip': evil,
          'receiving-mx-hostname': evil,
        },
        ...{ 'receiving-mx-helo': evil, 'additional-information': evil, 'failure-reason-code': evil },
        'failed-session-count': 1,
      },
    ],
  });
  return JSON.stringify({
    'organization-name': evil,
    'date-range': { 'start-datetime': '2026-11-22T00:00:00Z', 'end-datetime': `2026-11-22T23:59:59Z${evil}` },
    'contact-info': evil,
    'report-id': evil,
    policies: [
      entry('sts', [
        `version: ${evil}`,
        `mode: ${evil}`,
        `mx: ${evil}`,
        `mx: *.${evil}`,
        `max_age: ${evil}`,
        evil,
      ]),
      entry('tlsa', [`3 1 1 ${evil}`, JSON.stringify([evil])]),
      entry(evil, [evil]),
    ],
    [evil]: evil,
  });
}

/** Markdown as VS Code would read it, without code and escaped characters. */
const live = (markdown: string): string =>
  markdown.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/gs, '').replace(/\\[^\w\s]/g, '');

test('a hover shows it as text: no link but to the RFCs, no markup, no image', () => {
  const model = readReport(poisoned(markup));
  let hovers = 0;
  for (let offset = 0; offset < model.text.length; offset += 7) {
    const answer = reportHover(model, offset);
    if (answer === undefined) continue;
    hovers++;
    const text = answer.parts.map((part) => localize(part)).join('\n\n');
    assert.doesNotMatch(text, unseen);
    assert.doesNotMatch(
      live(text).replace(/\]\(https:\/\/www\.rfc-editor\.org\/[\w/#.-]+\)/g, ''),
      /[<>]|\]\(|command:|evil/,
    );
  }
  assert.ok(hovers > 100);
});

test('a finding quotes it visibly and briefly, and so does a hover', () => {
  for (const evil of [markup, huge]) {
    const model = readReport(poisoned(evil));
    const messages = checkReport(model, { fileName: `${evil}.json`, jsonSyntax: true }).map(({ message }) =>
      localize(message),
    );
    assert.ok(messages.length > 10);
    for (const message of messages) {
      assert.doesNotMatch(message, unseen);
      assert.ok(message.length < 500, `${message.length}: ${message.slice(0, 200)}`);
    }
  }
  const model = readReport(poisoned(huge));
  for (const at of [model.text.indexOf('mx: A') + 3, model.text.indexOf('mode: A') + 3]) {
    const text = (reportHover(model, at)?.parts ?? []).map((part) => localize(part)).join('');
    assert.ok(text.length < 2000, String(text.length));
  }
});

test('the line over a record shows it visibly and briefly', () => {
  for (const evil of [markup, huge]) {
    const folder = new ReportFolder();
    folder.add(
      readFacts(
        readReport(
          poisoned(evil).replaceAll(
            `"policy-domain":${JSON.stringify(evil)}`,
            '"policy-domain":"example.com"',
          ),
        ),
      ),
    );
    const lens = domainLens(folder, 'example.com', localize) ?? '';
    assert.match(lens, /3 of 6|2 of 4|1 of 2/);
    assert.doesNotMatch(lens, unseen);
    assert.ok(lens.length < 700, String(lens.length));
  }
});

test('the dashboard of a folder and its exports hold it visibly, also in names of files', async () => {
  const ask = server();
  const file = `in/${markup.replaceAll('/', '')}.json`;
  const base64 = Buffer.from(poisoned(markup)).toString('base64');
  const broken = { file: `${file}.gz`, base64: 'H4sIAAA=' };
  await ask(folderAddRequest, { folder: 'x', files: [{ file, base64 }, broken] });
  const answer = (await ask(folderRequest, { folder: 'x', filter: {}, match: {} })) as { result: object };
  JSON.stringify(answer.result, (_, value: unknown) => {
    if (typeof value === 'string') assert.doesNotMatch(value, unseen);
    return value;
  });
  for (const format of ['markdown', 'html', 'csv', 'json']) {
    const text = String(await ask(folderExportRequest, { folder: 'x', name: markup, filter: {}, format }));
    assert.ok(text.includes('gnp'), format);
    assert.doesNotMatch(text.replaceAll('\r\n', '\n'), unseen, format);
    if (format === 'html') assert.doesNotMatch(text, /<(?:img|script|a )/);
    if (format === 'markdown') assert.doesNotMatch(live(text), /[<>]|\]\(|command:/);
  }
});

test('millions of characters overflow no expression', () => {
  const many = 'a'.repeat(16_000_000);
  assert.equal(isAddrSpec(`"${many}"@b.example`), false);
  assert.equal(isAddrSpec('"a b\\""@b.example'), true);
  assert.equal(isUri(`https://${many}`), true);
  assert.equal(isUri(`https://${many}%4`), false);
  assert.equal(isUri('https://a/%4a%G0'), false);
});
