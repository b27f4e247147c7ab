import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Configurations } from '../../../server/src/origins/index.js';

const configured = (files: Readonly<Record<string, string>>) =>
  new Configurations(Object.entries(files).map(([path, text]) => ({ path, text })));

/** `origin path` of the configuration. */
const origins = (configurations: Configurations, ...paths: string[]) =>
  paths.map((path) => {
    const found = configurations.originOf(path);
    return found && `${found.origin} ${found.path}`;
  });

describe('where the name server has its files elsewhere', () => {
  test('a zone file is the one whose path ends most like the configured one', () => {
    const all = configured({
      '/w/named.conf': `options { directory "/etc/bind/zones"; };
        zone "inside.example" { file "inside/db.zone"; };
        zone "outside.example" { file "outside/db.zone"; };
        zone "." { type hint; file "/usr/share/dns/root.hints"; };`,
    });
    assert.deepEqual(
      origins(
        all,
        '/w/zones/inside/db.zone',
        '/x/outside/db.zone',
        '/w/db.zone',
        '/w/root.hints',
        '/w/other.zone',
      ),
      [
        'inside.example. /w/named.conf',
        'outside.example. /w/named.conf',
        undefined,
        '. /w/named.conf',
        undefined,
      ],
    );
  });

  test('the nearer configuration counts where two fit as well', () => {
    const text = (name: string) => `options { directory "/etc/bind"; }; zone "${name}" { file "db.zone"; };`;
    const all = configured({
      '/w/ns1/named.conf': text('one.example'),
      '/w/ns2/named.conf': text('two.example'),
    });
    assert.deepEqual(origins(all, '/w/ns1/db.zone', '/w/ns2/zones/db.zone', '/w/db.zone'), [
      'one.example. /w/ns1/named.conf',
      'two.example. /w/ns2/named.conf',
      undefined,
    ]);
  });

  test('a file that serves zones of two names has no origin, one that serves views of one name has', () => {
    const all = configured({
      '/w/named.conf': `zone "a.example" { file "parked"; }; zone "b.example" { file "parked"; };
        view "in" { zone "c.example" { file "c"; }; }; view "out" { zone "C.example." { file "c"; }; };`,
    });
    assert.deepEqual(origins(all, '/w/parked', '/w/c'), [undefined, 'c.example. /w/named.conf']);
  });

  test('Windows paths', () => {
    const all = configured({ '/c:/w/named.conf': 'zone "a.example" { file "C:\\dns\\zones\\a.db"; };' });
    assert.deepEqual(origins(all, '/c:/w/zones/a.db'), ['a.example. /c:/w/named.conf']);
  });
});

describe('includes', () => {
  test('a file that is included goes by the folder of the one that includes it', () => {
    const all = configured({
      '/w/bind/named.conf': 'include "/etc/bind/named.conf.local"; options { directory "/srv/master"; };',
      '/w/bind/named.conf.local': 'zone "a.example" { file "db"; }; zone "b.example" { file "b/db"; };',
    });
    assert.deepEqual(origins(all, '/w/srv/master/db', '/w/master/b/db'), [
      'a.example. /w/bind/named.conf.local',
      'b.example. /w/bind/named.conf.local',
    ]);
    assert.deepEqual(all.missing, []);
  });

  test('globs, and the nearest of files of one name', () => {
    const all = configured({
      '/w/one/nsd.conf': 'server:\n zonesdir: /one\ninclude: "/etc/nsd/conf.d/*.conf"\n',
      '/w/one/conf.d/a.conf': 'zone:\n name: a.example\n zonefile: zone\n',
      '/w/two/conf.d/b.conf': 'zone:\n name: b.example\n zonefile: zone\n',
    });
    assert.deepEqual(origins(all, '/srv/one/zone', '/w/two/conf.d/zone'), [
      'a.example. /w/one/conf.d/a.conf',
      'b.example. /w/two/conf.d/b.conf',
    ]);
  });

  test('what is missing is searched for by the end of its path', () => {
    const all = configured({
      '/w/named.conf':
        'include "/etc/bind/zones.rfc1918"; include "/etc/bind/d/*.conf"; include "*.conf"; include "";',
    });
    assert.deepEqual(all.missing, ['**/zones.rfc1918', '**/d/*.conf']);
  });

  test('circles end', () => {
    const all = configured({
      '/w/a.conf': 'include "b.conf"; include "a.conf"; zone "a.example" { file "a"; };',
      '/w/b.conf': 'include "a.conf"; zone "b.example" { file "b"; };',
    });
    assert.deepEqual(origins(all, '/w/a', '/w/b'), ['a.example. /w/a.conf', 'b.example. /w/b.conf']);
  });

  test('a hostile glob takes no time', () => {
    const all = configured({
      '/w/named.conf': `include "/d/${'*a'.repeat(50)}b";`,
      [`/w/d/${'a'.repeat(200)}`]: '',
    });
    assert.equal(all.originOf('/w/x'), undefined);
  });
});

describe('templates', () => {
  test('of Knot: the default, a named one, and the file of a zone that names none', () => {
    const all = configured({
      '/w/knot.conf': `template:
  - id: default
    storage: /var/lib/knot
  - id: deep
    storage: /srv/deep
    file: "%l[0]/%s.db"
zone:
  - domain: a.example
  - domain: b.example
    template: deep
  - domain: c.example
    file: db.c
`,
    });
    assert.deepEqual(origins(all, '/w/knot/a.example.zone', '/w/deep/example/b.example.db', '/w/knot/db.c'), [
      'a.example. /w/knot.conf',
      'b.example. /w/knot.conf',
      'c.example. /w/knot.conf',
    ]);
  });

  test('of NSD: patterns that include patterns, in other files too, in a circle too', () => {
    const all = configured({
      '/w/nsd.conf':
        'include: zones.conf\npattern:\n name: base\n zonefile: "%y/%s"\n include-pattern: outer\n',
      '/w/zones.conf':
        'pattern:\n name: outer\n include-pattern: base\nzone:\n name: a.example\n include-pattern: outer\n',
    });
    assert.deepEqual(origins(all, '/w/zones/a/a.example'), ['a.example. /w/zones.conf']);
  });

  test('of BIND: tokens in the file’s name', () => {
    const all = configured({
      '/w/named.conf': `template "t" { type primary; file "$view/$name-%t.db"; };
        view "in" { zone "a.example" { template "t"; }; };`,
    });
    assert.deepEqual(origins(all, '/w/in/a.example-primary.db'), ['a.example. /w/named.conf']);
  });
});

test('the examples', () => {
  const all = configured({ '/examples/named.conf': readFileSync('examples/named.conf', 'utf8') });
  const names = ['example.com.zone', 'db.example.net', 'example.org.zone', '2.0.192.in-addr.arpa'];
  assert.deepEqual(
    names.map((name) => all.originOf(`/examples/zones/${name}`)?.origin),
    ['example.com.', 'example.net.', 'example.org.', '2.0.192.in-addr.arpa.'],
  );
  assert.equal(all.originOf('/examples/zones/dkim.example.net.inc'), undefined);
});
