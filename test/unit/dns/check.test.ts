import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { after, before, suite, test } from 'node:test';
import type { PublishedCheck } from '../../../protocol/check.js';
import { checkPublished } from '../../../server/src/dns/check.js';
import { askServers } from '../../../server/src/dns/node.js';
import type { Ask } from '../../../server/src/dns/resolve.js';
import { missing, type Named, startNamed } from './named.js';

const head = `$TTL 300
@ IN SOA ns1.example.net. hostmaster.example.net. 1 1h 1h 1w 1h
@ IN NS ns1.example.net.
`;
const record = 'v=TLSRPTv1; rua=mailto:tls-reports@example.net';
const long = `v=TLSRPTv1; rua=https://reports.example.net/${'x'.repeat(200)}`;

const zones = {
  'example.net': `${head}
ns1 A 127.0.0.1
`,
  'good.example.org': `${head}
_smtp._tls 7200 TXT "v=TLSRPTv1; " "rua=mailto:tls-reports@example.net"
_mta-sts TXT "v=STSv1; id=20261124"
@ MX 20 mx2
@ MX 10 mx1
mx1 A 127.0.0.1
mx2 A 127.0.0.1
_25._tcp.mx1 TLSA 3 1 1 aabb
_smtp._tls.mx1 TXT "${record}"
`,
  'doubled.example.org': `${head}
_smtp._tls TXT "${record}"
_smtp._tls TXT "v=TLSRPTv1; rua=https://reports.example.net/v1"
`,
  'beside.example.org': `${head}
_smtp._tls TXT "${record}"
_smtp._tls TXT "verification=\\200"
`,
  'delegated.example.org': `${head}
_smtp._tls CNAME one
one CNAME _smtp._tls.good.example.org.
`,
  'away.example.org': `${head}
_smtp._tls CNAME elsewhere.example.com.
`,
  'loop.example.org': `${head}
_smtp._tls CNAME one
one CNAME two
two CNAME one
`,
  'wildcard.example.org': `${head}
* TXT "v=spf1 -all"
`,
  'wildcard-tls.example.org': `${head}
*._tls TXT "${record}"
`,
  'own-beside-wildcard.example.org': `${head}
* TXT "v=spf1 -all"
_smtp._tls TXT "${record}"
`,
  'nothing.example.org': head,
  'null.example.org': `${head}
@ MX 0 .
`,
  'big.example.org': `${head}
${Array.from({ length: 8 }, (_, index) => `_smtp._tls TXT "${long}" "${index}"`).join('\n')}
`,
};

suite('the DNS check against BIND', { skip: missing }, () => {
  let named: Named;
  before(async () => {
    named = await startNamed(zones);
  });
  after(() => named.stop());

  const check = (domain: string, expected?: readonly string[]): Promise<PublishedCheck> =>
    checkPublished(domain, {
      ask: askServers([{ address: '127.0.0.1', port: named.port }]),
      signal: new AbortController().signal,
      examine: () => [],
      ...(expected && { expected }),
    });

  test('a good record, its strings joined, and what stands beside it', async () => {
    assert.deepEqual(await check('Good.example.ORG.'), {
      domain: 'good.example.org',
      name: '_smtp._tls.good.example.org',
      verdict: 'published',
      aliases: [],
      records: [{ value: record, strings: 2, ttl: 7200 }],
      others: [],
      findings: [],
      mtaSts: [{ value: 'v=STSv1; id=20261124', strings: 1, ttl: 300 }],
      mx: [
        {
          preference: 10,
          host: 'mx1.good.example.org',
          tlsa: ['3 1 1 aabb'],
          authenticated: false,
          reported: true,
        },
        { preference: 20, host: 'mx2.good.example.org', tlsa: [], authenticated: false },
      ],
    });
  });

  test('two records count as none', async () => {
    const { verdict, records } = await check('doubled.example.org');
    assert.equal(verdict, 'multiple');
    assert.equal(records.length, 2);
  });

  test('another TXT record beside it does not count, and keeps its octets', async () => {
    const { verdict, records, others } = await check('beside.example.org');
    assert.equal(verdict, 'published');
    assert.equal(records.length, 1);
    assert.deepEqual(others, [{ value: 'verification=\u00c8', strings: 1, ttl: 300 }]);
  });

  test('aliases are followed, to a name of another zone too', async () => {
    const { verdict, aliases, records } = await check('delegated.example.org');
    assert.equal(verdict, 'published');
    assert.deepEqual(aliases, ['one.delegated.example.org', '_smtp._tls.good.example.org']);
    assert.equal(records[0]?.value, record);
  });

  test('an alias to a name that this server does not answer for', async () => {
    const { verdict, reason } = await check('away.example.org');
    assert.deepEqual({ verdict, reason }, { verdict: 'unanswered', reason: 'REFUSED' });
  });

  test('aliases in a circle: BIND itself gives up', async () => {
    const { verdict, reason } = await check('loop.example.org');
    assert.deepEqual({ verdict, reason }, { verdict: 'unanswered', reason: 'SERVFAIL' });
  });

  test('a wildcard that answers for the name is no record', async () => {
    const { verdict, others } = await check('wildcard.example.org');
    assert.equal(verdict, 'wildcard');
    assert.equal(others[0]?.value, 'v=spf1 -all');
    assert.equal((await check('wildcard-tls.example.org')).verdict, 'wildcard');
    assert.equal((await check('own-beside-wildcard.example.org')).verdict, 'published');
  });

  test('no record at all', async () => {
    const { verdict, mtaSts, mx } = await check('nothing.example.org');
    assert.deepEqual({ verdict, mtaSts, mx }, { verdict: 'missing', mtaSts: [], mx: [] });
  });

  test('the null MX is no host', async () => {
    const { mx } = await check('null.example.org');
    assert.deepEqual(mx, [{ preference: 0, host: '.', tlsa: [], authenticated: false }]);
  });

  test('an answer too large for UDP comes over TCP', async () => {
    const { verdict, records } = await check('big.example.org');
    assert.equal(verdict, 'multiple');
    assert.deepEqual(
      records.map(({ value }) => value).sort(),
      [0, 1, 2, 3, 4, 5, 6, 7].map((index) => long + index),
    );
  });

  test('it is compared with the file as a set', async () => {
    assert.equal((await check('good.example.org', [record])).comparison, 'same');
    assert.equal(
      (await check('good.example.org', ['v=TLSRPTv1; rua=mailto:old@example.net'])).comparison,
      'different',
    );
    assert.equal((await check('nothing.example.org', [record])).comparison, 'different');
    assert.equal((await check('good.example.org')).comparison, undefined);
  });
});

suite('the DNS check without a name server', () => {
  /** Answers each question with an alias to the name that `next` makes of its first label. */
  const aliases =
    (next: (label: string) => string): Ask =>
    async (query) => {
      const question = Buffer.from(query);
      let end = 12;
      while (question[end] !== 0) end += question[end]! + 1;
      const label = question.toString('latin1', 13, 13 + question[12]!);
      const made = Buffer.from(next(label), 'latin1');
      const target = [Buffer.of(made.length), made, question.subarray(13 + question[12]!, end + 1)];
      const length = target.reduce((sum, part) => sum + part.length, 0);
      const head = Buffer.from([...question.subarray(0, 2), 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
      const record = Buffer.from([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 0, 0, length]);
      return Buffer.concat([head, question.subarray(12, end + 5), record, ...target]);
    };
  const checkBy = (ask: Ask) =>
    checkPublished('example.com', { ask, signal: new AbortController().signal, examine: () => [] });

  test('aliases without end: it gives up after sixteen, and says so', async () => {
    let asked = 0;
    const { verdict, reason } = await checkBy(
      aliases((label) => {
        if (label.startsWith('_smtp')) asked++;
        return `${label}x`;
      }),
    );
    assert.deepEqual({ verdict, reason }, { verdict: 'unanswered', reason: 'CNAME chain too long' });
    assert.ok(asked <= 17, `${asked} questions`);
  });

  test('an alias to itself is a loop', async () => {
    const { verdict, reason } = await checkBy(aliases((label) => label));
    assert.deepEqual({ verdict, reason }, { verdict: 'unanswered', reason: 'CNAME loop' });
  });

  test('nobody answers', async () => {
    const silent = createSocket('udp4');
    silent.bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const ask = askServers([{ address: '127.0.0.1', port: silent.address().port }], {
      timeout: 40,
      attempts: 2,
    });
    const signal = new AbortController().signal;
    const result = await checkPublished('example.com', { ask, signal, examine: () => [] });
    silent.close();
    assert.equal(result.verdict, 'unanswered');
    assert.equal(result.reason, 'timeout');
    assert.equal(result.mx, undefined);
  });

  test('a cancelled check stops asking', async () => {
    const silent = createSocket('udp4');
    silent.bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const asked = once(silent, 'message');
    const cancel = new AbortController();
    const ask = askServers([{ address: '127.0.0.1', port: silent.address().port }]);
    const result = checkPublished('example.com', { ask, signal: cancel.signal, examine: () => [] });
    await asked;
    cancel.abort();
    await assert.rejects(result, { name: 'AbortError' });
    silent.close();
  });

  test('a closed port is named', async () => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    await once(socket, 'close');
    const ask = askServers([{ address: '127.0.0.1', port }], { timeout: 1000, attempts: 1 });
    const result = await checkPublished('example.com', {
      ask,
      signal: new AbortController().signal,
      examine: () => [],
    });
    assert.equal(result.reason, 'ECONNREFUSED');
  });
});
