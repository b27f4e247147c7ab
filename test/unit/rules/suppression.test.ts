import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { applyEdits } from '../../../server/src/span.js';

const head =
  '$ORIGIN example.com.\n$TTL 1d\n@ IN SOA ns1 hostmaster 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';

/** What is found in lines: each finding as its rule and the marked text. */
function found(lines: string): string[] {
  const text = `${head}${lines}\n`;
  return check('zone', text).findings.map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`);
}

test('a comment silences its line, the next one or the file', () => {
  assert.deepEqual(found('a A 1\nb A 2'), ['zone/bad-rdata 1', 'zone/bad-rdata 2']);
  assert.deepEqual(found('a A 1 ; tls-rpt-disable-line zone/bad-rdata\nb A 2'), ['zone/bad-rdata 2']);
  assert.deepEqual(found('a A 1 ;; TLS-RPT-Disable-Next-Line\nb A 2'), ['zone/bad-rdata 1']);
  assert.deepEqual(found('a A 1\nb A 2\n;tls-rpt-disable zone/bad-rdata, zone/bad-ttl'), []);
  assert.deepEqual(found('a A 1 ; tls-rpt-disable-line zone/bad-ttl'), ['zone/bad-rdata 1']);
});

test('a comment counts on every line of a record', () => {
  const record = (first: string, second: string) =>
    found(`smtp._tls TXT ( "v=TLSRPTv1;" ${first}\n "rua=a@b.example," ${second}\n "MAILTO:c@d.example" )`);
  const all = [
    'tlsrpt/wrong-owner smtp._tls',
    'tlsrpt/rua-scheme-missing a@b.example',
    'tlsrpt/rua-uppercase-scheme MAILTO',
  ];
  assert.deepEqual(record('', ''), all);
  assert.deepEqual(record('; version', '; tls-rpt-disable-line'), [all[0], all[2]]);
  assert.deepEqual(record('; tls-rpt-disable-line', '; tls-rpt-disable-next-line'), [all[1]]);
  assert.deepEqual(record('', '; and ; tls-rpt-disable tlsrpt/wrong-owner'), all.slice(1));
});

test('a comment counts behind another', () => {
  const line = (comment: string) => found(`a A 1 ${comment}\nb A 2`);
  assert.deepEqual(line('; see ticket 12 ; tls-rpt-disable-line zone/bad-rdata'), ['zone/bad-rdata 2']);
  assert.deepEqual(line('; a ; b;tls-rpt-disable-next-line;c'), ['zone/bad-rdata 1']);
  assert.deepEqual(line(';tls-rpt-disable-line zone/bad-ttl ; tls-rpt-disable-line zone/bad-rdata'), [
    'zone/bad-rdata 2',
  ]);
  assert.deepEqual(line('; tls-rpt-disable-next-line zone/bad-rdata; tls-rpt-disable-line'), []);
  assert.equal(line('; not tls-rpt-disable-line').length, 2);
});

test('a first word that is no rule is reported and silences nothing', () => {
  const line = (comment: string) => found(`a A 1 ${comment}`);
  const bad = 'zone/bad-rdata 1';
  assert.deepEqual(line('; tls-rpt-disable short-ttl'), [bad, 'config/unknown-rule short-ttl']);
  assert.deepEqual(line('; tls-rpt-disable-line bad-ttl, zone/bad-rdata'), ['config/unknown-rule bad-ttl']);
  assert.deepEqual(line('; tls-rpt-disable-line because of 12'), [bad, 'config/unknown-rule because']);
  assert.deepEqual(line('; tls-rpt-disable-line all'), [bad, 'config/unknown-rule all']);
  const text = `${head}; tls-rpt-disable-line bad-ttl\n`;
  const { findings, fixes } = check('zone', text);
  const [fix] = findings.flatMap(fixes);
  assert.equal(applyEdits(text, fix?.edits ?? []), `${head}; tls-rpt-disable-line zone/bad-ttl\n`);
});

test('a reason may follow the ids, or a mark where there are none', () => {
  const line = (comment: string) => found(`a A 1 ${comment}`);
  for (const reason of ['', 'as agreed', '-- see zone/a', '# 12', '(agreed)', '; short-ttl', '// x']) {
    assert.deepEqual(line(`; tls-rpt-disable-line zone/bad-rdata ${reason}`), [], reason);
  }
  for (const reason of ['', '-- as agreed', '# 12', '(agreed)', '; short-ttl', '// x', '*']) {
    assert.deepEqual(line(`; tls-rpt-disable-line ${reason}`), [], reason);
  }
});

test('of a megabyte of semicolons or of comments in one is soon told', { timeout: 20_000 }, () => {
  for (const part of [
    ';',
    ' ;',
    ' ; tls-rpt-disable-line zone/nope',
    ' tls-rpt-disable',
    ' x',
    'x',
    '; tls-rpt-disable',
  ]) {
    const comment = `; tls-rpt-disable-line ${part.repeat(1_000_000 / part.length)}`;
    assert.ok(found(`a A 192.0.2.1 ${comment}`).length <= 1000, part);
  }
});
