import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { missing, type Named, startNamed } from '../dns/named.js';
import { runIn } from './tool.js';

const head =
  '$TTL 300\n@ IN SOA ns.example.net. hostmaster.example.net. 1 1h 1h 1w 1h\n@ IN NS ns.example.net.\n';
const value = 'v=TLSRPTv1; rua=mailto:tls-reports@example.net';

suite('tls-rpt check, asking BIND', { skip: missing }, () => {
  let named: Named;
  before(async () => {
    named = await startNamed({
      'good.example': `${head}_smtp._tls TXT "${value}"\n_mta-sts TXT "v=STSv1; id=1"\n@ MX 10 mx\nmx A 192.0.2.1\n_25._tcp.mx TLSA 3 1 1 aa\n`,
      'xn--bcher-kva.example': `${head}_smtp._tls TXT "${value}"\n`,
      'none.example': head,
      'null.example': `${head}@ MX 0 .\n_tls NS ns.example.org.\n`,
      'odd.example': `${head}_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@x.net\\010"\n`,
      'umlaut.example': `${head}_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@bücher.example"\n`,
      'hostile.example': `${head}_smtp._tls TXT "\\027[2J\\226\\128\\174"\n`,
    });
  });
  after(() => named.stop());

  const run = (...line: string[]) => runIn('.', ['check', '--resolver', `127.0.0.1:${named.port}`, ...line]);

  test('in words', async () => {
    assert.deepEqual(await run('good.example'), {
      code: 0,
      out: `good.example publishes a TLS-RPT record.
  TXT "${value}" (TTL 300)
  MTA-STS "v=STSv1; id=1" (TTL 300)
  MX 10 mx.good.example: TLSA records: 1, not proven by DNSSEC as far as the resolver says
    no TLS-RPT record at _smtp._tls.mx.good.example: nobody reports about DANE
`,
      err: '',
    });
  });

  test('several domains, one without a record', async () => {
    const { code, out } = await run('bücher.example', 'none.example.');
    assert.equal(code, 1);
    assert.match(out, /^xn--bcher-kva\.example publishes a TLS-RPT record\.$/m);
    assert.match(
      out,
      /^none\.example publishes no TLS-RPT record: there is no TXT record at _smtp\._tls\.none\.example\.$/m,
    );
  });

  test('as JSON', async () => {
    const { code, out } = await run('--format', 'json', 'none.example');
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), [
      {
        domain: 'none.example',
        name: '_smtp._tls.none.example',
        verdict: 'missing',
        aliases: [],
        records: [],
        others: [],
        findings: [],
        mtaSts: [],
        mx: [],
      },
    ]);
  });

  test('what is published cannot steer the terminal', async () => {
    const { out } = await run('hostile.example');
    assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test('a value is shown as text, and what nobody sees as a zone file has it', async () => {
    assert.match((await run('odd.example')).out, /TXT "v=TLSRPTv1; rua=mailto:a@x\.net\\010" \(TTL 300\)/);
    assert.match((await run('umlaut.example')).out, /TXT "v=TLSRPTv1; rua=mailto:a@bücher\.example"/);
  });

  test('a referral is no answer, and the null MX takes no mail', async () => {
    const { code, out } = await run('null.example');
    assert.equal(code, 2);
    assert.equal(
      out,
      `Nobody said what null.example publishes (it is in another zone, which this server does not answer for). Ask another resolver, or later.
  MTA-STS: no record
  MX 0 .: the domain takes no mail
`,
    );
  });

  test('a domain that the resolver refuses is no answer: exit 2', async () => {
    const { code, out } = await run('elsewhere.example');
    assert.equal(code, 2);
    assert.match(out, /^Nobody said what elsewhere\.example publishes \(REFUSED\)/);
  });
});
