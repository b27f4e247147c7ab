import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { ruleIds } from '../../../server/src/rules/catalogue.js';
import { type Folder, folderWith } from './tool.js';

const good = {
  'organization-name': 'Example Mail',
  'date-range': { 'start-datetime': '2026-11-20T00:00:00Z', 'end-datetime': '2026-11-20T23:59:59Z' },
  'contact-info': 'tlsrpt@mail.example.org',
  'report-id': '2026-11-20T00:00:00Z_example.com',
  policies: [
    {
      policy: { 'policy-type': 'no-policy-found', 'policy-domain': 'example.com' },
      summary: { 'total-successful-session-count': 3, 'total-failure-session-count': 0 },
    },
  ],
};
const goodText = JSON.stringify(good, undefined, 2);
const reversed = goodText.replace('2026-11-20T23:59:59Z', '2026-11-19T23:59:59Z');
const mailto = goodText.replace('"tlsrpt@', '"mailto:tlsrpt@');

interface Item {
  readonly file: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly severity: string;
  readonly code: string;
  readonly fixable: boolean;
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly { readonly ruleId: string }[];
}

const itemsOf = (out: string): Item[] => JSON.parse(out);
const codes = (out: string) => itemsOf(out).map(({ file, code }) => `${file} ${code}`);

suite('lint: formats', () => {
  test('JSON is the contract, to the letter', async (context) => {
    const folder = folderWith(context, { 'a.json': mailto });
    const { code, out, err } = await folder.run(['lint', '--format', 'json', 'a.json']);
    assert.deepEqual(JSON.parse(out), [
      {
        file: 'a.json',
        range: { start: { line: 6, character: 19 }, end: { line: 6, character: 49 } },
        severity: 'warning',
        code: 'report/bad-contact',
        message:
          '"mailto:tlsrpt@mail.example.org" is no bare mail address such as "tls-reports@example.net".',
        fixable: true,
      },
    ]);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  test('nothing found is an empty array', async (context) => {
    const { code, out } = await folderWith(context, { 'a.json': goodText }).run([
      'lint',
      '--format=json',
      '.',
    ]);
    assert.deepEqual({ code, out }, { code: 0, out: '[]\n' });
  });

  test('text shows the line and underlines the characters', async (context) => {
    const { out } = await folderWith(context, { 'a.json': mailto }).run(['lint', 'a.json']);
    assert.deepEqual(out.split('\n'), [
      'a.json:7:20: warning: "mailto:tlsrpt@mail.example.org" is no bare mail address such as "tls-reports@example.net". [report/bad-contact]',
      '      "contact-info": "mailto:tlsrpt@mail.example.org",',
      '                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
      'Errors: 0, warnings: 1, information: 0, hints: 0. Files checked: 1. --fix mends 1.',
      '',
    ]);
  });

  test('colours only where they are wanted, and control characters never', async (context) => {
    const hostile = mailto
      .replace('Example Mail', 'Example \u001b[31m\u202eMail')
      .replace('"mailto:', '"\u001b]0;x\u0007');
    const folder = folderWith(context, { 'a.json': hostile });
    const plain = await folder.run(['lint', 'a.json']);
    assert.doesNotMatch(plain.out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    const coloured = await folder.run(['lint', 'a.json'], { colour: true });
    assert.match(coloured.out, /\u001b\[31merror\u001b\[0m/);
  });

  test('GitHub annotations', async (context) => {
    const { out } = await folderWith(context, { 'a,b.json': mailto }).run([
      'lint',
      '--format',
      'github',
      '.',
    ]);
    assert.equal(
      out,
      '::warning file=a%2Cb.json,line=7,endLine=7,col=20,endColumn=50,title=report/bad-contact::"mailto:tlsrpt@mail.example.org" is no bare mail address such as "tls-reports@example.net".\n',
    );
  });
});

suite('lint: exit codes', () => {
  test('1 for an error, and for more warnings than allowed', async (context) => {
    const folder = folderWith(context, { 'error.json': reversed, 'warning.json': mailto });
    const codeOf = async (...line: string[]) => (await folder.run(['lint', ...line])).code;
    assert.equal(await codeOf('error.json'), 1);
    assert.equal(await codeOf('warning.json'), 0);
    assert.equal(await codeOf('--max-warnings', '1', 'warning.json'), 0);
    assert.equal(await codeOf('--max-warnings', '0', 'warning.json'), 1);
    assert.equal(await codeOf('--rule', 'report/bad-contact=error', 'warning.json'), 1);
    assert.equal(
      await codeOf('--rule', 'report/range-reversed=off', '--rule=report/range-not-a-day=off', 'error.json'),
      0,
    );
  });

  test('2 for what cannot be read, and the rest is checked all the same', async (context) => {
    const folder = folderWith(context, { 'a.json': mailto, 'b.json.gz': gzipSync(goodText).subarray(0, 40) });
    const { code, out, err } = await folder.run(['lint', '--format', 'json', 'b.json.gz', 'a.json']);
    assert.equal(code, 2);
    assert.deepEqual(codes(out), ['a.json report/bad-contact']);
    assert.match(err, /^b\.json\.gz: \S/);
    const none = await folder.run(['lint', '--format', 'json', 'none.json', 'a.json', 'none/*.json']);
    assert.equal(none.code, 2);
    assert.deepEqual(codes(none.out), ['a.json report/bad-contact']);
    assert.equal(none.err, 'none.json: There is no such file.\nnone/*.json: There is no such file.\n');
  });

  test('2 for links that lead in a circle; a folder passes over them', async (context) => {
    const folder = folderWith(context, { 'a.json': mailto });
    symlinkSync('circle.json', join(folder.path, 'circle.json'));
    symlinkSync('gone.json', join(folder.path, 'dangling.json'));
    assert.deepEqual(await folder.run(['lint', '--format', 'json', 'circle.json']), {
      code: 2,
      out: '[]\n',
      err: 'circle.json: There is no such file.\n',
    });
    const whole = await folder.run(['lint', '--format', 'json', '.']);
    assert.deepEqual([whole.code, codes(whole.out), whole.err], [0, ['a.json report/bad-contact'], '']);
  });

  const isRoot = process.getuid?.() === 0 && 'root reads everything';
  test('2 for what the user may not read, by its reason', { skip: isRoot }, async (context) => {
    const folder = folderWith(context, { 'a.json': mailto, 'shut/b.json': mailto });
    chmodSync(join(folder.path, 'shut'), 0);
    context.after(() => chmodSync(join(folder.path, 'shut'), 0o700));
    const { code, out, err } = await folder.run(['lint', '--format', 'json', '.']);
    assert.deepEqual(
      [code, codes(out), err],
      [2, ['a.json report/bad-contact'], 'shut: It cannot be read (EACCES).\n'],
    );
    const report = await folder.run(['report', '--format', 'json', '.']);
    assert.equal(report.code, 2);
    assert.match(report.out, /"unreadable":\[\{"file":"shut",/);
  });
});

suite('lint: which files', () => {
  test('a folder stands for its reports, compressed ones too, and for nothing else', async (context) => {
    const folder = folderWith(context, {
      'reports/b.json.gz': gzipSync(mailto),
      'reports/deep/a.json': mailto,
      'reports/package.json': '{"name": "x", "version": "1"}',
      'reports/.hidden/a.json': mailto,
      'reports/node_modules/a.json': mailto,
      'reports/notes.txt': 'version 1',
      'reports/cache.db': Buffer.from([0, 1, 2, 3]),
    });
    symlinkSync('..', join(folder.path, 'reports/deep/up'));
    const expected = ['reports/b.json.gz report/bad-contact', 'reports/deep/a.json report/bad-contact'];
    assert.deepEqual(codes((await folder.run(['lint', '--format', 'json', 'reports/'])).out), expected);
    assert.deepEqual(codes((await folder.run(['lint', '--format', 'json', '.'])).out), expected);
    assert.deepEqual(
      codes((await folder.run(['lint', '--format', 'json', 'reports', 'reports/b.json.gz'])).out),
      expected,
    );
  });

  test('globs, for shells that do not know them', async (context) => {
    const folder = folderWith(context, { 'a.json': mailto, 'x/b.json': mailto, 'x/y/c.json': mailto });
    const files = async (pattern: string) =>
      itemsOf((await folder.run(['lint', '--format', 'json', pattern])).out).map(({ file }) => file);
    assert.deepEqual(await files('*.json'), ['a.json']);
    assert.deepEqual(await files('**/*.json'), ['a.json', 'x/b.json', 'x/y/c.json']);
    assert.deepEqual(await files('x/{b,d}.json'), ['x/b.json']);
    assert.equal((await folder.run(['lint', 'z*.json'])).code, 2);
  });

  test('the standard input, under the name that it is given', async (context) => {
    const folder = folderWith(context, {});
    const { out } = await folder.run(['lint', '--format', 'json', '--stdin-filename', 'in/a.json', '-'], {
      stdin: mailto,
    });
    assert.deepEqual(codes(out), ['in/a.json report/bad-contact']);
    const { out: nameless } = await folder.run(['lint', '--format', 'json', '-'], {
      stdin: '{"report-id": 1}',
    });
    assert.ok(codes(nameless).includes('- report/wrong-type'), nameless);
  });

  test('a mail is read for the report in it', async (context) => {
    const name = 'mail.example.org!example.com!1795132800!1795219199.json.gz';
    const mail = [
      'From: tlsrpt@mail.example.org',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type="tlsrpt"; boundary="x"',
      '',
      '--x',
      'Content-Type: application/tlsrpt+gzip',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      gzipSync(mailto).toString('base64'),
      '--x--',
      '',
    ].join('\r\n');
    const folder = folderWith(context, {
      'a.eml': mail,
      'other.eml': 'Subject: hello\r\n\r\nNo report.\r\n',
    });
    const { code, out, err } = await folder.run(['lint', '--format', 'json', 'a.eml', 'other.eml']);
    assert.deepEqual(codes(out), ['a.eml report/bad-contact']);
    assert.equal(err, 'other.eml: The mail has no report attached.\n');
    assert.equal(code, 2);
    assert.equal((await folder.run(['lint', '.'])).code, 0);
  });

  test('a byte-order mark before JSON is none of its characters', async (context) => {
    const folder = folderWith(context, { 'a.json': `\ufeff${goodText}` });
    assert.equal((await folder.run(['lint', '--format', 'json', '.'])).out, '[]\n');
  });

  test('a compressed report has no fix to apply', async (context) => {
    const folder = folderWith(context, { 'b.json.gz': gzipSync(mailto) });
    const { out } = await folder.run(['lint', '--format', 'json', '--fix', 'b.json.gz']);
    assert.deepEqual(
      itemsOf(out).map(({ fixable }) => fixable),
      [false],
    );
  });

  test('a report that is no JSON says so here', async (context) => {
    const folder = folderWith(context, { 'a.json': goodText.replace('"policies": [', '"policies": [,') });
    assert.deepEqual(codes((await folder.run(['lint', '--format', 'json', 'a.json'])).out), [
      'a.json report/json-syntax',
    ]);
  });
});

suite('lint: the configuration file', () => {
  const config = `{
  // the sender is known for it
  "rules": { "report/bad-contact": "off", "report/range-reverse": "off", "tls-rpt/bad-ip": "error" },
  "ignore": ["old/**"]
}`;

  test('is found upwards, sets rules, leaves files out, and names rules that there are not', async (context) => {
    const folder = folderWith(context, {
      '.tls-rpt.json': config,
      'a.json': mailto,
      'old/b.json': reversed,
      'deep/c.json': mailto,
    });
    const { code, out } = await folder.run(['lint', '--format', 'json', '.']);
    assert.deepEqual(
      JSON.parse(out).map(({ file, range, message }: Item & { message: string }) => [
        file,
        range.start,
        message,
      ]),
      [
        [
          '.tls-rpt.json',
          { line: 2, character: 42 },
          'There is no rule report/range-reverse. Is report/range-reversed meant?',
        ],
        [
          '.tls-rpt.json',
          { line: 2, character: 73 },
          'There is no rule tls-rpt/bad-ip. Is report/bad-ip meant?',
        ],
      ],
    );
    assert.equal(code, 0);
    // A named file is checked even so.
    assert.equal((await folder.run(['lint', 'old/b.json'])).code, 1);
  });

  test('the command line counts before it', async (context) => {
    const folder = folderWith(context, {
      '.tls-rpt.json': '{"rules": {"report/bad-contact": "off"}}',
      'a.json': mailto,
    });
    assert.equal((await folder.run(['lint', 'a.json', '--max-warnings=0'])).code, 0);
    assert.equal((await folder.run(['lint', 'a.json', '--rule', 'report/bad-contact=error'])).code, 1);
  });

  test('an unknown rule on the line', async (context) => {
    const folder = folderWith(context, { 'a.json': goodText });
    const { out } = await folder.run(['lint', '--format', 'json', '--rule', 'report/nope=off', 'a.json']);
    assert.deepEqual(codes(out), ['--rule config/unknown-rule']);
  });

  test('one that cannot be understood is wrong usage', async (context) => {
    for (const [text, reason] of [
      ['{\n"rules": {', 'It is no JSON: see line 2.'],
      ['{"rules": []}', 'rules is no object.'],
      ['{"rule": {}}', 'rule is none of $schema, rules, origins, ignore.'],
      ['{"origins": {"*.zone": "a..b"}}', 'a..b is no domain name.'],
      [
        '{"rules": {"report/bad-ip": "loud"}}',
        'report/bad-ip is none of off, hint, information, warning, error.',
      ],
    ] as const) {
      const folder = folderWith(context, { '.tls-rpt.json': text, 'a.json': goodText });
      const { code, err } = await folder.run(['lint', 'a.json']);
      assert.equal(code, 2, text);
      assert.equal(err.split('\n')[0], `tls-rpt: .tls-rpt.json: ${reason}`);
    }
  });
});

suite('lint: the origin of a zone', () => {
  const zone =
    '$TTL 1h\n@ SOA ns1 hostmaster 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\nx.example.com. A 192.0.2.1\n';
  const found = async (folder: Folder, ...line: string[]) =>
    codes((await folder.run(['lint', '--format', 'json', ...line])).out);

  test('comes from the line, else the configuration, else the file’s name', async (context) => {
    const config = '{"origins": {"**/db.example.*": "example.com", "a/db.example.net": "example.net."}}';
    const folder = folderWith(context, {
      '.tls-rpt.json': config,
      'a/db.example.net': zone,
      'b/db.example.net': zone,
      'b/db.nowhere.example': zone,
      'b/nameless': zone,
    });
    // A plain path counts before a glob.
    assert.deepEqual(await found(folder, 'a/db.example.net'), ['a/db.example.net zone/out-of-zone']);
    assert.deepEqual(await found(folder, 'b/db.example.net'), []);
    assert.deepEqual(await found(folder, 'b/db.nowhere.example'), ['b/db.nowhere.example zone/out-of-zone']);
    assert.deepEqual(await found(folder, 'b/nameless'), ['b/nameless zone/origin-unknown']);
    assert.deepEqual(await found(folder, '--origin', 'example.com', 'a/db.example.net', 'b/nameless'), []);
  });

  test('is a domain name, or wrong usage', async (context) => {
    const folder = folderWith(context, { 'one.zone': zone });
    const { code, err } = await folder.run(['lint', '--origin', 'a..b', 'one.zone']);
    assert.equal(code, 2);
    assert.equal(err.split('\n')[0], 'tls-rpt: a..b is no domain name.');
  });
});

suite('lint: --fix', () => {
  test('mends, writes and says what is left', async (context) => {
    const folder = folderWith(context, { 'a.json': mailto });
    const { code, out } = await folder.run(['lint', '--format', 'json', '--fix', 'a.json']);
    assert.deepEqual({ code, out }, { code: 0, out: '[]\n' });
    assert.equal(folder.read('a.json'), goodText);
  });

  test('says how much it has mended', async (context) => {
    const folder = folderWith(context, { 'a.json': mailto, 'b.json': goodText });
    const { out } = await folder.run(['lint', '--fix', 'a.json', 'b.json']);
    assert.equal(out, 'Nothing found. Files checked: 2. Mended: 1.\n');
  });

  test('leaves a rule alone that is off', async (context) => {
    const folder = folderWith(context, { 'a.json': mailto });
    await folder.run(['lint', '--fix', '--rule', 'report/bad-contact=off', 'a.json']);
    assert.equal(folder.read('a.json'), mailto);
  });

  test('writes the mended standard input', async (context) => {
    const folder = folderWith(context, {});
    const { code, out, err } = await folder.run(['lint', '--fix', '--stdin-filename', 'a.json', '-'], {
      stdin: mailto,
    });
    assert.equal(out, goodText);
    assert.match(err, /^Nothing found/);
    assert.equal(code, 0);
  });

  test('does not write a text that is not UTF-8', async (context) => {
    const bytes = Buffer.concat([Buffer.from(mailto), Buffer.from([0x0a, 0xff])]);
    const folder = folderWith(context, { 'a.json': bytes });
    await folder.run(['lint', '--fix', 'a.json']);
    assert.equal(folder.read('a.json'), bytes.toString('utf8'));
  });
});

suite('lint: SARIF', () => {
  test('is valid by the schema of OASIS, describes every rule and carries fixes', async (context) => {
    const folder = folderWith(context, { 'reports of ü/a.json': mailto, 'b.json': reversed });
    const { code, out } = await folder.run(['lint', '--format', 'sarif', '.']);
    assert.equal(code, 1);
    const log: { runs: [SarifRun] } = JSON.parse(out);
    // The schema is one of draft 04, and uses nothing that later drafts changed but the name of its id.
    const { $schema: _, id: $id, ...schema } = sarifSchema;
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile({
      $id,
      ...schema,
    });
    assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors, undefined, 2));
    const [run] = log.runs;
    assert.deepEqual(
      run.tool.driver.rules.map(({ id }) => id),
      ruleIds,
    );
    const contact = run.results.find(({ ruleId }) => ruleId === 'report/bad-contact');
    assert.deepEqual(contact, {
      ruleId: 'report/bad-contact',
      ruleIndex: ruleIds.indexOf('report/bad-contact'),
      level: 'warning',
      message: {
        text: '"mailto:tlsrpt@mail.example.org" is no bare mail address such as "tls-reports@example.net".',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'reports%20of%20%C3%BC/a.json', uriBaseId: 'ROOT' },
            region: { startLine: 7, startColumn: 20, endLine: 7, endColumn: 50 },
          },
        },
      ],
      fixes: [
        {
          description: { text: 'Change to tlsrpt@mail.example.org' },
          artifactChanges: [
            {
              artifactLocation: { uri: 'reports%20of%20%C3%BC/a.json', uriBaseId: 'ROOT' },
              replacements: [
                {
                  deletedRegion: { startLine: 7, startColumn: 20, endLine: 7, endColumn: 50 },
                  insertedContent: { text: 'tlsrpt@mail.example.org' },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
