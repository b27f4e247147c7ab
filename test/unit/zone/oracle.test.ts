/**
 * What BIND made of small zones, once written down: `TLS_RPT_BIND_ORACLE` names a file with a `## title` for each and below it
 * `bind: OK RECORD | RECORD` or `bind: ERR …`. The zones are here, by their titles; the one beside it is compared with the
 * BIND that is installed.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { expandedZone } from '../../../server/src/expandedZone.js';
import { severityOf } from '../../../server/src/rules/levels.js';
import { differences, missing } from '../../differential/compare.js';

const origin = 'example.com.';
const head = '$TTL 3600\n@ SOA ns h 1 1 1 1 1\n@ NS ns\nns A 192.0.2.1\n\n';
const hex = '0178';

const snippets: Readonly<Record<string, string>> = {
  'quoted basic': 't TXT "v=TLSRPTv1; rua=mailto:a@example.com"\n',
  'unquoted with ; (comment!)': 't TXT v=TLSRPTv1; rua=mailto:a@example.com\n',
  'unquoted escaped \\;': 't TXT v=TLSRPTv1\\;rua=mailto:a@example.com\n',
  'quoted with \\; inside': 't TXT "v=TLSRPTv1\\; rua=mailto:a@example.com"\n',
  'two unquoted words': 't TXT v=TLSRPTv1 foo\n',
  'adjacent quoted no space': 't TXT "v=TLSRPTv1; ""rua=mailto:a@example.com"\n',
  'unquoted then quoted glued': 't TXT abc"def"\n',
  'quoted then unquoted glued': 't TXT "abc"def\n',
  'paren multi-line w comments': 't TXT ( "v=TLSRPTv1; " ; one\n  "rua=mailto:a@example.com" ; two )\n )\n',
  'paren opens before type': 't IN ( TXT\n "x" )\n',
  'owner inside paren next line at col 0': 't TXT ( "a"\n"b" )\n',
  'nested parens': 't TXT ( "a" ( "b" ) )\n',
  'unbalanced )': 't TXT "a" )\n',
  'unclosed (': 't TXT ( "a"\n',
  'quoted newline': 't TXT "foo\nbar"\n',
  'escaped newline in quotes': 't TXT "foo\\\nbar"\n',
  'unterminated quote': 't TXT "foo\n',
  'DDD ok': 't TXT "v=TLSRPTv1\\059 x"\n',
  'DDD 256': 't TXT "\\256"\n',
  'DDD short \\1': 't TXT "\\1"\n',
  'backslash-quote': 't TXT "a\\"b"\n',
  'trailing backslash unquoted EOL': 't TXT abc\\\n',
  'empty string': 't TXT ""\n',
  'no rdata': 't TXT\n',
  '255 chars': `t TXT "${'a'.repeat(255)}"\n`,
  '256 chars': `t TXT "${'a'.repeat(256)}"\n`,
  'UTF-8 raw': 't TXT "caf\u00e9"\n',
  'TTL 1h': 't 1h TXT "x"\n',
  'TTL 1h30m': 't 1h30m TXT "x"\n',
  'TTL 1H30': 't 1H30 TXT "x"\n',
  'TTL 1w2d3h4m5s': 't 1w2d3h4m5s TXT "x"\n',
  'TTL 2147483647': 't 2147483647 TXT "x"\n',
  'TTL 2147483648': 't 2147483648 TXT "x"\n',
  'TTL 4294967296': 't 4294967296 TXT "x"\n',
  'class then ttl': 't IN 300 TXT "x"\n',
  'ttl then class': 't 300 IN TXT "x"\n',
  'class twice': 't IN IN TXT "x"\n',
  'ttl twice': 't 300 300 TXT "x"\n',
  lowercase: 't in txt "x"\n',
  'class CH in IN zone': 't CH TXT "x"\n',
  CLASS1: 't CLASS1 TXT "x"\n',
  'TYPE16 text rdata': 't TYPE16 "x"\n',
  'TYPE16 \\#': `t TYPE16 \\# 2 ${hex}\n`,
  'TXT \\#': `t TXT \\# 2 ${hex}\n`,
  'TXT \\# bad len': `t TXT \\# 3 ${hex}\n`,
  'TXT \\# split hex': 't TXT \\# 2 01 78\n',
  'blank owner': 't A 192.0.2.2\n  TXT "x"\n',
  'relative $ORIGIN': '$ORIGIN _tls\n_smtp TXT "x"\n',
  'lower $origin': '$origin _tls\n_smtp TXT "x"\n',
  '$ORIGIN w/ trailing': '$ORIGIN x.example.com. more\nt TXT "x"\n',
  '$TTL trailing': '$TTL 12 more\nt TXT "x"\n',
  'indented $TTL': ' $TTL 12\nt TXT "x"\n',
  'unknown $FOO': '$FOO x\nt TXT "x"\n',
  $GENERATE: '$GENERATE 1-2 h$ TXT "x$"\n',
  '$GENERATE step/mod': '$GENERATE 0-4/2 h${0,3,d} TXT "x${1,2}"\n',
  'owner is type name': 'TXT TXT "x"\n',
  'owner is class name': 'IN TXT "x"\n',
  'owner numeric': '300 TXT "x"\n',
  'owner quoted': '"q" TXT "x"\n',
  'owner escaped dot': 'a\\.b TXT "x"\n',
  'owner DDD': 'a\\046b TXT "x"\n',
  wildcard: '*._smtp TXT "x"\n',
  '@ in txt': 't TXT @\n',
  'out of zone': 't.example.org. TXT "x"\n',
  'dup record': 't TXT "x"\nt TXT x\n',
  'CNAME and TXT': 't CNAME ns\nt TXT "x"\n',
  'label 64': `${'a'.repeat(64)} TXT "x"\n`,
  CRLF: 't TXT "x"\r\n',
  'CR only inside': 't TXT "x"\rt2 TXT "y"\n',
  'tab/formfeed': 't\fTXT\t"x"\n',
  NUL: 't TXT "a\u0000b"\n',
  BOM: '\ufefft TXT "x"\n',
  'no EOL at EOF': 't TXT "x"',
};

/** The records beside those of the head; undefined where the zone is refused. */
function ours(snippet: string): readonly string[] | undefined {
  const text = Buffer.from(head + snippet).toString('latin1');
  const expanded = expandedZone({ name: 'zone', text }, { origin, octets: true });
  if (!('lines' in expanded)) return undefined;
  return expanded.lines.filter((line) => !/^(?:example\.com|ns\.example\.com)\. /.test(line));
}

const isRefused = (snippet: string) =>
  check('zone', head + snippet, { origin }).findings.some(
    (finding) => finding.rule.startsWith('zone/') && severityOf(finding, {}) === 'error',
  );

const file = process.env.TLS_RPT_BIND_ORACLE ?? '';
const skip = existsSync(file) ? false : 'TLS_RPT_BIND_ORACLE names no file of what BIND made of the zones';

test('reads each of the zones as it is written down that BIND does', { skip }, () => {
  const written = readFileSync(file, 'utf8').split(/^## /m).slice(1);
  const titles = written.map((one) => one.split('\n', 1)[0] ?? '');
  assert.deepEqual(titles, Object.keys(snippets));
  for (const [index, one] of written.entries()) {
    const title = titles[index]!;
    const snippet = snippets[title]!;
    const [, verdict, said = ''] = /^\s*bind: (OK|ERR)(?: (.*))?$/m.exec(one) ?? [];
    assert.equal(isRefused(snippet), verdict === 'ERR', `lint: ${title}`);
    const lines = ours(snippet);
    assert.equal(lines === undefined, verdict === 'ERR', title);
    if (lines === undefined) continue;
    const bind = said.replace(/ {3}WARN .*/, '').trim();
    const joined = lines.join(' | ');
    // Long ones are cut.
    assert.equal(bind.length >= 120 ? joined.slice(0, bind.length) : joined, bind, title);
  }
});

test('reads each of the zones as the BIND that is installed', { skip: missing }, async () => {
  const found = await differences(
    Object.values(snippets).map((snippet) => head + snippet),
    1,
  );
  for (const [index, title] of Object.keys(snippets).entries()) assert.equal(found[index], undefined, title);
});
