import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { CheckPublishedResult } from '../../protocol/check.js';
import type { CopyRecordResult, ExpandZoneResult, ZoneSerialResult } from '../../protocol/zone.js';
import { missing, startNamed } from '../unit/dns/named.js';
import { client, pulling } from './client.js';

const uri = 'file:///zones/example.com.zone';
const text = `$ORIGIN example.com.
$TTL 1d
@ SOA ns1 hostmaster 41 4h 1h 4w 1h
  NS ns1
  MX 10 mx
ns1 A 127.0.0.1
mx A 192.0.2.2
_smtp._tls.mx TXT "v=TLSRPTv1; rua=https://r.example.net/v1"
_smtp._tls.bad TXT "v=TLSRPTv1; rua=postmaster@example.net; x=y"
_smtp._tls 1h TXT ( "v=TLSRPTv1;"
  " rua=mailto:a@b.example" )
`;

async function asking(t: TestContext) {
  const { connection, open } = await client(t, pulling);
  await open(text, 'dns-zone', uri);
  return <Result>(method: string, params: object = {}) =>
    connection.sendRequest(method, { uri, ...params }) as Promise<Result>;
}

test('finds the serial and the one that follows', async (t) => {
  const ask = await asking(t);
  assert.deepEqual(await ask<ZoneSerialResult>('tlsRpt/zone/serial'), {
    from: 41,
    to: 42,
    range: { start: { line: 2, character: 21 }, end: { line: 2, character: 23 } },
    version: 1,
  });
  assert.equal(await ask('tlsRpt/zone/serial', { uri: 'file:///other' }), null);
});

test('expands a zone, and none of more records than anybody reads in an editor', async (t) => {
  const { connection, open } = await client(t, pulling);
  const expand = async (records: string) => {
    const other = `file:///${records.length}/example.com.zone`;
    await open(`@ 1h SOA a b 1 2 3 4 5\n@ 1h NS a.example.net.\n${records}`, 'dns-zone', other);
    return (await connection.sendRequest('tlsRpt/zone/expand', { uri: other })) as ExpandZoneResult;
  };
  assert.deepEqual(await expand('www 1h A 192.0.2.1\n'), {
    origin: 'example.com.',
    text: 'example.com. 3600 IN SOA a.example.com. b.example.com. 1 2 3 4 5\nexample.com. 3600 IN NS a.example.net.\nwww.example.com. 3600 IN A 192.0.2.1\n',
  });
  const answer = await expand('x 9 A 1.2.3.4\n'.repeat(99_999));
  assert.deepEqual(answer, {
    causes: [
      {
        message:
          'The zone has more than 100,000 records: “tls-rpt zone” on the command line prints it expanded.',
      },
    ],
  });
});

test('gives the record at a place to other tools, else the domain’s', async (t) => {
  const ask = await asking(t);
  const copy = (line: number) =>
    ask<CopyRecordResult>('tlsRpt/zone/copyRecord', { position: { line, character: 1 } });
  const own = (await copy(10))?.texts;
  assert.equal(own?.zone, '_smtp._tls.example.com. 3600 IN TXT "v=TLSRPTv1; rua=mailto:a@b.example"');
  assert.equal(own?.name, '_smtp._tls.example.com');
  assert.equal(own?.value, 'v=TLSRPTv1; rua=mailto:a@b.example');
  assert.match(own?.octodns ?? '', /value: 'v=TLSRPTv1\\; rua=mailto:a@b\.example'/);
  assert.deepEqual(await copy(5), { texts: own });
  const host = (await copy(7))?.texts;
  assert.equal(
    host?.zone,
    '_smtp._tls.mx.example.com. 86400 IN TXT "v=TLSRPTv1; rua=https://r.example.net/v1"',
  );
  assert.match(host?.terraform ?? '', /^ {2}zone = "example\.com\."\n {2}name = "_smtp\._tls\.mx"$/m);
  const bad = await copy(8);
  assert.equal(bad?.texts.value, 'v=TLSRPTv1; rua=postmaster@example.net; x=y');
  assert.match(bad?.problem ?? '', /mailto/);
});

test('compares what a name server publishes with the file', { skip: missing }, async (t) => {
  const named = await startNamed({
    'example.com': text.replace('"v=TLSRPTv1;"\n  " rua=mailto:a', '"v=TLSRPTv1; rua=mailto:changed'),
  });
  t.after(() => named.stop());
  const ask = await asking(t);
  const resolver = `127.0.0.1:${named.port}`;
  const published = async (domain: string) => {
    const result = await ask<CheckPublishedResult>('tlsRpt/checkPublished', { domain, resolver });
    assert.ok('check' in result, JSON.stringify(result));
    return result;
  };
  assert.equal((await published('example.com')).check.comparison, 'different');
  const { check, words } = await published('mx.example.com');
  assert.equal(check.comparison, 'same');
  assert.equal(words[0], 'mx.example.com publishes a TLS-RPT record.');
  assert.deepEqual(await ask('tlsRpt/checkPublished', { domain: 'a b', resolver }), {
    problem: 'a b is no domain name.',
  });
});
