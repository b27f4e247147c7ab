import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { missing, namedCheckzone } from '../checkzone.js';
import { type Folder, folderWith } from './tool.js';

const head = '$TTL 300\n@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';

interface Found {
  file: string;
  code: string;
  severity: string;
  range: { start: { line: number; character: number }; end: { character: number } };
}

/** `file:line:from-to rule` of what lint finds, counted from 0, and the exit code. */
async function lint(
  folder: Folder,
  ...line: string[]
): Promise<{ code: number; found: string[]; out: string }> {
  const { code, out } = await folder.run(['lint', '--format', 'json', ...line]);
  const found = (JSON.parse(out) as Found[]).map(
    ({ file, code: rule, range: { start, end } }) =>
      `${file}:${start.line}:${start.character}-${end.character} ${rule}`,
  );
  return { code, found, out };
}

test('each mistake in an included file is reported once, and BIND’s verdict is the exit code', async (t) => {
  const folder = folderWith(t, {
    'db.example.com': `${head}@ MX 10 mx\n$INCLUDE hosts.inc\n`,
    'hosts.inc': 'mx A 192.0.2.2\nbad A 192.0.2\n',
  });
  assert.deepEqual(await lint(folder, 'db.example.com').then(({ code, found }) => ({ code, found })), {
    code: 1,
    found: ['db.example.com:5:9-18 zone/include-errors'],
  });
  for (const operands of [['.'], ['db.example.com', 'hosts.inc'], ['hosts.inc', 'db.example.com']]) {
    const { code, found } = await lint(folder, ...operands);
    assert.deepEqual(
      { code, found },
      { code: 1, found: ['hosts.inc:1:6-13 zone/bad-rdata'] },
      operands.join(' '),
    );
  }
});

test('an included file is mended as the part of the zone that it is', async (t) => {
  const folder = folderWith(t, {
    'a.inc': 'ns1.example.com A 192.0.2.9\nns1 TXT "open\n',
    'db.example.com': `${head}$INCLUDE a.inc\n`,
  });
  const { code } = await folder.run(['lint', '--fix', '.']);
  assert.equal(code, 0);
  assert.equal(folder.read('a.inc'), 'ns1.example.com. A 192.0.2.9\nns1 TXT "open"\n');
});

test('a file that zones share keeps what only some of them have elsewhere, or have since it is included twice', async (t) => {
  const common = 'www A 192.0.2.7\nmail 60 A 192.0.2.8\n';
  const files = {
    'db.example.com': `${head}www A 192.0.2.7\nmail 90 A 192.0.2.9\n$INCLUDE common.inc\n`,
    'db.example.net': `${head}$INCLUDE common.inc\n`,
    'db.example.org': `${head}$INCLUDE common.inc\n$INCLUDE common.inc\nx A 192.0.2.1\nx A 192.0.2.1\n`,
    'common.inc': `${common}y A 192.0.2.1\ny A 192.0.2.1\n`,
  };
  const folder = folderWith(t, files);
  const { out } = await lint(folder, '--fix', '.');
  assert.equal(folder.read('common.inc'), `${common}y A 192.0.2.1\n`);
  assert.equal(folder.read('db.example.org'), files['db.example.org'].slice(0, -'x A 192.0.2.1\n'.length));
  const left = JSON.parse(out) as { file: string; fixable: boolean }[];
  assert.ok(left.length > 0);
  for (const { file, fixable } of left) assert.deepEqual([file, fixable], ['common.inc', false]);
});

test('an SOA in an included file makes the zone, and no zone of its own', async (t) => {
  const folder = folderWith(t, {
    'db.example.com': '$TTL 300\n$INCLUDE soa.inc\n@ NS ns1\nns1 A 192.0.2.1\n',
    'soa.inc': '@ IN SOA ns1 h 1 4h 1h 4w 1h\n',
  });
  assert.deepEqual((await lint(folder, '.')).found, []);
  assert.deepEqual((await lint(folder, 'db.example.com')).found, []);
});

test('files are looked for in the working directory, then beside the one that names them', async (t) => {
  const folder = folderWith(t, {
    'zones/db.example.com': `${head}$INCLUDE one.inc\n$INCLUDE two.inc\n`,
    'zones/one.inc': 'bad A 1\n',
    'one.inc': 'good A 192.0.2.3\n',
    'zones/two.inc': 'also A 192.0.2.4\n',
  });
  assert.deepEqual((await lint(folder, 'zones/db.example.com')).found, []);
  const { out } = await folder.run(['zone', 'zones/db.example.com']);
  assert.match(out, /^good\.example\.com\. 300 IN A 192\.0\.2\.3$/m);
  assert.match(out, /^also\.example\.com\. 300 IN A 192\.0\.2\.4$/m);
});

test('what cannot be read is a warning without a word of its content', async (t) => {
  const folder = folderWith(t, {
    'db.example.com': `${head}$INCLUDE gone.inc\n$INCLUDE .\n$INCLUDE binary.inc\n$INCLUDE /dev/zero\n`,
    'binary.inc': 'secret\0words\n',
  });
  const { code, found, out } = await lint(folder, 'db.example.com');
  assert.equal(code, 0);
  assert.deepEqual(
    found.map((line) => line.split(' ')[1]),
    Array(4).fill('zone/include-unreadable'),
  );
  assert.doesNotMatch(out, /secret|words/);
});

test('a file that is none of the zone’s business shows nothing of itself, in any format', async (t) => {
  const folder = folderWith(t, {
    'db.example.com': `${head}$INCLUDE secrets\n`,
    secrets: 'root:x:0:0:hunter2\n',
  });
  for (const format of ['text', 'json', 'sarif', 'github']) {
    const { code, out } = await folder.run(['lint', '--format', format, 'db.example.com']);
    assert.equal(code, 1);
    assert.match(out, /zone\/include-errors/);
    assert.doesNotMatch(out, /root|hunter2/, format);
  }
  const { code, out, err } = await folder.run(['zone', 'db.example.com']);
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /^secrets:1: .*$/m);
  assert.doesNotMatch(err, /root|hunter2/);
});

test('circles end, through links too', async (t) => {
  const folder = folderWith(t, {
    'db.example.com': `${head}$INCLUDE link.inc\n`,
    'a.inc': '$INCLUDE link.inc\n',
  });
  symlinkSync('a.inc', join(folder.path, 'link.inc'));
  const { code, found } = await lint(folder, 'db.example.com');
  assert.deepEqual({ code, found }, { code: 1, found: ['db.example.com:4:9-17 zone/include-cycle'] });
});

/** The included file of each, and whether BIND loads the zone. */
const verdicts: Readonly<Record<string, string>> = {
  sound: 'x A 192.0.2.3\n',
  'an address that is none': 'x A 192.0.2\n',
  'an alias beside an address': 'ns1 CNAME x\n',
  'a second SOA': '@ SOA ns1 h 2 4h 1h 4w 1h\n',
  'a parenthesis that stays open': 'x TXT ( a\n',
  'a name server without an address': '@ NS ns2\n',
  'a class that is another': 'x CH TXT a\n',
  'an origin that ends with the file': '$ORIGIN deep\nns1 CNAME x\n',
  'an unknown directive': '$FOO x\n',
  'an owner from outside': ' TXT inherited\n',
};

for (const [name, text] of Object.entries(verdicts)) {
  test(`the verdict is that of named-checkzone: ${name}`, { skip: missing }, async (t) => {
    const folder = folderWith(t, { 'db.example.com': `${head}$INCLUDE part.inc\n`, 'part.inc': text });
    const { status } = namedCheckzone('example.com', 'db.example.com', folder.path);
    const { code, found } = await lint(folder, 'db.example.com');
    assert.equal(code, status, found.join('\n'));
  });
}
