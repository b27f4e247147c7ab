import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { codes, goodText, itemsOf, mailto, reversed } from './lintReports.js';
import { folderWith } from './tool.js';

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

  test('a byte-order mark before JSON is none of its characters, and stays when the file is mended', async (context) => {
    const folder = folderWith(context, { 'a.json': `\ufeff${goodText}`, 'b.json': `\ufeff${mailto}` });
    assert.equal((await folder.run(['lint', '--format', 'json', 'a.json'])).out, '[]\n');
    assert.equal((await folder.run(['lint', '--format', 'json', '--fix', 'b.json'])).out, '[]\n');
    assert.equal(folder.read('b.json'), `\ufeff${mailto.replace(/"mailto:([^"]*)"/, '"$1"')}`);
  });

  test('a report in UTF-16 is read as it is everywhere else, and never written back', async (context) => {
    for (const data of [
      Buffer.from(`\ufeff${mailto}`, 'utf16le'),
      Buffer.from(`\ufeff${mailto}`, 'utf16le').swap16(),
    ]) {
      const folder = folderWith(context, { 'a.json': data });
      for (const path of ['.', 'a.json']) {
        const { out } = await folder.run(['lint', '--format', 'json', '--fix', path]);
        assert.deepEqual(codes(out), ['a.json report/bad-contact']);
      }
    }
  });

  test('what says that it is a report and cannot be read as one is told why', async (context) => {
    const folder = folderWith(context, {
      'a.json': Buffer.from(goodText.replace('"report-id": "', '"report-id": "\u00e9'), 'latin1'),
      'b.json.gz': deflateSync(goodText),
      'c.json.gz': 'PK\u0003\u0004',
    });
    const { code, out, err } = await folder.run(['lint', '--format', 'json', '.']);
    assert.equal(out, '[]\n');
    assert.deepEqual(err.split('\n'), [
      'a.json: The text is not valid UTF-8 (I-JSON, RFC 7493 section 2.1).',
      'b.json.gz: The content is no JSON.',
      'c.json.gz: This is a zip archive; unpack it, reports are JSON or gzip (RFC 8460 section 5.2).',
      '',
    ]);
    assert.equal(code, 2);
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
