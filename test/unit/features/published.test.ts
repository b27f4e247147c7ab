import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KnownZone, publishedNames } from '../../../server/src/features/report/published.js';
import type { Published } from '../../../server/src/report/zoneLink.js';
import { ZoneDocument } from '../../../server/src/zone/document.js';
import type { Field, RecordEntry } from '../../../server/src/zone/model.js';

/** Records of `example.com.` by owner, each `type field…`, one a line of 100 characters. */
const text: readonly (readonly [owner: string, type: string, ...fields: string[]])[] = [
  ['example.com.', 'SOA', 'ns', 'hostmaster', '1', '2', '3', '4', '5'],
  ['example.com.', 'MX', '10', 'mx1'],
  ['example.com.', 'MX', '20', 'mx.example.net.'],
  ['_smtp._tls.example.com.', 'TXT', '"v=TLSRPTv1; rua=mailto:a@example.net"'],
  ['_mta-sts.example.com.', 'TXT', '"v=STSv1; id=1"'],
  ['_25._tcp.mx1.example.com.', 'TLSA', '3', '1', '1', '0A0B', '0c'],
];

const zone = {
  apex: 'Example.com.',
  isExtended: false,
  recordsOf: (owner: string) =>
    text.flatMap((line, at) => (line[0] === owner.toLowerCase() ? [entry(line, at)] : [])),
} as unknown as KnownZone['zone'];

function entry([, type, ...fields]: (typeof text)[number], line: number): RecordEntry {
  const field = (raw: string, at: number): Field => ({
    raw,
    quoted: raw.startsWith('"'),
    start: line * 100 + at * 10,
    end: line * 100 + at * 10 + raw.length,
  });
  return {
    owner: field('o', 0),
    type: field(type, 1),
    typeName: type,
    rdata: fields.map((raw, index) => field(raw, index + 2)),
    origin: 'example.com.',
  } as unknown as RecordEntry;
}

const positionAt = (offset: number) => ({ line: Math.floor(offset / 100), character: offset % 100 });
const policy = {
  uri: 'file:///www/mta-sts.Example.com/.well-known/mta-sts.txt',
  getText: () => 'version: STSv1\r\nmode: none\r\n',
  positionAt,
};
const names = publishedNames([{ uri: 'file:///z', zone, positionAt }], [policy]);
const span = (found: Published | undefined) => {
  const { start, end } = found?.range ?? assert.fail('nothing found');
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
};

test('finds records at their owners, whole and with their places', () => {
  assert.equal(names.tlsRpt('example.com')?.uri, 'file:///z');
  assert.equal(span(names.tlsRpt('example.com')), '3:0-3:58');
  assert.equal(span(names.mtaSts('example.com')), '4:0-4:35');
  assert.equal(names.tlsRpt('example.net'), undefined);
  assert.deepEqual(
    names.mx('example.com').map(({ host }) => host),
    ['mx1.example.com.', 'mx.example.net.'],
  );
  assert.deepEqual(
    names.tlsa('mx1.example.com').map(({ rdata }) => rdata),
    ['3 1 1 0A0B0c'],
  );
});

test('a record is usable where it is the only one of its kind and says what it must', () => {
  const usable = (records: string) => {
    const file = new ZoneDocument(`$ORIGIN example.com.\n@ 1h SOA ns h 1 2 3 4 5\n${records}`);
    const known = { uri: 'file:///z', zone: file, positionAt: (offset: number) => file.positionAt(offset) };
    const { tlsRpt, mtaSts } = publishedNames([known], []);
    return (tlsRpt('example.com') ?? mtaSts('example.com'))?.usable;
  };
  const good = '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.net"\n';
  assert.equal(usable(good), true);
  assert.equal(usable(`_smtp._tls TXT "v=spf1 -all"\n${good}`), true);
  assert.equal(usable(`${good}_smtp._tls TXT "v=TLSRPTv1;rua=https://example.net/"\n`), false);
  assert.equal(usable('_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@example.net\n'), false);
  assert.equal(usable('_smtp._tls TXT "v=TLSRPTv1; rua=a@example.net"\n'), false);
  assert.equal(usable('_mta-sts TXT "v=STSv1; id=20260101"\n'), true);
  assert.equal(usable('_mta-sts TXT "v=STSv1; id=2026-01-01"\n'), false);
  assert.equal(usable('www TXT "v=STSv1; id=20260101"\n'), undefined);
});

test('holds a zone’s names and no others', () => {
  assert.deepEqual(
    ['example.com', 'a.b.example.com', 'notexample.com', 'com'].map((name) => names.holds(name)),
    [true, true, false, false],
  );
});

test('does not say what a zone lacks that has records elsewhere', () => {
  const holds = (more: string) => {
    const file = new ZoneDocument(`$ORIGIN example.com.\n@ 1h SOA ns h 1 2 3 4 5\n${more}`);
    const known = { uri: 'file:///z', zone: file, positionAt: (offset: number) => file.positionAt(offset) };
    return publishedNames([known], []).holds('example.com');
  };
  assert.equal(holds('www 1h TXT "; $INCLUDE x"\n'), true);
  assert.equal(holds('$INCLUDE mail.inc\n'), false);
});

test('knows a policy file by the folder that serves it', () => {
  assert.deepEqual(names.policy('example.com')?.lines, ['version: STSv1', 'mode: none']);
  assert.equal(names.policy('example.net'), undefined);
});
