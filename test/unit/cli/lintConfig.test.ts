import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { codes, goodText, type Item, mailto, reversed } from './lintReports.js';
import { type Folder, folderWith } from './tool.js';

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
    // It is no file that was checked.
    const { out: text } = await folder.run(['lint', '--rule', 'report/nope=off', 'a.json']);
    assert.match(text, /Files checked: 1\.\n$/);
  });

  test('one that cannot be understood is wrong usage', async (context) => {
    for (const [text, reason] of [
      ['{\n"rules": {', 'It is no JSON: see line 2.'],
      ['{"rules": []}', 'rules is no object.'],
      ['{"rule": {}}', 'rule is none of $schema, rules, origins, ignore.'],
      ['{"origins": {"*.zone": "a..b"}}', 'a..b is no domain name.'],
      [
        '{"rules": {"report/bad-ip": "loud"}}',
        'loud is none of off, hint, information, warning, error, which report/bad-ip may be.',
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
