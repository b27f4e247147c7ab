import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { readOutput } from '../../../client/src/zones/checkzone/output.js';
import { contentOf, includeOf, lineOf } from '../../../client/src/zones/checkzone/place.js';
import { programs } from '../../../client/src/zones/checkzone/program.js';
import { missing } from '../checkzone.js';

const head = '$TTL 1h\n@ SOA ns1 h 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n';

/** What the real program says of a zone, as `LINE severity message`. */
async function checked(text: string, origin = 'example.com.', folder?: string): Promise<string[]> {
  const program = await programs.find('', 'named-checkzone');
  assert.ok(program);
  const { signal } = new AbortController();
  const { code, output } = await programs.run(program, ['-i', 'local', '--', origin, '-'], {
    input: text,
    folder,
    signal,
  });
  const { loads, serial, findings } = readOutput(output, code);
  assert.equal(loads, serial !== undefined, output);
  return [
    loads ? `loads ${serial}` : 'refused',
    ...findings.map(({ file, line, about, severity, message }) => {
      const records = about && [about.owner, about.type, about.target].filter(Boolean).join(' ');
      return `${file === undefined ? '' : `${file}:`}${line ?? records} ${severity} ${message}`;
    }),
  ];
}

test('named-checkzone: a zone that loads, and warnings in it', { skip: missing }, async () => {
  assert.deepEqual(await checked(head), ['loads 1']);
  assert.deepEqual(
    await checked(`${head}ns1 300 A 192.0.2.3\na_b A 192.0.2.2\nwww.example.net. A 192.0.2.4\n@ MX 1 mail\n`),
    [
      'loads 1',
      '5 warning TTL set to prior TTL (3600)',
      '6 warning a_b.example.com: bad owner name (check-names)',
      '7 warning ignoring out-of-zone data (www.example.net)',
      "example.com MX mail.example.com warning example.com/MX 'mail.example.com' has no address records (A or AAAA)",
    ],
  );
  assert.deepEqual(await checked(head, '-o.example.'), [
    'loads 1',
    '2 warning ns1.-o.example: bad name (check-names)',
    '2 warning h.-o.example: bad name (check-names)',
    '3 warning ns1.-o.example: bad name (check-names)',
    '4 warning ns1.-o.example: bad owner name (check-names)',
  ]);
});

test('named-checkzone: each mistake of a zone that is refused, once', { skip: missing }, async () => {
  assert.deepEqual(await checked(`${head}ns1 300 A 192.0.2.2\nwww A 192.0.2\nx FOO 1\n`), [
    'refused',
    '5 warning TTL set to prior TTL (3600)',
    "6 error near '192.0.2': bad dotted quad",
    "7 error unknown RR type 'FOO'",
  ]);
  assert.deepEqual(await checked(`${head}a TXT "foo\n"\n`), [
    'refused',
    '5 error unbalanced quotes',
    '6 error unbalanced quotes',
  ]);
  assert.deepEqual(await checked(`${head}$GENERATE 1-3 a$ A 192.0.2\n`), [
    'refused',
    "5 error near '192.0.2': bad dotted quad",
  ]);
  assert.deepEqual(await checked('$TTL 1h\n@ SOA ns1 h 1 2 3 4 5\n'), [
    'refused',
    'example.com SOA error has no NS records',
  ]);
  assert.deepEqual(await checked(head.replace('ns1 A', 'x A')), [
    'refused',
    "example.com NS ns1.example.com error NS 'ns1.example.com' has no address records (A or AAAA)",
  ]);
});

test('named-checkzone: what is wrong in an included file is said of that file', {
  skip: missing,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-include-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'part.inc'), 'a A 192.0.2\n');
  assert.deepEqual(await checked(`${head}$INCLUDE part.inc\n$INCLUDE none.inc\n`, 'example.com.', folder), [
    'refused',
    "part.inc:1 error near '192.0.2': bad dotted quad",
    '6 error none.inc: file not found',
  ]);
});

test('what ends badly without a word about the zone has no finding, or the reason as one', () => {
  assert.deepEqual(readOutput('', 1), { loads: false, findings: [] });
  const output =
    'zone example.com/IN: loading from master file (null) failed: out of memory\nzone example.com/IN: not loaded due to errors.\n';
  assert.deepEqual(readOutput(output, 1), {
    loads: false,
    findings: [{ severity: 'error', message: 'out of memory' }],
  });
});

test('a finding belongs to the line that is named, or to the last one before that holds something', () => {
  const lines = ['a', '', ' ', 'b', ''];
  const at = (line: number) =>
    lineOf({ line, severity: 'error', message: '' }, (index) => lines[index]?.trim() === '', 5, []);
  assert.deepEqual([1, 2, 3, 4, 5, 9, 0].map(at), [0, 0, 0, 3, 3, 3, 0]);
  assert.deepEqual(contentOf(' \ta b ; c  '), [2, 9]);
  assert.deepEqual(contentOf('   '), [0, 0]);
});

test('a finding that names records belongs to the one whose target it names', () => {
  const outline = [
    {
      name: 'Example.com.',
      records: [
        { text: 'SOA ns1 h 1 2 3 4 5', line: 1 },
        { text: 'MX 10 mail.example.com.', line: 2 },
        { text: 'MX 20 backup', line: 3 },
      ],
    },
  ];
  const at = (type: string, target?: string) => {
    const about = { owner: 'example.COM', type, ...(target !== undefined && { target }) };
    return lineOf({ about, severity: 'error', message: '' }, () => false, 9, outline);
  };
  assert.equal(at('MX', 'backup.example.com'), 3);
  assert.equal(at('MX', 'mail.example.com'), 2);
  assert.equal(at('SOA'), 1);
  assert.equal(at('NS', 'gone.example.com'), 0);
});

test('the directive that includes a file', () => {
  assert.equal(includeOf('/etc/passwd', '; x\r\n$include "/etc/passwd" sub\r\n'), 1);
  assert.equal(includeOf('a.inc', '$INCLUDE a.inc\n'), 0);
  assert.equal(includeOf('b.inc', '$INCLUDE a.inc\n'), undefined);
});

test('a program is taken from absolute folders of the PATH, or by its absolute path', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-path-'));
  const [before, here] = [process.env.PATH, process.cwd()];
  t.after(() => {
    process.env.PATH = before;
    process.chdir(here);
    rmSync(folder, { recursive: true });
  });
  const program = join(folder, 'tls-rpt-program');
  writeFileSync(program, '#!/bin/sh\ncat; sleep 30\n');
  process.env.PATH = `.:${folder}`;
  assert.equal(await programs.find('', 'tls-rpt-program'), undefined, 'it is not executable');
  chmodSync(program, 0o755);
  assert.equal(await programs.find('', 'tls-rpt-program'), program);
  assert.equal(await programs.find(program, 'other'), program);
  assert.equal(await programs.find('tls-rpt-program', 'other'), undefined, 'it is not absolute');
  assert.equal(await programs.find(folder, 'other'), undefined, 'it is a folder');
  process.chdir(folder);
  process.env.PATH = '.:';
  assert.equal(await programs.find('', 'tls-rpt-program'), undefined, 'the folder is not absolute');

  const abort = new AbortController();
  const run = programs.run(program, [], { input: 'x', folder, signal: abort.signal });
  abort.abort();
  await assert.rejects(run, { name: 'AbortError' });
});

test('a path is followed past symbolic links', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-links-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'workspace'));
  writeFileSync(join(folder, 'secret'), '');
  symlinkSync('../secret', join(folder, 'workspace', 'link.inc'));
  const real = await programs.realPath('.', folder);
  assert.equal(await programs.realPath('link.inc', join(folder, 'workspace')), join(real!, 'secret'));
  assert.equal(await programs.realPath('none.inc', folder), undefined);
});
