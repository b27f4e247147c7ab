import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Ahead, type ChunkAhead, readAhead } from '../../../server/src/zone/ahead.js';
import { octetsOfAscii } from '../../../server/src/zone/octets.js';
import { checkedZone, families } from '../../../server/src/zoneCheck.js';

const pieces = [
  '$ORIGIN example.com.\n',
  '$ORIGIN sub\n',
  '$TTL 300\n',
  '@ SOA ns1 host 1 2 3 4 5\n',
  '@ NS ns1\n',
  'ns1 A 192.0.2.1\n',
  'www 60 IN A 192.0.2.2\n',
  'www A 192.0.2.2\n',
  ' TXT "inherited" ; tls-rpt-disable-line\n',
  '\tMX 10 mail\n',
  'mail CNAME www\n',
  'txt TXT ( "one"\n "two" )\n',
  '(\n',
  '"\n',
  '\n',
  '_smtp._tls TXT v=TLSRPTv1; rua=x\n',
  '$INCLUDE a\n',
  '$GENERATE 1-3 g$ A 192.0.2.$\n',
  '$DATE 20260101000000\n',
];

/** Reads ahead in this thread what another would, and counts what is taken. */
function aheadIn(text: string, seam: number, leadSize: number): Ahead & { taken: number } {
  let chunks: Iterable<ChunkAhead> = [];
  const octets = new TextEncoder().encode(text);
  const slice = (start: number, end?: number) => text.slice(start, end);
  const stretch = (start: number, length: number) =>
    octetsOfAscii(text.slice(start, start + length), octets.subarray(start, start + length));
  const size = octets.length;
  const sizes = { chunk: 100, stretch: 300 };
  return {
    ...{ size, seam, stretch, slice, sizes },
    taken: 0,
    begin(zone) {
      const part = { size, stretch, sizes, seam, headSize: 200, leadSize };
      chunks = readAhead(part, zone, families);
    },
    *chunks() {
      for (const chunk of chunks) {
        yield structuredClone(chunk);
        // Who does not come back for the next one has not taken this one.
        this.taken++;
      }
    },
  };
}

const context = { origin: 'example.com.', read: () => ({ name: 'a', text: 'x TXT x\n' }) };

test('a zone whose later part is read ahead is the zone read in order', () => {
  let taken = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { minLength: 10, maxLength: 120 }),
      fc.nat(1000),
      fc.nat(300),
      fc.nat(100),
      (parts, at, lead, more) => {
        const text = parts.join('');
        const seam = at % text.length;
        const ahead = aheadIn(text, seam, lead);
        const zone = checkedZone(text.slice(0, seam + more), { ...context, ahead, chunkSize: 64 });
        const alone = checkedZone(text, context);
        assert.deepEqual(zone.findings(), alone.findings());
        assert.deepEqual([...zone.document.entries()], [...alone.document.entries()]);
        taken += ahead.taken;
        // What was read ahead is edited like the rest.
        const change = { start: text.length >> 1, end: text.length, text: '@ NS ns1\n' };
        for (const one of [zone, alone]) one.edit(change);
        assert.deepEqual(zone.findings(), alone.findings());
      },
    ),
    { numRuns: Number(process.env.TLS_RPT_FUZZ_RUNS ?? 300) },
  );
  assert.ok(taken > 0);
});

test('what is read ahead is taken where the state at the seam is as it was guessed', () => {
  const head = '$TTL 300\n@ SOA ns1 host 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n';
  const hosts = Array.from({ length: 200 }, (_, i) => `host${i} A 192.0.2.1\n TXT "x"\n`);
  const taken = (text: string) => {
    const seam = text.length >> 1;
    const ahead = aheadIn(text, seam, 80);
    const zone = checkedZone(text.slice(0, seam + 80), { ...context, ahead });
    assert.deepEqual(zone.findings(), checkedZone(text, context).findings());
    return ahead.taken;
  };
  const all = taken(head + hosts.join(''));
  assert.ok(all >= 20, `${all} chunks`);
  hosts[20] = '$ORIGIN sub\nhost A 192.0.2.1\n';
  assert.equal(taken(head + hosts.join('')), 0);
  hosts[20] = '';
  hosts[190] = '$INCLUDE a\n';
  const before = taken(head + hosts.join(''));
  assert.ok(before > 0 && before < all, `${before} chunks`);
});
