import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneLinks } from '../../../../server/src/features/zone/links.js';
import { finish } from '../../../../server/src/steps.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';

function links(text: string, uri = 'file:///zones/example.com.zone') {
  return finish(zoneLinks(new ZoneDocument(text, { origin: 'example.com.' }), uri)).map(
    ({ kind, start, end, target }) => [kind, text.slice(start, end), target],
  );
}

test('links the destinations of a TLS-RPT record', () => {
  assert.deepEqual(
    links('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net, https://example.net/r?x=1\\;y"\n'),
    [
      ['mailto', 'mailto:a@example.net', 'mailto:a@example.net'],
      ['https', 'https://example.net/r?x=1', 'https://example.net/r?x=1'],
    ],
  );
});

test('links a destination by its octets: escaped, over two strings, behind an unquoted semicolon', () => {
  assert.deepEqual(links('_smtp._tls TXT "v=TLSRPTv1; rua=mail\\116o:a\\@b.example"\n'), [
    ['mailto', 'mail\\116o:a\\@b.example', 'mailto:a@b.example'],
  ]);
  assert.deepEqual(links('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@" "b.example"\n'), [
    ['mailto', 'mailto:a@" "b.example', 'mailto:a@b.example'],
  ]);
  assert.deepEqual(links('_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@b.example\n'), [
    ['mailto', 'mailto:a@b.example', 'mailto:a@b.example'],
  ]);
});

test('links nothing else: other schemes, other records, comments', () => {
  assert.deepEqual(
    links('_smtp._tls TXT "v=TLSRPTv1; rua=http://a.example,command:x,mailto:a@é.example"\n'),
    [],
  );
  assert.deepEqual(links('www TXT "mailto:a@b.example" ; https://tlsrpt.example\n'), []);
});

test('links included files, resolved against the document', () => {
  assert.deepEqual(links('$INCLUDE sub/a.zone sub\n$include "/etc/bind/b c.zone"\n$INCLUDE\n'), [
    ['include', 'sub/a.zone', 'file:///zones/sub/a.zone'],
    ['include', '"/etc/bind/b c.zone"', 'file:///etc/bind/b%20c.zone'],
  ]);
  assert.deepEqual(links('$INCLUDE //host/a:b\n', 'vscode-vfs://github/org/repo/x.zone'), [
    ['include', '//host/a:b', 'vscode-vfs://github/host/a%3Ab'],
  ]);
  assert.deepEqual(links('$INCLUDE https://a.example/x\n'), [
    ['include', 'https://a.example/x', 'file:///zones/https%3A//a.example/x'],
  ]);
  assert.deepEqual(links('$INCLUDE a.zone\n', 'untitled:Untitled-1'), []);
});
