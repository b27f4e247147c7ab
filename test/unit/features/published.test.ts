import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedNames } from '../../../server/src/features/report/published.js';
import type { Field, RecordEntry, ZoneView } from '../../../server/src/zone/model.js';

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
  recordsOf: (owner: string) =>
    text.flatMap((line, at) => (line[0] === owner.toLowerCase() ? [entry(line, at)] : [])),
} as unknown as ZoneView;

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

const policy = {
  uri: 'file:///www/mta-sts.Example.com/.well-known/mta-sts.txt',
  text: 'version: STSv1\r\nmode: none\r\n',
};
const names = publishedNames([{ uri: 'file:///z', zone }], [policy]);

test('finds records at their owners, whole and with their places', () => {
  assert.deepEqual(names.tlsRpt('example.com'), { uri: 'file:///z', span: { start: 300, end: 358 } });
  assert.deepEqual(names.mtaSts('example.com')?.span, { start: 400, end: 435 });
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

test('holds a zone’s names and no others', () => {
  assert.deepEqual(
    ['example.com', 'a.b.example.com', 'notexample.com', 'com'].map((name) => names.holds(name)),
    [true, true, false, false],
  );
});

test('knows a policy file by the folder that serves it', () => {
  assert.deepEqual(names.policy('example.com')?.lines, ['version: STSv1', 'mode: none']);
  assert.equal(names.policy('example.net'), undefined);
});
