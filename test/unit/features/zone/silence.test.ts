import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../../server/src/checks.js';
import { silence } from '../../../../server/src/features/zone/silence.js';
import { applyEdits } from '../../../../server/src/span.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';

const head = '$ORIGIN example.com.\n$TTL 1d\n@ SOA ns1 h 1 4h 1h 4w 1h\n NS ns1\nns1 A 192.0.2.1\n';

const cases: readonly [string, string, string, string][] = [
  [
    'behind its line',
    'smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"\n',
    'tlsrpt/wrong-owner',
    'smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example" ; tls-rpt-disable-line tlsrpt/wrong-owner\n',
  ],
  [
    'in a comment that silences already',
    'smtp._tls TXT "v=TLSRPTv1; rua=a@b.example" ; tls-rpt-disable-line tlsrpt/wrong-owner\n',
    'tlsrpt/rua-scheme-missing',
    'smtp._tls TXT "v=TLSRPTv1; rua=a@b.example" ; tls-rpt-disable-line tlsrpt/wrong-owner tlsrpt/rua-scheme-missing\n',
  ],
  [
    'in a comment that stands behind another and gives its reason',
    'smtp._tls TXT "v=TLSRPTv1; rua=a@b.example" ; see 12 ; tls-rpt-disable-line tlsrpt/wrong-owner as agreed\n',
    'tlsrpt/rua-scheme-missing',
    'smtp._tls TXT "v=TLSRPTv1; rua=a@b.example" ; see 12 ; tls-rpt-disable-line tlsrpt/wrong-owner tlsrpt/rua-scheme-missing as agreed\n',
  ],
  [
    'before a line whose comment is part of the mistake',
    '_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@b.example\r\n',
    'tlsrpt/unquoted-semicolon',
    '; tls-rpt-disable-next-line tlsrpt/unquoted-semicolon\r\n_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@b.example\r\n',
  ],
  [
    'inside parentheses',
    '_smtp._tls TXT ( "v=TLSRPTv1;"\n "rua=a@b.example"\n )\n',
    'tlsrpt/rua-scheme-missing',
    '_smtp._tls TXT ( "v=TLSRPTv1;"\n "rua=a@b.example" ; tls-rpt-disable-line tlsrpt/rua-scheme-missing\n )\n',
  ],
  [
    'before a string that is never closed',
    'www TXT "open\n',
    'zone/unterminated-string',
    '; tls-rpt-disable-next-line zone/unterminated-string\nwww TXT "open\n',
  ],
];

for (const [name, line, rule, wanted] of cases) {
  test(`silences a finding ${name}`, () => {
    const text = head + line;
    const { findings } = check('zone', text);
    const finding = findings.find((one) => one.rule === rule);
    assert.ok(finding, findings.map((one) => one.rule).join(' '));
    const edit = silence(new ZoneDocument(text), finding);
    assert.ok(edit);
    const result = applyEdits(text, [edit]);
    assert.equal(result.slice(head.length), wanted);
    const left = check('zone', result).findings.map((one) => one.rule);
    assert.deepEqual(
      left,
      findings.map((one) => one.rule).filter((one) => one !== rule),
    );
  });
}
