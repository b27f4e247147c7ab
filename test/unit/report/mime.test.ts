import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localize } from '../../../server/src/message.js';
import { partsOf } from '../../../server/src/report/mime.js';

/** The parts of a mail as type, name and text; or why there are none. */
function parts(...lines: readonly string[]): string | (string | undefined)[][] {
  const found = partsOf(new Uint8Array(Buffer.from(lines.join('\r\n'), 'latin1')));
  if ('template' in found) return localize(found);
  return found.map((part) => [part.type, part.name, part.text()]);
}

/** The only part of a mail with these fields and body. */
const single = (...lines: readonly string[]) => (parts(...lines) as (string | undefined)[][])[0]!;

/** The name in a field. */
const nameIn = (field: string) => single(field, '', '')[1];

test('a mail that says nothing of itself is one plain text', () => {
  assert.deepEqual(parts('Subject: x', '', 'a', 'b'), [['text/plain', undefined, 'a\r\nb']]);
  assert.deepEqual(parts('Subject: x'), [['text/plain', undefined, '']]);
  assert.deepEqual(parts('\u00ef\u00bb\u00bf', ' ', 'Content-Type: A/B', '', 'a'), [['a/b', undefined, 'a']]);
});

test('finds the parts between their boundaries, which own the line break before them', () => {
  const mail = (...body: readonly string[]) =>
    parts('content-type: Multipart/Mixed;', '\tboundary="b b"', '', ...body);
  const texts = (found: ReturnType<typeof mail>) =>
    typeof found === 'string' ? found : found.map(([, , text]) => text);
  assert.deepEqual(texts(mail('before', '--b b', '', 'one', '', '--b b \t', '', 'two', '--b b--', 'after')), [
    'one\r\n',
    'two',
  ]);
  assert.deepEqual(texts(mail('--b b', '', 'not closed')), ['not closed']);
  assert.deepEqual(texts(mail('--b b', '', '--b bc', ' --b b', '--b', '--b b-', '--b b--')), [
    '--b bc\r\n --b b\r\n--b\r\n--b b-',
  ]);
  assert.deepEqual(texts(mail('--b b', '--b b', 'Content-Type: a/b', '--b b--')), ['', '']);
  assert.deepEqual(texts(mail('none')), []);
  assert.deepEqual(parts('Content-Type: multipart/mixed', '', '--', '', 'a'), []);
});

test('looks into containers and into mails that were forwarded, encoded or not', () => {
  const inner = ['Content-Type: multipart/x; boundary=i', '', '--i', 'Content-Type: a/b', '', 'deep'];
  assert.deepEqual(
    parts(
      ...['Content-Type: multipart/mixed; boundary=o', '', '--o', ...inner, '--i--', '--o'],
      ...['Content-Type: message/rfc822', 'Content-Disposition: attachment; filename=a.eml', '', ...inner],
      ...['--o', 'Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', ''],
      ...[
        Buffer.from(inner.join('\n')).toString('base64'),
        '--o',
        'Content-Type: multipart/digest; boundary=d',
      ],
      ...['', '--d', '', 'Content-Type: c/d', '', 'in a digest', '--o--'],
    ),
    [
      ['a/b', undefined, 'deep'],
      ['a/b', undefined, 'deep'],
      ['a/b', undefined, 'deep'],
      ['c/d', undefined, 'in a digest'],
    ],
  );
});

test('gives up where there are too many parts, or too deep ones', () => {
  const many = (count: number) =>
    parts('Content-Type: multipart/mixed; boundary=b', '', ...Array.from({ length: count }, () => '--b\r\n'));
  assert.equal(many(999).length, 999);
  assert.equal(many(1000), 'The mail has more than 1,000 parts and is not read.');
  const deep = (count: number) =>
    parts(...Array.from({ length: count }, () => 'Content-Type: message/rfc822\r\n'), '', 'a');
  assert.equal(deep(20).length, 1);
  assert.equal(deep(21), 'The mail has parts within parts, more than 20 deep, and is not read.');
});

test('decodes bodies', () => {
  const body = (encoding: string, ...lines: readonly string[]) =>
    single(`Content-Transfer-Encoding: ${encoding}`, '', ...lines)[2];
  assert.equal(body('BASE64', 'YWI=', 'Y2Rl', '*Zg=='), 'abcdef');
  assert.equal(body(' base64 (so it is)', ''), '');
  assert.equal(
    body('quoted-printable', 'a=3Db=3d', 'c= \t', 'd=', 'e=4', '=XY=', ''),
    'a=b=\r\ncde=4\r\n=XY',
  );
  assert.equal(body('8bit', 'a=3D'), 'a=3D');
  assert.equal(single('Content-Type: text/plain; charset=iso-8859-1', '', '\u00e9')[2], '\u00e9');
  assert.equal(single('Content-Type: text/plain; charset=nobody-knows', '', '\u00c3\u00a9')[2], '\u00e9');
  const flowed = ['', '{"a": ', ' "b",', '  c'];
  assert.equal(single('Content-Type: text/plain; format=flowed', ...flowed)[2], '{"a": "b",\r\n c');
  assert.equal(single('Content-Type: text/plain; format=Flowed; delsp=yes', ...flowed)[2], '{"a":"b",\r\n c');
});

test('reads the names of files in every spelling', () => {
  for (const [field, name] of [
    ['Content-Disposition: attachment; filename=a.json', 'a.json'],
    ['Content-Disposition: attachment; FileName = "a b.json" ; size=1', 'a b.json'],
    ['Content-Disposition: attachment; filename="a\\"b;c=d"', 'a"b;c=d'],
    ['Content-Type: a/b; name=a(1).json', 'a(1).json'],
    ['Content-Type: a/b (a \\) comment; name=no); name=a (and (another)', 'a'],
    ['Content-Type: a/b; name="a"Content-Language: en', 'a'],
    ['Content-Type: a/b; name=a; name=b', 'a'],
    ['Content-Type: a/b;\r\n name=a\r\nContent-Type: a/b; name=b', 'a'],
    ["Content-Type: a/b; name=a; name*=utf-8'en'%c3%bc.json", '\u00fc.json'],
    ["Content-Type: a/b; name*0*=iso-8859-1''%fc; name*2=%41; name*1=-", '\u00fc-%41'],
    ['Content-Type: a/b; name="=?utf-8?B?w7w=?=\r\n =?utf-8*en?q?_=3Dx?=.json"', '\u00fc =x.json'],
    ['Content-Type: a/b; name="\u00c3\u00bc"', '\u00fc'],
    ['Content-Type: a/b; names=a; =b; name', undefined],
    ['X-Content-Type: a/b; name=a', undefined],
  ] as const) {
    assert.equal(nameIn(field), name, field);
  }
});
