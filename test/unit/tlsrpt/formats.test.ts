import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { copyOf } from '../../../server/src/tlsrpt/copy.js';
import { formatRecord } from '../../../server/src/tlsrpt/formats.js';
import { type NewRecord, recordValue } from '../../../server/src/tlsrpt/generate.js';
import { ZoneDocument } from '../../../server/src/zone/document.js';
import { folderWith } from '../cli/tool.js';
import { missing as missingNamed, startNamed } from '../dns/named.js';

const rua = ['mailto:tls-reports@example.net', 'https://reports.example.net:8443/v1?a=b&c=$d'];

/** Records that each format has to keep whole. */
const records: readonly NewRecord[] = [
  { domain: 'example.com', rua, ttl: 86_400 },
  { domain: 'mx.example.com', rua: ["mailto:o'hara+tls@example.net"], ttl: 3600, zone: 'example.com' },
  { domain: 'a.b.Example.com', rua: ['https://[2001:db8::1]/%7Bx%7D'], ttl: 1, zone: 'example.COM' },
  {
    domain: 'long.example.com',
    rua: [`https://example.net/${'x'.repeat(700)}`],
    ttl: 7,
    zone: 'example.com',
  },
  {
    domain: 'odd.example.com',
    rua: ['https://example.net/${x}%{y}#!'],
    extensions: ['a="b\\c"', "d='${e}%{f}$${g}\\\\'", `g=${'\\"'.repeat(200)}`],
    ttl: 2_147_483_647,
    zone: 'example.com',
  },
];

const intended = ({ rua, extensions }: NewRecord) => recordValue(rua, extensions);
const nameOf = ({ domain, zone = domain }: NewRecord) => `_smtp._tls.${domain}`.slice(0, -zone.length - 1);

const missingNsupdate =
  missingNamed ||
  (['nsupdate', 'dig'].some((program) => spawnSync(program, ['-v']).error !== undefined) &&
    'nsupdate and dig are not installed (Debian package bind9-dnsutils)');

test('nsupdate puts the record into a running BIND, in place of what was there', {
  skip: missingNsupdate,
}, async (t) => {
  const named = await startNamed(
    {
      'example.com': `$TTL 300
@ SOA ns1 hostmaster 1 1h 1h 1w 1h
  NS ns1
ns1 A 127.0.0.1
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:old@example.net"
_smtp._tls TXT "a stray one"
`,
    },
    'allow-update { 127.0.0.1; };',
  );
  t.after(() => named.stop());
  for (const record of records) {
    execFileSync('nsupdate', {
      input: `server 127.0.0.1 ${named.port}\n${formatRecord(record, 'nsupdate')}\n`,
    });
    const answer = execFileSync(
      'dig',
      [
        '@127.0.0.1',
        '-p',
        String(named.port),
        '+noall',
        '+answer',
        '+tcp',
        `_smtp._tls.${record.domain}`,
        'TXT',
      ],
      { encoding: 'utf8' },
    );
    assert.equal(answer.trim().split('\n').length, 1, answer);
    const [served] = new ZoneDocument(answer, { origin: '.' }).entries();
    assert.ok(served?.kind === 'record');
    assert.equal(served.effectiveTtl?.seconds, record.ttl);
    assert.equal(served.ownerName?.toLowerCase(), `_smtp._tls.${record.domain}.`.toLowerCase());
    assert.equal(valueIn(answer), intended(record));
  }
});

/** The value of a TXT record that `dig` or a zone file shows. */
function valueIn(line: string): string {
  const strings = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, string]) => string ?? '');
  assert.ok(strings.length > 0, line);
  assert.ok(strings.every((string) => string.replace(/\\./g, 'x').length <= 255));
  return strings.join('').replace(/\\(.)/g, '$1');
}

const missingTerraform =
  spawnSync('terraform', ['version']).error !== undefined && 'terraform is not installed';

test('Terraform reads the block, and is content with its form', { skip: missingTerraform }, (t) => {
  for (const record of records) {
    const folder = folderWith(t, {});
    const block = formatRecord(record, 'terraform');
    writeFileSync(join(folder.path, 'main.tf'), `${block}\n`);
    // Prints what it would change, and fails where it would.
    assert.equal(terraform(folder.path, ['fmt', '-check', '-diff']), '');
    // The provider cannot be had without network: the same arguments as values of their own.
    writeFileSync(join(folder.path, 'main.tf'), `${block.replace(/^.*\{$/m, 'locals {')}\n`);
    const { zone, name, txt, ttl } = values(folder.path, ['zone', 'name', 'txt', 'ttl']);
    assert.deepEqual(
      { zone, name, ttl },
      { zone: `${record.zone ?? record.domain}.`, name: nameOf(record), ttl: record.ttl },
    );
    // The provider puts the text between quotes and reads it as a zone file has it.
    assert.equal(/^(?:[^"\\]|\\.)*$/.test(txt[0]) && txt[0].replace(/\\(.)/g, '$1'), intended(record));
    assert.equal(txt.length, 1);
  }
});

const terraform = (cwd: string, line: readonly string[], input = '') =>
  execFileSync('terraform', line, { cwd, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

function values(folder: string, names: readonly string[]) {
  const object = names.map((name) => `${name} = local.${name}`).join(', ');
  return JSON.parse(JSON.parse(terraform(folder, ['console'], `jsonencode({${object}})\n`)));
}

test('octoDNS: YAML under the name relative to the zone, each semicolon and backslash escaped', () => {
  for (const record of records) {
    const text = formatRecord(record, 'octodns');
    const read = parse(text, { schema: 'yaml-1.1' });
    assert.deepEqual(Object.keys(read), [nameOf(record)]);
    const { value, ...rest } = read[nameOf(record)];
    assert.deepEqual(rest, { ttl: record.ttl, type: 'TXT' });
    // octoDNS refuses a `;` that nothing escapes, or that two backslashes do, and wants keys sorted.
    assert.doesNotMatch(value, /(?<!\\)(?:\\\\)*;/);
    assert.deepEqual(Object.keys(read[nameOf(record)]), ['ttl', 'type', 'value']);
    assert.equal(value.replace(/\\(.)/g, '$1'), intended(record));
  }
});

test('dnscontrol: JavaScript for the list of a domain', () => {
  for (const record of records) {
    const seen: unknown[] = [];
    runInNewContext(`D("example.com", ${formatRecord(record, 'dnscontrol')} END)`, {
      D: (...all: unknown[]) => seen.push(...all),
      TXT: (...all: unknown[]) => ({ TXT: all }),
      TTL: (ttl: number) => ({ ttl }),
      END: 'end',
    });
    assert.deepEqual(JSON.parse(JSON.stringify(seen)), [
      'example.com',
      { TXT: [nameOf(record), intended(record), { ttl: record.ttl }] },
      'end',
    ]);
  }
});

test('a record of a zone is copied as its author meant it', () => {
  const copied = (line: string) => {
    const zone = new ZoneDocument(`$ORIGIN example.com.\n@ SOA ns hm 1 1h 1h 1w 1h\n${line}\n`);
    const entry = [...zone.entries()].findLast(({ kind }) => kind === 'record');
    assert.ok(entry?.kind === 'record');
    return copyOf(entry, zone);
  };
  assert.deepEqual(
    copied('_smtp._tls.MX 1h TXT v=TLSRPTv1; rua=MAILTO:a@b.example , https://ü.example/ü; x=y'),
    {
      domain: 'MX.example.com',
      rua: ['mailto:a@b.example', 'https://xn--tda.example/%C3%BC'],
      extensions: ['x=y'],
      ttl: 3600,
      zone: 'example.com',
    },
  );
  assert.deepEqual(copied('_smtp._tls.example.net. TXT "v=TLSRPTv1;rua=mailto:a@b.example;"'), {
    domain: 'example.net',
    rua: ['mailto:a@b.example'],
    extensions: [],
    ttl: 3600,
  });
});
