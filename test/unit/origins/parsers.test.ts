import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Configuration } from '../../../server/src/origins/configuration.js';
import { readConfiguration } from '../../../server/src/origins/index.js';
import { readKnotConf } from '../../../server/src/origins/knot.js';
import { readNamedConf } from '../../../server/src/origins/namedConf.js';
import { readNsdConf } from '../../../server/src/origins/nsd.js';

/** `name file` of each zone. */
const zones = ({ zones }: Configuration) => zones.map(({ name, file }) => `${name} ${file ?? '-'}`);

describe('named.conf', () => {
  test('zones of the top and of views, with the folder, the includes and every kind of comment', () => {
    const read = readNamedConf(`// zone "no.example" { file "no"; };
# include "no.conf";
/* options { directory "/no"; };
*/
include "/etc/bind/named.conf.options";
OPTIONS { Directory "/var/cache/bind"; listen-on { any; }; };
logging { channel log { file "named.log" versions 3; }; };
zone "Example.COM" IN { type primary; file "db.example.com"; allow-transfer { key "x"; }; };
view "internal" {
  match-clients { 10.0.0.0/8; };
  include "internal.conf";
  zone example.net. { type primary; file "in//side/#1"; };
};
zone "secondary.example" { type secondary; primaries { 192.0.2.1; }; };`);
    assert.deepEqual(zones(read), [
      'Example.COM db.example.com',
      'example.net. in//side/#1',
      'secondary.example -',
    ]);
    assert.equal(read.folder, '/var/cache/bind');
    assert.deepEqual(read.includes, ['/etc/bind/named.conf.options', 'internal.conf']);
  });

  test('a file of something else than the zone is not the zone’s', () => {
    assert.deepEqual(zones(readNamedConf('zone "a.example" { dlz { file "x"; }; type primary; };')), [
      'a.example -',
    ]);
  });

  test('mistakes cost what is mistaken', () => {
    assert.deepEqual(
      zones(readNamedConf('}; zone "a.example" { file "a" } zone "b.example" { file "b"; };')),
      ['a.example a', 'b.example b'],
    );
    assert.deepEqual(zones(readNamedConf('zone "a.example" { file "a";\nzone "b.example" { file "b')), [
      'b.example b',
      'a.example a',
    ]);
    assert.deepEqual(zones(readNamedConf('zone "a.example" { file "a"; /* not closed')), ['a.example a']);
    assert.deepEqual(zones(readNamedConf('zone { file "a"; }; zone "" { };')), []);
  });

  test('reads a million braces without running out of anything', () => {
    assert.deepEqual(zones(readNamedConf('{'.repeat(1_000_000))), []);
  });
});

describe('nsd.conf', () => {
  test('zones, patterns, the folder and the includes, however they are set in lines', () => {
    const read = readNsdConf(`server:
  zonesdir: "/etc/nsd/zones" # zonesdir: "/no"
include: "/etc/nsd/conf.d/*.conf"
pattern:
  name: signed
  zonefile: "signed/%s"
key: name: k1 secret: "abc#=="
zone: name: example.com zonefile: 'example.com.zone'
zone:
	name: "example.net"
	include-pattern: signed
`);
    assert.deepEqual(zones(read), ['example.com example.com.zone', 'example.net -']);
    assert.equal(read.folder, '/etc/nsd/zones');
    assert.deepEqual(read.includes, ['/etc/nsd/conf.d/*.conf']);
    assert.deepEqual(
      read.templates.map(({ name, file }) => [name, file]),
      [['signed', 'signed/%s']],
    );
  });

  test('formatters', () => {
    const { server } = readNsdConf('');
    const zone = { name: 'example.com.', templates: [] };
    assert.equal(server.format('%1/%2/%3/%z/%y/%x/%s.zone', zone), 'e/x/a/com/example/./example.com.zone');
  });
});

describe('knot.conf', () => {
  test('zones and templates, with storage and includes', () => {
    const read = readKnotConf(`# zone:
include: "conf.d/*.conf"
template:
  - id: default
    storage: "/var/lib/knot/#zones" # not "/no"
  - id: signed
    file: "%s.signed"
remote:
  - id: other
    address: 192.0.2.1@53
zone:
  - domain: example.com
    file: "example.com.db"
  - domain: example.net.
    template: signed
    storage: /srv/zones
  - domain: "example.org"
log:
  - target: syslog
    file: no
`);
    assert.deepEqual(zones(read), ['example.com example.com.db', 'example.net. -', 'example.org -']);
    assert.deepEqual(read.zones[1]?.templates, ['signed']);
    assert.equal(read.zones[1]?.folder, '/srv/zones');
    assert.deepEqual(
      read.templates.map(({ name, folder, file }) => [name, folder, file]),
      [
        ['default', '/var/lib/knot/#zones', undefined],
        ['signed', undefined, '%s.signed'],
      ],
    );
    assert.deepEqual(read.includes, ['conf.d/*.conf']);
  });

  test('formatters', () => {
    const { server } = readKnotConf('');
    const zone = { name: 'example.com.', templates: [] };
    assert.equal(
      server.format('%c[0]/%c[0-1]/%l[0]/%l[1]/%l[7]%s.zone', zone),
      'e/ex/com/example/example.com.zone',
    );
  });
});

test('a configuration is known by its looks', () => {
  const kinds = [
    ['options { directory "x"; };\nzone "a.example" { file "a"; };', 'a.example a'],
    ['\n  zone:\n    name: a.example\n    zonefile: a\n', 'a.example a'],
    ['zone:\n  - domain: a.example\n    file: a\n', 'a.example a'],
  ] as const;
  for (const [text, expected] of kinds) assert.deepEqual(zones(readConfiguration(text)), [expected]);
});

const noChecker =
  spawnSync('named-checkconf', ['-v']).error !== undefined &&
  'named-checkconf is not installed (Debian package bind9-utils)';

test('BIND reads the same zones', { skip: noChecker }, (context) => {
  const text = `acl a { 10/8; }; view "v" { # all
zone "a.example" { type primary; file "x y"; };
zone "b.example" { type primary; file "x\\"y"; };
zone "c.example" {type primary; file "x//y#z"; }; zone d.example{type primary;file"z"/*c*/;}; zone e.example {type primary; file "q"//c
;};ZONE f.example #c
{type primary; FILE "q\\z";};
zone "g.example" IN {type primary;file"g";update-policy { grant k subdomain g.example. ANY; };};zone "." {type hint;file "h";};
};
`;
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-conf-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'named.conf');
  writeFileSync(path, text);
  const { stdout, status } = spawnSync('named-checkconf', ['-p', path], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
  const printed = [...stdout.matchAll(/^\tzone "(.*)".*\{\n\t\ttype .*\n\t\tfile "(.*)";$/gm)];
  assert.equal(printed.length, 8);
  assert.deepEqual(
    zones(readNamedConf(text)),
    printed.map(([, name = '', file = '']) => `${name} ${file.replaceAll('\\"', '"')}`),
  );
});
