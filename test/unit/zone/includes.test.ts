import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CheckedZone } from '../../../server/src/rules/engine.js';
import type { Finding } from '../../../server/src/rules/finding.js';
import { finish } from '../../../server/src/steps.js';
import { hashOf } from '../../../server/src/zone/hash.js';
import type { ReadInclude } from '../../../server/src/zone/includes.js';
import { checkedZone, checkIncluded } from '../../../server/src/zoneCheck.js';

const head = '$TTL 300\n@ SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';

/** Reads from a table: a text, or why there is none. */
const reader =
  (files: Readonly<Record<string, string>>): ReadInclude =>
  (name) =>
    files[name] === undefined
      ? 'missing'
      : /^(?:outside|untrusted|tooLarge|notText|refused)$/.test(files[name])
        ? (files[name] as 'outside')
        : { name, text: files[name], uri: `file:///${name}` };

const zoneOf = (text: string, files: Readonly<Record<string, string>> = {}) =>
  checkedZone(text, {
    origin: 'example.com.',
    source: { name: 'db', uri: 'file:///db' },
    read: reader({ ...files, db: text }),
  });

/** `rule` and the text that a finding is on. */
const shown = (text: string, findings: readonly Finding[]) =>
  findings.map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`);

const found = (text: string, files: Readonly<Record<string, string>> = {}) =>
  shown(text, zoneOf(text, files).findings());

/** What is found in each included file. */
function inside(zone: CheckedZone, files: Readonly<Record<string, string>>): Record<string, string[]> {
  zone.findings();
  return Object.fromEntries(
    [...zone.included()].map(([uri, { findings }]) => {
      const name = uri.slice('file:///'.length);
      return [name, shown(files[name] ?? '', findings)];
    }),
  );
}

test('what is included is in the zone: addresses, name servers, the SOA', () => {
  assert.deepEqual(found(`${head}@ MX 10 mx\n$INCLUDE hosts\n`, { hosts: 'mx A 192.0.2.2\n' }), []);
  assert.deepEqual(found(`${head}@ MX 10 mx\n$INCLUDE hosts\n`, { hosts: 'mx2 A 192.0.2.2\n' }), [
    'zone/target-missing mx',
  ]);
  assert.deepEqual(
    found('$TTL 300\n@ SOA ns1 h 1 4h 1h 4w 1h\n$INCLUDE ns\n', { ns: '@ NS ns1\nns1 A 192.0.2.1\n' }),
    [],
  );
  assert.deepEqual(found('$TTL 300\n@ SOA ns1 h 1 4h 1h 4w 1h\n$INCLUDE ns\n', { ns: 'ns1 A 192.0.2.1\n' }), [
    'zone/missing-ns SOA',
  ]);
  const soa = '@ 300 SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';
  assert.deepEqual(found('$INCLUDE soa\n@ MX 10 gone\n', { soa }), ['zone/target-missing gone']);
  assert.equal(zoneOf('$INCLUDE soa\n', { soa }).document.apex, 'example.com.');
});

test('origin and owner go into the file and come back; TTLs stay', () => {
  const files = { a: ' TXT first\n$ORIGIN deep\nx 60 A 192.0.2.9\n', b: '$TTL 77\n' };
  const text = `${head}www A 192.0.2.3\n$INCLUDE a sub\n TXT after\n$INCLUDE b\nlast A 192.0.2.4\n`;
  const { document } = zoneOf(text, files);
  assert.equal(document.index.groups.has(...hash('x.deep.sub.example.com.'), 1), true);
  const [after] = document.recordsOf('www.example.com.').slice(-1);
  assert.equal(after?.effectiveTtl?.seconds, 300);
  assert.equal(document.includedRecordsOf('www.example.com.').length, 1);
  const [last] = document.recordsOf('last.example.com.');
  assert.deepEqual([last?.effectiveTtl?.seconds, last?.origin], [77, 'example.com.']);
});

test('an included record stands before what follows its directive, beside what a $GENERATE makes too', () => {
  const soa = '@ 300 SOA ns1 h 1 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.1\n';
  const text =
    '$INCLUDE soa\n@ 300 SOA ns1 h 2 4h 1h 4w 1h\n$GENERATE 1-2 @ NS ns$\n$GENERATE 1-2 ns$ A 192.0.2.$\n';
  assert.deepEqual(found(text, { soa }), ['zone/multiple-soa SOA']);
});

test('a mistake in an included file is found there, and once at the directive', () => {
  const files = { a: '; here\nbad A 192.0.2\n$INCLUDE b\n', b: 'x TXT "open\n' };
  const text = `${head}$INCLUDE "a"\n`;
  const zone = zoneOf(text, files);
  const [finding, ...others] = zone.findings();
  assert.deepEqual(others, []);
  assert.deepEqual(shown(text, [finding!]), ['zone/include-errors "a"']);
  assert.deepEqual(finding!.message.args, [2, 'a', '2', 'zone/bad-rdata']);
  assert.deepEqual(
    finding!.related?.map(({ uri, start, end }) => [uri, start, end]),
    [
      ['file:///a', 13, 20],
      ['file:///b', 6, 11],
    ],
  );
  assert.deepEqual(inside(zone, files), {
    a: ['zone/bad-rdata 192.0.2'],
    b: ['zone/unterminated-string "open'],
  });
});

test('a file named again in the same state says nothing more, whatever lies between', () => {
  const files = { a: 'bad A 192.0.2\n' };
  const others = Array.from({ length: 100 }, (_, at) => `$INCLUDE a s${at}\n`).join('');
  const again = found(`${head}$INCLUDE a\n${others}$INCLUDE a\n`, files);
  assert.deepEqual(again, Array(101).fill('zone/include-errors a'));
});

test('what the file and its includer disagree on', () => {
  const files = { a: 'www CNAME x.example.net.\n', b: 'ttl 60 TXT b\n' };
  const text = `${head}www A 192.0.2.2\nttl TXT a\n$INCLUDE a\n$INCLUDE b\n`;
  const zone = zoneOf(text, files);
  assert.deepEqual(shown(text, zone.findings()), ['zone/include-errors a']);
  assert.deepEqual(inside(zone, files), {
    a: ['zone/cname-and-other-data CNAME'],
    b: ['zone/rrset-ttl-mismatch 60'],
  });
  const [cname] = zone.included().get('file:///a')!.findings;
  const at = text.indexOf('A 192.0.2.2');
  assert.deepEqual(
    cname?.related?.map(({ uri, start, end }) => [uri, start, end]),
    [['file:///db', at, at + 1]],
  );
  // The other way round, the record that comes later is in the file itself.
  const back = `${head}$INCLUDE a\nwww A 192.0.2.2\n`;
  const [later] = zoneOf(back, files).findings();
  assert.deepEqual(shown(back, [later!]), ['zone/cname-and-other-data A']);
  assert.deepEqual(
    later?.related?.map(({ uri, start }) => [uri, start]),
    [['file:///a', 4]],
  );
});

test('a file that is not read: why, and nothing is said of what it may bring', () => {
  for (const problem of ['outside', 'untrusted', 'tooLarge', 'notText', 'refused']) {
    const text = `${head}@ MX 10 mx\n$INCLUDE secret\n`;
    assert.deepEqual(found(text, { secret: problem }), ['zone/include-unreadable secret'], problem);
  }
  assert.deepEqual(found(`${head}@ MX 10 mx\n$INCLUDE gone\nx A 192.0.2.1\n`), [
    'zone/include-unreadable gone',
  ]);
  // In a file that is included: at both places.
  const files = { a: '$INCLUDE gone\n' };
  const zone = zoneOf(`${head}$INCLUDE a\n`, files);
  assert.deepEqual(shown(`${head}$INCLUDE a\n`, zone.findings()), ['zone/include-unreadable a']);
  assert.deepEqual(inside(zone, files), { a: ['zone/include-unreadable gone'] });
  // Nobody has tried: nothing to say.
  const unread = checkedZone(`${head}@ MX 10 mx\n$INCLUDE a\n`, { origin: 'example.com.' });
  assert.deepEqual(unread.findings(), []);
});

test('circles, of one file and of several', () => {
  assert.deepEqual(found(`${head}$INCLUDE db\n`), ['zone/include-cycle db']);
  const files = { a: '\n$INCLUDE b\n', b: '$INCLUDE a\n' };
  const zone = zoneOf(`${head}$INCLUDE a\n`, files);
  const [finding, ...others] = zone.findings();
  assert.deepEqual([finding?.rule, others.length], ['zone/include-cycle', 0]);
  assert.deepEqual(
    finding?.related?.map(({ uri, start, end }) => [uri, start, end]),
    [
      ['file:///a', 1, 11],
      ['file:///b', 9, 10],
    ],
  );
  assert.deepEqual(inside(zone, files), { a: [], b: ['zone/include-cycle a'] });
});

test('comments in an included file silence there, and only there', () => {
  const files = {
    a: 'bad A 1 ; tls-rpt-disable-line\nbad2 A 2\n',
    b: '; tls-rpt-disable zone/bad-rdata\nc A 1\n',
  };
  const text = `${head}$INCLUDE a\n$INCLUDE b\nd A 1\n`;
  const zone = zoneOf(text, files);
  assert.deepEqual(shown(text, zone.findings()), ['zone/include-errors a', 'zone/bad-rdata 1']);
  assert.deepEqual(inside(zone, files), { a: ['zone/bad-rdata 2'], b: [] });
});

test('very many files, and very deep ones, are bounded', { timeout: 60_000 }, () => {
  const wide = `${head}${'$INCLUDE a\n'.repeat(10_010)}`;
  const rules = zoneOf(wide, { a: '; nothing\n' })
    .findings()
    .map(({ rule }) => rule);
  assert.deepEqual(rules, Array(10).fill('zone/include-unreadable'));
  // Each includes the next twice: doubled forty times.
  const double = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`f${at}`, `$INCLUDE f${at + 1}\n`.repeat(2)]),
  );
  assert.equal(
    zoneOf(`${head}$INCLUDE f0\n`, { ...double, f40: '' }).findings()[0]?.rule,
    'zone/include-unreadable',
  );
  const chain = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, at) => [`f${at}`, `$INCLUDE f${at + 1}\n`]),
  );
  assert.equal(zoneOf(`${head}$INCLUDE f0\n`, chain).findings()[0]?.rule, 'zone/include-unreadable');
});

test('where the zone is called otherwise its files are counted anew', { timeout: 60_000 }, () => {
  const text = `$ORIGIN example.com.\n${head}${'$INCLUDE host\n'.repeat(6000)}`;
  const zone = checkedZone(text, { read: reader({ host: '' }) });
  const rename = (from: string, to: string) => {
    const start = zone.document.getText().indexOf(from);
    zone.edit({ start, end: start + from.length, text: to });
  };
  rename('example.com', 'example.net');
  assert.equal(zone.document.apex, 'example.net.');
  assert.deepEqual(zone.findings(), []);
  zone.edit({ start: text.indexOf('$INCLUDE'), end: text.length, text: '' });
  assert.equal(zone.document.index.hasIncludes, false);
});

test('an edit of the zone does not read its files again; another text of theirs does', () => {
  let reads = 0;
  const files: Record<string, string> = { a: `${'x TXT y\n'.repeat(1000)}mx A 192.0.2.2\n` };
  const read: ReadInclude = (name, from) => {
    reads++;
    return reader(files)(name, from);
  };
  const text = `${head}@ MX 10 mx\n$INCLUDE a\nwww A 192.0.2.5\n`;
  const zone = checkedZone(text, { origin: 'example.com.', source: { name: 'db' }, read });
  const before = [...zone.document.index.included()];
  assert.equal(reads > 0, true);
  zone.edit({ start: text.length, end: text.length, text: 'more A 192.0.2.6\n' });
  zone.edit({ start: head.length, end: head.length, text: '; a comment before the directive\n' });
  assert.deepEqual([...zone.document.index.included()], before);
  assert.deepEqual(zone.document.staleIncludes(), []);
  files.a = 'other A 192.0.2.2\n';
  const stale = zone.document.staleIncludes();
  assert.equal(stale.length, 1);
  for (const change of stale) zone.edit(change);
  assert.deepEqual(
    zone.findings().map(({ rule }) => rule),
    ['zone/target-missing'],
  );
});

test('a file that changes and changes back says what it says once, whatever is edited meanwhile', () => {
  const wrong = 'bad A 192.0.2\n';
  const files = { a: wrong };
  const text = `${head}$INCLUDE a\n$INCLUDE a\n`;
  const zone = checkedZone(text, {
    origin: 'example.com.',
    source: { name: 'db' },
    read: (name, from) => reader(files)(name, from),
  });
  files.a = '; right\n';
  zone.edit({ start: head.length, end: head.length, text: '; x\n' });
  files.a = wrong;
  for (const change of zone.document.staleIncludes()) zone.edit(change);
  assert.deepEqual(
    zone.findings().map(({ rule }) => rule),
    ['zone/include-errors'],
  );
});

test('edit by edit, a zone with includes is what it is when read at once', () => {
  const lines = fc.constantFrom(
    '$INCLUDE a\n',
    '$INCLUDE b sub\n',
    '$INCLUDE c\n',
    '$INCLUDE gone\n',
    '$TTL 60\n',
    '$ORIGIN x\n',
    'mx A 192.0.2.2\n',
    '@ MX 10 mx\n',
    ' TXT t\n',
    'w CNAME mx\n',
    'w TXT (\n',
    ')\n',
  );
  const files = {
    a: 'mx A 192.0.2.9\n$TTL 9\nw TXT a\n',
    b: '$INCLUDE a\nw A 192.0.2.1\n',
    c: '@ MX 10 nowhere\n$ORIGIN deep\n TXT z\n',
  };
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.array(lines, { maxLength: 3 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 12 }), edits, (start, changes) => {
      let text = head + start.join('');
      const zone = zoneOf(text, files);
      zone.findings();
      for (const [at, length, words] of changes) {
        const from = head.length + (at % (text.length - head.length + 1));
        const change = { start: from, end: Math.min(text.length, from + length), text: words.join('') };
        zone.edit(change);
        text = text.slice(0, change.start) + change.text + text.slice(change.end);
        const fresh = zoneOf(text, files);
        const plain = ({ rule, start, end }: Finding) => `${rule} ${start} ${end}`;
        assert.deepEqual(zone.findings().map(plain), fresh.findings().map(plain), text);
        const parts = (one: CheckedZone) =>
          [...one.included()].map(([uri, { findings }]) => [uri, findings.map(plain)]);
        assert.deepEqual(parts(zone), parts(fresh), text);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('a file that is included is checked as the part that it is, and mended', () => {
  const zone = { text: `${head}$INCLUDE a\n`, context: { origin: 'example.com.', read: reader({ a: '' }) } };
  const checked = finish(checkIncluded('w TXT "open\n', 'file:///a', [zone], {}));
  assert.deepEqual(
    checked.findings.map(({ rule, start, end }) => [rule, start, end]),
    [['zone/unterminated-string', 6, 11]],
  );
  assert.deepEqual(checked.fixes(checked.findings[0]!)[0]?.edits, [{ start: 11, end: 11, newText: '"' }]);
});

test('of records in several files none is to be removed from another file', () => {
  const record = (to: string) => `_smtp._tls TXT "v=TLSRPTv1; rua=mailto:${to}@example.net"\n`;
  const [one, two] = [record('one'), record('two')];
  const dataIn = (outer: string, a: string) => {
    const zone = zoneOf(`${head}${outer}$INCLUDE a\n`, { a });
    zone.findings();
    return zone
      .included()
      .get('file:///a')!
      .findings.flatMap(({ rule, data }) => (rule === 'tlsrpt/multiple-records' ? [data] : []));
  };
  const [start, end] = [one.length, one.length + two.length];
  assert.deepEqual(dataIn('', one + two), [{ others: [{ start: 0, end: start }], start, end }]);
  assert.deepEqual(dataIn(one, two), [{ start: 0, end: two.length }]);
});

function hash(name: string): [number, number] {
  const { high, low } = hashOf(name);
  return [high, low];
}
