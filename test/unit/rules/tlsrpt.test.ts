import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../../server/src/checks.js';
import { localize } from '../../../server/src/message.js';
import type { RuleId } from '../../../server/src/rules/catalogue.js';
import { applyEdits } from '../../../server/src/span.js';
import { type RecordCase, testRecords } from './records.js';

const cases: readonly RecordCase[] = [
  [
    '_smtp._tls TXT v=TLSRPTv1;rua=mailto:a@example.net',
    'unquoted-semicolon v=TLSRPTv1;rua=mailto:a@example.net',
  ],
  ['_smtp._tls TXT v=TLSRPTv1\\; rua=mailto:a@example.net'],
  ['_smtp._tls TXT "v=TLSRPTv1\\059 rua=mailto:a@example.net"'],
  ['_smtp._tls TXT ( "v=TLSRPTv1;"\n " rua=mailto:a@example.net" )'],
  ['_smtp._tls TXT "v = TLSRPTv1; rua=mailto:a@example.net"', 'version-misspelled v = TLSRPTv1'],
  ['_smtp._tls TXT " v=TLSRPTv1; rua=mailto:a@example.net"', 'version-not-first  '],
  ['_smtp._tls TXT "v=TLSRPTv1"', 'rua-missing v=TLSRPTv1'],
  ['_smtp._tls TXT "v=TLSRPTv1;"', 'rua-missing v=TLSRPTv1'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net,"', 'rua-empty ,'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net;"'],
  ['_smtp._tls TXT "v=TLSRPTv2; rua=mailto:a@example.net"', 'version-misspelled v=TLSRPTv2'],
  ['_smtp._tls TXT "V=TLSRPTv1; rua=mailto:a@example.net"', 'version-misspelled V=TLSRPTv1'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua:mailto:a@example.net"', 'rua-missing rua:'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https:/host/x"', 'rua-scheme-misspelled https:/'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto=a@example.net"', 'rua-scheme-misspelled mailto='],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto//a@example.net"', 'rua-scheme-misspelled mailto//'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=htps://example.net/x"', 'rua-scheme-misspelled htps://'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=reports.example.net/v1"', 'rua-scheme-missing reports.example.net/v1'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=ftp://example.net/x"', 'rua-scheme-unsupported ftp'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://[2001:db8::1]:8443/x?k=v"'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net mailto:b@example.net"', 'rua-separator  '],
  ['_smtp._tls TXT "v=TLSRPTv1 rua=mailto:a@example.net"', 'missing-delimiter  rua'],
  ['_smtp._tls TXT "v=TLSRPTv1; _x=1; rua=mailto:a@example.net"', 'bad-field _x=1'],
  ['_smtp._tls TXT "v=DMARC1; rua=mailto:a@example.net"', 'version-misspelled v=DMARC1'],
  ['_smtp._tls TXT "v=spf1 -all"', 'unrelated-txt "v=spf1 -all"'],
  ['@ TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner @'],
  ['smtp.tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner smtp.tls'],
  ['_tls._smtp TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _tls._smtp'],
  ['_smtp._tcp TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _smtp._tcp'],
  ['_tlsrpt TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _tlsrpt'],
  ['_smtp-tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _smtp-tls'],
  ['_smtp_tls.mail TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _smtp_tls.mail'],
  ['_smtp.tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _smtp.tls'],
  ['_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.net"'],
  ['_smtp._tls.sub TXT "v=TLSRPTv1; rua=mailto:a@example.net"'],
  [
    "_smtp._tls TXT 'v=TLSRPTv1; rua=mailto:a@example.net'",
    "smart-quotes 'v=TLSRPTv1; rua=mailto:a@example.net'",
  ],
  [
    '_smtp._tls TXT v=TLSRPTv1; rua=postmaster@example.net ; our reports',
    'unquoted-semicolon v=TLSRPTv1; rua=postmaster@example.net',
    'rua-scheme-missing postmaster@example.net',
  ],
  [
    '_smtp._tls TXT v=TSLRPTv1; rua=mailto:a@example.net',
    'version-misspelled v=TSLRPTv1',
    'unquoted-semicolon v=TSLRPTv1; rua=mailto:a@example.net',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net!10m"', 'rua-size-suffix !10m'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b@example.net"', 'rua-bad-mailbox a@b@example.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net;; ext=1"', 'empty-field ;', 'unknown-field ext=1'],
  ['_smtp._tls TXT "v=TLSRPTv1;rua=mailto:a%zz@example.net"', 'rua-unencoded %'],
  ['_smtp._tls TXT "v=TLSRPTv1; ruas=mailto:a@example.net"', 'rua-missing ruas'],
  ['_smtp._tls TXT "v=TLSRPTv1, rua=mailto:a@example.net"', 'missing-delimiter ,'],
  ['_smtp._tls TXT "TLSRPTv1; rua=mailto:a@example.net"', 'version-misspelled TLSRPTv1'],
  ['_smtp._tls TXT "v=TLSRPTv10; rua=mailto:a@example.net"', 'version-misspelled v=TLSRPTv10'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://r.example.net/a b"', 'trailing-text  b'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net foo"', 'trailing-text  foo'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://a.example/b c,mailto:b@example.net"', 'rua-unencoded  '],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example c,mailto:b@example.net"',
    'rua-bad-mailbox a@b.example c',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net ext=1"',
    'missing-delimiter  ext',
    'unknown-field ext=1',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; mailto:a@example.net"', 'rua-missing mailto:a@example.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; https://a.example/?k=v"', 'rua-missing https://a.example/?k=v'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; https://a.example/?k=v; rua=mailto:a@example.net"',
    'bad-field https://a.example/?k=v',
  ],
  ['_smtp._tls IN TXT \\\n "v=TLSRPTv1;rua=mailto:reports@example.com"', 'zone/bad-escape \\'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:"', 'rua-bad-mailbox mailto:'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://"', 'rua-bad-host https://'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=http://x.example/v1"', 'rua-scheme-unsupported http'],
  ['_smtp._tls CNAME x.example.net.'],
  ['* TXT "v=spf1 -all"', 'wildcard-owner *'],
  ['_mta-sts CNAME x.example.net.', 'missing-record _mta-sts'],
  ['_25._tcp.mail TLSA 3 1 1 aa', 'missing-record _25._tcp.mail'],
  [
    '_smtp._tls TXT “v=TLSRPTv1; rua=mailto:a@example.net”',
    'smart-quotes “v=TLSRPTv1; rua=mailto:a@example.net”',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net; pct=100; p=none"',
    'dmarc-tag pct=100',
    'dmarc-tag p=none',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net, mailto:b@example.net"', 'rua-space-in-list  '],
  [
    '_smtp._tls.example.com TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
    'doubled-origin _smtp._tls.example.com',
  ],
  ['$ORIGIN .\n_smtp._tls.example.com TXT "v=TLSRPTv1; rua=mailto:a@example.net"'],
  ['_smtp._tls TXT "v=TLSRPTv1" "rua=mailto:a@example.net"', 'missing-delimiter rua'],
  ['_SMTP._TLS TXT "v=TLSRPTv1; rua=mailto:a@example.net"'],
  ['$ORIGIN _tls.example.com.\n_smtp TXT "v=TLSRPTv1; rua=mailto:a@example.net"'],
  ['_smtp._tls 300 TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'short-ttl 300'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n TXT "v=TLSRPTv1; rua=mailto:b@example.net"',
    'multiple-records "v=TLSRPTv1; rua=mailto:b@example.net"',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\r'],
  [
    '_smtp._tls\tIN\tTXT\t( "v=TLSRPTv1; rua=mailto:a" ; half\n\t"@example.net,MAILTO:b@example.net" )',
    'rua-uppercase-scheme MAILTO',
  ],
  ['x TXT "v=T" "LS" "RPTv1; rua=mailto:a@example.net"', 'wrong-owner x'],
  ['x TXT "v=TL" ( ; a comment\n "SRPTv1; rua=mailto:a@example.net" )', 'wrong-owner x'],
  ['x TXT v=T\\LSRPTv1\\;\\032rua=mailto:a@example.net', 'wrong-owner x'],
  ['x TXT "v=\\084LSRPTv1; rua=mailto:a@example.net"', 'wrong-owner x'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://r.example/a,https://r.example/A"'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=https://R.example/a,https://r.example/a"',
    'rua-duplicate https://r.example/a',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net,mailto:a@example.net,mailto:a@example.net"',
    'rua-duplicate mailto:a@example.net',
    'rua-duplicate mailto:a@example.net',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=,"', 'rua-empty rua=,'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:.a@example.net"', 'rua-bad-mailbox .a@example.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a..b@example.net"', 'rua-bad-mailbox a..b@example.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:%22not%40me%22@example.net"'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:%22a%20b%22@example.net"'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:<a@example.net>"', 'rua-bad-mailbox <a@example.net>'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a#b@example.net"', 'rua-unencoded #'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@[192.0.2.1]"'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://[2001:db8::1]/[x"', 'rua-unencoded ['],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=[2001:db8::1]:8443/x"', 'rua-scheme-missing [2001:db8::1]:8443/x'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https.//[2001:db8::1]:8443/x"', 'rua-scheme-misspelled https.//'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=https:[2001:db8::1]/x]"',
    'rua-scheme-misspelled https:',
    'rua-unencoded ]',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example?subje" "ct=x"', 'rua-header-fields ?subje" "ct=x'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailt:a@[IPv6:2001:db8::1]"', 'rua-scheme-misspelled mailt:'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=a@[IPv6:2001:db8::1]"', 'rua-scheme-missing a@[IPv6:2001:db8::1]'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://r.example/#a#b"', 'rua-unencoded #'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto a@example.net"', 'rua-scheme-misspelled mailto '],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto: a@example.net"', 'rua-scheme-misspelled mailto: '],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https: //r.example/x"', 'rua-scheme-misspelled https: //'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https=//r.example/x"', 'rua-scheme-misspelled https=//'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net; RUA=https://r.example/"',
    'unknown-field RUA=https://r.example/',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net; ruas:https://r.example/"',
    'bad-field ruas:https://r.example/',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net; x=1; rua=https://r.example/"',
    'unknown-field x=1',
    'rua-repeated-field rua=',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net ; rua=https://r.example/"',
    'rua-repeated-field rua=',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net" "x=1"', 'missing-delimiter x', 'unknown-field x=1'],
  ['_smtp._tls TXT "; v=TLSRPTv1; rua=mailto:a@example.net"', 'version-not-first ; '],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n TXT "v=TLSRPTv1; " "rua=mailto:a@example.net"',
    'multiple-records "v=TLSRPTv1; " "rua=mailto:a@example.net"',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n TXT "v=TLSRPTv1\\059 rua=mailto:a@example.net"',
    'zone/duplicate-record TXT "v=TLSRPTv1\\059 rua=mailto:a@example.net"',
  ],
  // White space of the grammar is a space or a tab.
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net\\010"', 'bad-field \\010'],
  ['_smtp._tls TXT "v=TLSRPTv1; \\\nrua=mailto:a@example.net"', 'bad-field \\\n'],
  ['_smtp._tls TXT "v=TLSRPTv1\\013;rua=\\011mailto:a@example.net"', 'bad-field \\013', 'bad-field \\011'],
  [
    '_smtp._tls TXT "\\010v=TLSRPTv1; " "\\010rua=https://x/\\000y"',
    'bad-field \\010',
    'bad-field \\010',
    'bad-field \\000',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1" "\\010" "rua=mailto:a@example.net"',
    'bad-field \\010',
    'missing-delimiter rua',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net\\009"', 'trailing-text \\009'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://x/à,mailto:a@x.net"', 'rua-not-ascii https://x/à'],
  [
    '_smtp._tls TXT v=TLSRPTv1; rua=https://x/à',
    'unquoted-semicolon v=TLSRPTv1; rua=https://x/à',
    'rua-not-ascii https://x/à',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net\\160"', 'rua-not-ascii mailto:a@x.net\\160'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=a@bücher.example"', 'rua-not-ascii a@bücher.example'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=http://bücher.example/"', 'rua-not-ascii http://bücher.example/'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua==mailto:a@example.net"', 'rua-scheme-missing =mailto:a@example.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=<a@example.net>"', 'rua-scheme-missing <a@example.net>'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=a@example.net."',
    'rua-scheme-missing a@example.net.',
    'rua-trailing-dot .',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https ://example.net/x"', 'rua-scheme-misspelled https ://'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https:\\\\\\\\example.net/x"', 'rua-scheme-misspelled https:\\\\\\\\'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto::a@example.net"', 'rua-scheme-misspelled mailto::'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://:443/"', 'rua-bad-host :443'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://[1::2::3]/"', 'rua-bad-host [1::2::3]'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a?b@example.net"', 'rua-unencoded ?'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net!10mb"', 'rua-size-suffix !10mb'],
  ['_smtp._tls TXT "v=TLSRPTv1: rua=mailto:a@example.net"', 'missing-delimiter :'],
  ['_smtp._ssl TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _smtp._ssl'],
  ['*._tls TXT "v=spf1 -all"', 'wildcard-owner *._tls'],
  ['*._tls TXT "v=spf1 -all"\n_smtp._tls A 192.0.2.1'],
  ['* TXT "v=spf1 -all"\n_smtp._tls A 192.0.2.1'],
  ['@ TXT "tlsrpt-verification=abc123"'],
  ['@ TXT "tls-rpt: see the wiki"'],
  ['@ TXT "TLS-RPT"'],
  ['@ TXT "v tlsrpt is on"'],
  ['@ TXT "TLSRPTv1"', 'wrong-owner @', 'version-misspelled TLSRPTv1', 'rua-missing TLSRPTv1'],
  ['_smtp._tls TXT "tlsrpt-verification=abc123"', 'unrelated-txt "tlsrpt-verification=abc123"'],
  ['_smtp._tls TXT \\# 31 1e763d544c5352505476313b207275613d6d61696c746f3a6140782e6e6574'],
  ['_smtp\\._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _smtp\\._tls'],
  [
    '_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@x.net, b@x.net ; note',
    'unquoted-semicolon v=TLSRPTv1; rua=mailto:a@x.net, b@x.net',
    'rua-space-in-list  ',
    'rua-scheme-missing b@x.net',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=“mailto:a@x.net”"', 'rua-not-ascii “mailto:a@x.net”'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net”',
    'zone/unterminated-string "v=TLSRPTv1; rua=mailto:a@x.net”',
  ],
  [
    '_smtp._tls TXT ( v=TLSRPTv1; rua=mailto:a@x.net )',
    'zone/unbalanced-parenthesis (',
    'unquoted-semicolon v=TLSRPTv1; rua=mailto:a@x.net',
  ],
  ['_smtp._tls TXT v=TLSRPTv1; "rua=mailto:a@x.net"', 'unquoted-semicolon v=TLSRPTv1; "rua=mailto:a@x.net"'],
  ["_smtp._tls TXT 'v=TLSRPTv1;' 'rua=mailto:a@x.net'", "smart-quotes 'v=TLSRPTv1;' 'rua=mailto:a@x.net'"],
  ['_smtp._tls TXT v=TLSRPTv1\\; rua=mailto:a@x.net ; "see rua=x"'],
  // A record of a host below says nothing of the domain.
  [
    '_mta-sts TXT "v=STSv1; id=1"\n_smtp._tls.mail TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
    'missing-record _mta-sts',
  ],
  // What looks like nothing, or like white space.
  ['_smtp._tls TXT "v=TLSRPTv1;\u00a0rua=mailto:a@x.net"', 'bad-field \u00a0'],
  [
    '_smtp._tls TXT "\u200bv=TLSRPTv1; rua=mailto:a@x.net\\226\\128\\139"',
    'bad-field \u200b',
    'bad-field \\226\\128\\139',
  ],
  ['_smtp._tls TXT "\ufeffv=TLSRPTv1; rua=mailto:a@x.net"', 'zone/invalid-encoding \ufeff'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto\uff1aa@x.net"', 'rua-not-ascii mailto\uff1aa@x.net'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net\uff0cmailto:b@x.net"',
    'rua-not-ascii mailto:a@x.net\uff0cmailto:b@x.net',
  ],
  [
    '_smtp._tls TXT v=TLSRPTv1;\u00a0rua=mailto:a@x.net\u00a0',
    'unquoted-semicolon v=TLSRPTv1;\u00a0rua=mailto:a@x.net',
    'bad-field \u00a0',
  ],
  [
    '_smtp._tls TXT “v=TLSRPTv1; rua=mailto:a@x.net\u00a0”',
    'smart-quotes “v=TLSRPTv1; rua=mailto:a@x.net\u00a0”',
    'bad-field \u00a0',
  ],
  // All of it is told at once.
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailo:postmaster"',
    'rua-scheme-misspelled mailo:',
    'rua-bad-mailbox postmaster',
  ],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=htps://x_y.net/,http://x_z.net/"',
    'rua-scheme-misspelled htps://',
    'rua-bad-host x_y.net',
    'rua-scheme-unsupported http',
    'rua-bad-host x_z.net',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=x_y.net/v1"', 'rua-scheme-missing x_y.net/v1'],
  // Nothing that a fix puts in its place loses a destination.
  ['_smtp._tls TXT "v=TLSRPTv1 : rua=mailto:a@x.net"', 'missing-delimiter  :'],
  ['_smtp._tls TXT "v=TLSRPTv1|rua=mailto:a@x.net"', 'missing-delimiter |'],
  ['_smtp._tls TXT "v=TLSRPT1,rua=mailto:a@x.net"', 'version-misspelled v=TLSRPT1', 'missing-delimiter ,'],
  [
    '_smtp._tls TXT "v=TLSRPTv1 mailto:a@x.net"',
    'missing-delimiter  mailto:a@x.net',
    'rua-missing mailto:a@x.net',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1:"', 'rua-missing v=TLSRPTv1', 'missing-delimiter :'],
  ['_smtp._tls TXT "v=TLSRPT v1; rua=mailto:a@x.net"', 'version-misspelled v=TLSRPT v1'],
  ['_smtp._tls TXT "v=TLSRPTv1 (TLS); rua=mailto:a@x.net"', 'version-misspelled v=TLSRPTv1 (TLS)'],
  ['_smtp._tls TXT "v=TLSRPTv1;,rua=mailto:a@x.net"', 'rua-missing ,rua'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto : a@x.net"', 'rua-scheme-misspelled mailto : '],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https : //x.net/"', 'rua-scheme-misspelled https : //'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a @x.net"', 'rua-bad-mailbox a @x.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x. net"', 'rua-bad-mailbox a@x. net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net.."', 'rua-trailing-dot ..'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://https://x.net/"', 'rua-scheme-misspelled https://https://'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://mailto:a@x.net"', 'rua-scheme-misspelled https://mailto:'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:mailto:a@x.net"', 'rua-scheme-misspelled mailto:mailto:'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=<mailto:a@x.net>"', 'rua-scheme-misspelled <mailto:a@x.net>'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=//x.net/v1"', 'rua-scheme-missing //x.net/v1'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=http:x.net"', 'rua-scheme-misspelled http:'],
  // Quotes that are part of the value, or one pair too many.
  [
    '_smtp._tls TXT "\\"v=TLSRPTv1; rua=mailto:a@x.net\\""',
    'smart-quotes "\\"v=TLSRPTv1; rua=mailto:a@x.net\\""',
  ],
  [
    '_smtp._tls TXT ""v=TLSRPTv1; rua=mailto:a@x.net""',
    'unquoted-semicolon ""v=TLSRPTv1; rua=mailto:a@x.net""',
  ],
  [
    '_smtp._tls TXT (v=TLSRPTv1;rua=mailto:a@x.net)',
    'zone/unbalanced-parenthesis (',
    'unquoted-semicolon v=TLSRPTv1;rua=mailto:a@x.net',
  ],
  [
    '_smtp._tls CNAME a\na CNAME b.example.com\nb TXT "v=TLSRPTv1; rua=mailto:a@example.net"\nb2 CNAME b2',
    'zone/missing-trailing-dot b.example.com',
  ],
  ['* TXT "v=spf1 -all"\n_smtp._tls 1H30 TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'zone/bad-ttl 1H30'],
  // Its version would make it a second one.
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n TXT "rua=mailto:b@example.net"',
    'multiple-records "rua=mailto:b@example.net"',
    'version-missing rua=',
  ],
  // Where an alias leads that senders follow the record has any name.
  ['_smtp._tls CNAME reports\nreports TXT "v=TLSRPTv1; rua=mailto:a@example.net"'],
  ['_smtp._tls CNAME reports\nreport TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner report'],
  ['_smtp._tls._tcp TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner _smtp._tls._tcp'],
  ['$ORIGIN _tls.example.com.\nsmtp TXT "v=TLSRPTv1; rua=mailto:a@example.net"', 'wrong-owner smtp'],
  // Somebody else has the record, or it is told that it cannot be read.
  ['_mta-sts._tcp CNAME x.example.net.'],
  ['_mta-sts TXT "v=STSv1; id=1"\n_tls NS ns.example.net.'],
  ['_mta-sts TXT "v=STSv1; id=1"\n_tls DNAME tls.example.net.'],
  [
    '_mta-sts TXT "v=STSv1; id=1"\n_smtp._tls 1H30 TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
    'zone/bad-ttl 1H30',
  ],
  ['@ MX 0 .\n_25._tcp.mail TLSA 3 1 1 aa', 'missing-record _25._tcp.mail'],
  ['$ORIGIN 2.0.192.in-addr.arpa.\n* TXT "v=spf1 -all"'],
  // What was to join two destinations, or may be one, is no text to remove.
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net and mailto:b@x.net"', 'rua-separator  and '],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net / https://b.x.net/v1"', 'rua-separator  / '],
  [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net oder b@x.net"',
    'rua-separator  oder ',
    'rua-scheme-missing b@x.net',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net or to b@x.net"', 'trailing-text  or to b@x.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@exa mple.net"', 'rua-bad-mailbox a@exa mple.net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=https://x.net/a b/v1"', 'rua-unencoded  '],
  ['_smtp._tls TXT "v=TLSRPTv1; ra=mailto:a@x.net"', 'rua-missing ra'],
  ['_smtp._tls TXT "v=TLSRPTv1; ruaa=mailto:a@x.net"', 'rua-missing ruaa'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua1=https://x.net/v1"', 'rua-missing rua1'],
  [
    '_smtp._tls TXT "v=TLSRPTv1; ruf=mailto:a@x.net"',
    'rua-missing v=TLSRPTv1; ruf=mailto:a@x.net',
    'dmarc-tag ruf=mailto:a@x.net',
  ],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=postmaster"', 'rua-scheme-missing postmaster'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example,net"', 'rua-scheme-missing net'],
  ['_smtp._tls TXT "v=TLSRPTv1; rua=mailto:?to=a@x.net"', 'rua-bad-mailbox ?to=a@x.net'],
  // What a wrong TTL or a second class hides is judged beside it.
  [
    '_smtp._tls 1H30 IN TXT v=TLSRPTv1;rua=mailto:a@example.net',
    'zone/bad-ttl 1H30',
    'unquoted-semicolon v=TLSRPTv1;rua=mailto:a@example.net',
  ],
  [
    '_smtp._tls IN IN TXT ( "v=TLSRPTv1;"\n "RUA=mailto:a@example.net" )',
    'zone/class-mismatch IN',
    'rua-missing RUA',
  ],
  ['_mta-sts IN IN TXT "v=STSv1; id=1"', 'missing-record _mta-sts', 'zone/class-mismatch IN'],
];

testRecords('a TLS-RPT record', { family: 'tlsrpt', cases, leastFixed: 50 });

testRecords('the TLS-RPT record of a delegated domain', {
  family: 'tlsrpt',
  before: '@ SOA ns1 hostmaster 1 2h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n@ MX 10 ns1\n',
  cases: [
    ['_mta-sts.sub TXT "v=STSv1; id=1"', 'missing-record _mta-sts.sub'],
    ['_mta-sts.sub TXT "v=STSv1; id=1"\nsub NS ns.example.net.'],
    ['_mta-sts.a.sub TXT "v=STSv1; id=1"\n_mta-sts.b.Sub CNAME x.example.net.\nSUB NS ns.example.net.'],
    ['_25._tcp.mail.sub TLSA 3 1 1 aa\nsub NS ns.example.net.'],
    ['_mta-sts.a.sub TXT "v=STSv1; id=1"\nsub DNAME sub.example.net.'],
    ['*.sub TXT "v=spf1 -all"', 'wildcard-owner *.sub'],
    ['*.sub TXT "v=spf1 -all"\nsub NS ns.example.net.'],
    ['_mta-sts TXT "v=STSv1; id=1"\nsub NS ns.example.net.', 'missing-record _mta-sts'],
  ],
  leastFixed: 2,
});

const fixed: readonly (readonly [rule: RuleId, line: string, fixed: string])[] = [
  [
    'tlsrpt/rua-repeated-field',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net; x=1; rua=https://r.example/;"',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net,https://r.example/; x=1;"',
  ],
  [
    'tlsrpt/rua-repeated-field',
    '_smtp._tls TXT v=TLSRPTv1\\;rua=mailto:a@example.net\\;x=1\\;rua=https://r.example/',
    '_smtp._tls TXT v=TLSRPTv1\\;rua=mailto:a@example.net,https://r.example/\\;x=1',
  ],
  [
    'tlsrpt/version-misspelled',
    '_smtp._tls TXT "v=TLSRPT1:rua=mailto:a@example.net"',
    '_smtp._tls TXT "v=TLSRPTv1:rua=mailto:a@example.net"',
  ],
  [
    'tlsrpt/version-not-first',
    '_smtp._tls TXT ";v=TLSRPTv1; rua=mailto:a@example.net"',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
  ],
  [
    'tlsrpt/wrong-owner',
    '_mta-sts TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
  ],
  [
    'tlsrpt/wrong-owner',
    '_25._tcp.mail TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
    '_smtp._tls.mail TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
  ],
  [
    'tlsrpt/wrong-owner',
    '$ORIGIN _tls.example.com.\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
    '$ORIGIN _tls.example.com.\n_smtp._tls.example.com. TXT "v=TLSRPTv1; rua=mailto:a@example.net"',
  ],
  [
    'tlsrpt/unquoted-semicolon',
    '_smtp._tls TXT v=TLSRPTv1;rua=https://x.net/?a=\\"b',
    '_smtp._tls TXT "v=TLSRPTv1;rua=https://x.net/?a=\\"b"',
  ],
  [
    'tlsrpt/rua-separator',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net and mailto:b@x.net"',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net,mailto:b@x.net"',
  ],
  // No destination is invented where another field has one.
  [
    'tlsrpt/rua-missing',
    '_smtp._tls TXT "v=TLSRPTv1; ruf=mailto:a@x.net"',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net; ruf=mailto:a@x.net"',
  ],
  [
    'tlsrpt/rua-missing',
    '_smtp._tls.mail TXT "v=TLSRPTv1"',
    '_smtp._tls.mail TXT "v=TLSRPTv1; rua=mailto:tls-reports@mail.example.com"',
  ],
  // What inherited the owner keeps it.
  [
    'tlsrpt/wrong-owner',
    'mail A 192.0.2.1\n  TXT "v=TLSRPTv1; rua=mailto:a@x.net"\n  MX 1 mail',
    'mail A 192.0.2.1\n_smtp._tls.mail  TXT "v=TLSRPTv1; rua=mailto:a@x.net"\nmail  MX 1 mail',
  ],
  [
    'tlsrpt/wrong-owner',
    '@ TXT "v=TLSRPTv1; rua=mailto:a@x.net"\n; mail\n$ORIGIN mail.example.com.\n A 192.0.2.1',
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net"\n; mail\n$ORIGIN mail.example.com.\nexample.com. A 192.0.2.1',
  ],
  [
    'mtasts/wrong-owner',
    '@ MX 1 mail\n TXT "v=STSv1; id=1"\nmail A 192.0.2.1',
    '@ MX 1 mail\n_mta-sts TXT "v=STSv1; id=1"\nmail A 192.0.2.1',
  ],
  ['mtasts/wrong-owner', '_smtp._tls TXT "v=STSv1; id=1"', '_mta-sts TXT "v=STSv1; id=1"'],
  [
    'mtasts/version-misspelled',
    '_mta-sts TXT "id=20261128; v=STSv1;"',
    '_mta-sts TXT "v=STSv1; id=20261128;"',
  ],
  [
    'mtasts/version-misspelled',
    '_mta-sts TXT "v=STSv1" "id=20261128"',
    '_mta-sts TXT "v=STSv1; id=20261128" ""',
  ],
];

for (const [rule, line, after] of fixed) {
  test(`the fix of ${rule} in ${line}`, () => {
    const text = `$ORIGIN example.com.\n$TTL 1d\n${line}\n`;
    const { findings, fixes } = check('zone', text);
    const [fix] = fixes(findings.find((finding) => finding.rule === rule)!);
    assert.equal(applyEdits(text, fix!.edits), `$ORIGIN example.com.\n$TTL 1d\n${after}\n`);
  });
}

test('no fix removes what may be a destination, or makes a host of a word', () => {
  for (const rua of ['mailto:a@x.net or to b@x.net', 'postmaster', 'tel:1', 'mailto:?to=a@x.net']) {
    const line = `_smtp._tls TXT "v=TLSRPTv1; rua=${rua}"`;
    const { findings, fixes } = check('zone', `$ORIGIN example.com.\n$TTL 1d\n${line}\n`);
    assert.deepEqual([findings.length, findings.flatMap((finding) => fixes(finding))], [1, []], rua);
  }
});

test('no owner is changed to one at which there is an answer already', () => {
  for (const answer of ['TXT "v=TLSRPTv1; rua=mailto:b@x.net"', 'CNAME _smtp._tls.example.net.']) {
    const lines = `_smtp._tls ${answer}\n_smtp-tls TXT "v=TLSRPTv1; rua=mailto:a@x.net"\n`;
    const { findings, fixes } = check('zone', `$ORIGIN example.com.\n$TTL 1d\n${lines}`);
    assert.deepEqual(
      findings.map((finding) => [finding.rule, fixes(finding)]),
      [['tlsrpt/wrong-owner', []]],
    );
  }
});

test('a scheme that no sender knows becomes one that what stands behind it is a destination of', () => {
  for (const [written, mended] of [
    ['http://x.example/v1', 'https://x.example/v1'],
    ['ftp://x.example/v1', 'https://x.example/v1'],
    ['smtp:x.example/v1', 'https://x.example/v1'],
    ['xmpp:a@x.example', 'mailto:a@x.example'],
    ['tel:+123', undefined],
    ['urn:x', undefined],
  ] as const) {
    const text = `$ORIGIN example.com.\n$TTL 1d\n_smtp._tls TXT "v=TLSRPTv1; rua=${written}"\n`;
    const { findings, fixes } = check('zone', text);
    assert.deepEqual(
      findings.map((finding) => [finding.rule, fixes(finding).map(({ edits }) => applyEdits(text, edits))]),
      [['tlsrpt/rua-scheme-unsupported', mended === undefined ? [] : [text.replace(written, mended)]]],
    );
  }
});

test('an MTA-STS record where TLS-RPT records stand is one mistake', () => {
  const text = '$ORIGIN example.com.\n$TTL 1d\n_smtp._tls TXT "v=STSv1; id=1"\n';
  assert.deepEqual(
    check('zone', text).findings.map(({ rule, start, end }) => [rule, text.slice(start, end)]),
    [['mtasts/wrong-owner', '_smtp._tls']],
  );
});

test('a name that ends a sentence does not run its final dot into the full stop', () => {
  const text =
    '$ORIGIN example.com.\n$TTL 1d\nsmtp.tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n@ MX 1 a.example.com\n_25._tcp.mail TLSA 3 1 1 aa\n';
  assert.deepEqual(
    check('zone', text).findings.map(({ message }) => localize(message)),
    [
      'Senders ask for a TLS-RPT record at _smtp._tls under the mail domain, not at “smtp.tls.example.com.”.',
      'Without a final dot this name is relative: BIND reads “a.example.com.example.com.”.',
      'mail.example.com has a policy that can refuse mail, and no TLS-RPT record: nobody would tell you.',
    ],
  );
});

test('the fix of a record that is missing names the domain', () => {
  const { findings, fixes } = check('zone', '$ORIGIN example.com.\n$TTL 1d\n_mta-sts CNAME a.example.net.\n');
  assert.deepEqual(
    findings.flatMap((finding) => fixes(finding).map(({ title }) => localize(title))),
    ['Insert a TLS-RPT record for example.com'],
  );
});

test('where nobody knows the origin no record is missed of a domain without a name', () => {
  const missed = (lines: string) =>
    check('zone', `$TTL 1d\n${lines}`).findings.flatMap(({ rule, message }) =>
      rule === 'tlsrpt/missing-record' ? [localize(message)] : [],
    );
  assert.deepEqual(missed('_mta-sts CNAME a\n_25._tcp TLSA 3 1 1 aa\n'), []);
  assert.deepEqual(missed('_mta-sts TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n'), []);
  assert.deepEqual(missed('_mta-sts.mail CNAME a\n'), [
    'mail has a policy that can refuse mail, and no TLS-RPT record: nobody would tell you.',
  ]);
});

test('the parenthesis behind a value that is quoted closes again, and a foreign quote gives way to a whole one', () => {
  const fixed = (line: string, rule: RuleId) => {
    const text = `$ORIGIN example.com.\n$TTL 1d\n${line}\n`;
    const { findings, fixes } = check('zone', text);
    const finding = findings.find((one) => one.rule === rule)!;
    const after = applyEdits(text, fixes(finding)[0]!.edits);
    assert.deepEqual(check('zone', after).findings, []);
    return after.split('\n')[2];
  };
  const quoted = '_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@x.net" )';
  assert.equal(
    fixed('_smtp._tls TXT ( v=TLSRPTv1; rua=mailto:a@x.net )', 'tlsrpt/unquoted-semicolon'),
    quoted,
  );
  assert.equal(
    fixed('_smtp._tls TXT ( “v=TLSRPTv1; ”\n “rua=mailto:a@x.net” )', 'tlsrpt/smart-quotes'),
    quoted,
  );
  assert.equal(fixed("_smtp._tls TXT ( 'v=TLSRPTv1; rua=mailto:a@x.net' )", 'tlsrpt/smart-quotes'), quoted);
  assert.equal(
    fixed('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net”', 'zone/unterminated-string'),
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net"',
  );
  assert.equal(
    fixed('_smtp._tls TXT "v=TLSRPTv1; rua=“mailto:a@x.net”"', 'tlsrpt/rua-not-ascii'),
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net"',
  );
});

test('comments behind typographic quotes on several lines are none of the value, and the fix keeps them', () => {
  const fixed = (lines: string) => {
    const text = `$ORIGIN example.com.\n$TTL 1d\n${lines}\n`;
    const { findings, fixes } = check('zone', text);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['tlsrpt/smart-quotes'],
    );
    const after = applyEdits(text, fixes(findings[0]!)[0]!.edits);
    assert.deepEqual(check('zone', after).findings, []);
    return after.split('\n').slice(2, -1);
  };
  assert.deepEqual(
    fixed('_smtp._tls TXT ( “v=TLSRPTv1; ” ; version\n   “rua=mailto:a@example.net” ) ; where to'),
    ['_smtp._tls TXT ( "v=TLSRPTv1; " ; version', '   "rua=mailto:a@example.net" ) ; where to'],
  );
  assert.deepEqual(
    fixed(
      '_smtp._tls TXT (\r\n ‘v=TLSRPTv1;’;x=1 “y”\r\n; and\r\n «rua=mailto:a@example.net,» ; one\r\n "mailto:b@example.net" ) ; two',
    ),
    [
      '_smtp._tls TXT (\r',
      ' "v=TLSRPTv1;";x=1 “y”\r',
      '; and\r',
      ' "rua=mailto:a@example.net," ; one\r',
      ' "mailto:b@example.net" ) ; two',
    ],
  );
  assert.deepEqual(fixed("_smtp._tls TXT 'v=TLSRPTv1; rua=mailto:a@example.net; ' ; don't"), [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net;" ; don\'t',
  ]);
  assert.deepEqual(fixed("_smtp._tls TXT 'v=TLSRPTv1; rua=mailto:a@example.net' ; 'so'"), [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net" ; \'so\'',
  ]);
});

test('a string is closed before the parenthesis, and joined where a later line closes it', () => {
  const fixed = (lines: string) => {
    let text = `$ORIGIN example.com.\n$TTL 1d\n${lines}\n`;
    for (let round = 0; round < 2; round++) {
      const { findings, fixes } = check('zone', text);
      const first = findings.find((finding) => fixes(finding).length > 0);
      if (first !== undefined) text = applyEdits(text, fixes(first)[0]!.edits);
    }
    return [...text.split('\n').slice(2, -1), ...check('zone', text).findings.map(({ rule }) => rule)];
  };
  const whole = '_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@x.net" )';
  const next = 'www A 192.0.2.1';
  assert.deepEqual(fixed(`_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@x.net )\n${next}`), [whole, next]);
  assert.deepEqual(fixed(`_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@x.net ) ; to a\n${next}`), [
    `${whole} ; to a`,
    next,
  ]);
  assert.deepEqual(fixed(`_smtp._tls TXT ( "v=TLSRPTv1; rua=mailto:a@x.net” )\n${next}`), [whole, next]);
  assert.deepEqual(fixed(`_smtp._tls TXT ( "v=TLSRPTv1;\n   rua=mailto:a@x.net" )\n${next}`), [whole, next]);
  assert.deepEqual(fixed(`_smtp._tls TXT "v=TLSRPTv1;\r\nrua=mailto:a@x.net" ; b\r\n${next}`), [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net" ; b\r',
    next,
  ]);
  assert.deepEqual(fixed(`_smtp._tls TXT "v=TLSRPTv1; \nrua=mailto:a@x.net,\n  mailto:b@x.net"\n${next}`), [
    '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net,mailto:b@x.net"',
    next,
  ]);
  const half = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A';
  assert.deepEqual(fixed(`d TXT "p=${half}\n${half}"`), [`d TXT "p=${half}${half}"`]);
  // What reads like a record is one.
  assert.deepEqual(fixed('a TXT "b\nc TXT "d"'), ['a TXT "b"', 'c TXT "d"']);
  assert.deepEqual(fixed('a TXT "b\n\nc"'), ['a TXT "b"', '', 'c""', 'zone/unknown-type']);
});

test('no destination is invented where the record goes on on the next line', () => {
  const inventing = (lines: string) => {
    const { findings, fixes } = check('zone', `$ORIGIN example.com.\n$TTL 1d\n${lines}\n`);
    const missing = findings.find(({ rule }) => rule === 'tlsrpt/rua-missing')!;
    return fixes(missing).length > 0;
  };
  assert.equal(inventing('_smtp._tls TXT "v=TLSRPTv1;"\nwww A 192.0.2.1'), true);
  assert.equal(inventing('_smtp._tls TXT "v=TLSRPTv1;"\n  "rua=mailto:a@x.net"'), false);
  assert.equal(inventing('_smtp._tls TXT "v=TLSRPTv1;\nrua=mailto:a@x.net"'), false);
  assert.equal(inventing('_smtp._tls TXT v=TLSRPTv1\r\n\tmailto:a@x.net'), false);
});
