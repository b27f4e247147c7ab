import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOfPath, namedFiles } from '../../client/src/zones/fileKind.js';
import { kindByContent, kindByName } from '../../server/src/kind.js';

test('the name tells zones, policies and reports', () => {
  const cases = {
    'example.com.zone': 'zone',
    'x/2.0.192.in-addr.ARPA': 'zone',
    'example.com.zone.signed': 'zone',
    'example.com.dns': 'zone',
    '/etc/bind/db.example.com': 'zone',
    'masters/de/example.com.db': 'zone',
    'nsd/db.example.com': 'zone',
    'Thumbs.db': undefined,
    'db.example.com': undefined,
    'unbind/db.example.com': undefined,
    'www/mta-sts.txt': 'policy',
    'notes.txt': undefined,
    'a.example!b.example!1795305600!1795391999!001.json': 'report',
    'a.example!b.example!1795305600!1795391999.json': 'report',
    'package.json': undefined,
  };
  for (const [name, kind] of Object.entries(cases)) {
    assert.equal(kindByName(name), kind, name);
    // The extension searches the workspace by the same names.
    const language = kind === 'zone' ? 'dns-zone' : kind === 'policy' ? 'mta-sts-policy' : undefined;
    assert.equal(languageOfPath(`/${name}`), language, name);
  }
});

test('the first lines tell the kind', () => {
  const cases = [
    ['$ORIGIN example.com.\n', 'zone'],
    ['; a comment\n\n$TTL 1h\n', 'zone'],
    ['$ttl 1h\n', 'zone'],
    ['; <<>> DiG 9.18 <<>> axfr\n', 'zone'],
    ['@ IN SOA ns hostmaster (\n', 'zone'],
    ['example.com. 3600 IN SOA ns hostmaster 1 2 3 4 5\n', 'zone'],
    ['@ IN 1h SOA ns hostmaster 1 2 3 4 5\r\n', 'zone'],
    ['$HOME is a variable\n', undefined],
    ['a text about an SOA record\n', undefined],
    ['version: STSv1\nmode: none\n', 'policy'],
    ['version: 2\n', undefined],
    ['{"organization-name": "x", "report-id": "y"}', 'report'],
    ['{"report-id": "y"}', undefined],
    ['{"name": "x", "version": "1"}', undefined],
    ['', undefined],
  ] as const;
  for (const [text, kind] of cases) {
    assert.equal(kindByContent(text), kind, JSON.stringify(text));
  }
});

test('files of configured names are found wherever they are; what a glob would take apart is left out', () => {
  assert.equal(
    namedFiles(['example.info', 'a{b', 'c,d', 'intern/x', 'example.org.hosts']),
    '**/{example.info,example.org.hosts}',
  );
  assert.equal(namedFiles(['*', '']), undefined);
});
