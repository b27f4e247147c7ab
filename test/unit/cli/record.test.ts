import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runIn } from './tool.js';

const run = (...line: string[]) => runIn('.', ['record', ...line]);

test('a record for the zone file, a day by default', async () => {
  assert.deepEqual(await run('--domain', 'Example.COM.', '--rua', 'mailto:tls-reports@example.net'), {
    code: 0,
    out: '_smtp._tls.example.com. 86400 IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.net"\n',
    err: '',
  });
});

test('destinations, TTL and format', async () => {
  const { code, out } = await run(
    '--domain=bücher.example',
    '--rua=mailto:tls@example.net',
    '--rua=https://example.net/a!b',
    '--ttl=3600',
    '--format=dnscontrol',
  );
  assert.equal(code, 0);
  assert.equal(
    out,
    'TXT("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.net,https://example.net/a%21b", TTL(3600)),\n',
  );
});

test('several destinations behind one --rua', async () => {
  const { code, out } = await run(
    '--rua',
    'mailto:a@example.net',
    'https://example.net/v1',
    '--domain',
    'example.com',
  );
  assert.equal(code, 0);
  assert.match(out, /"v=TLSRPTv1; rua=mailto:a@example\.net,https:\/\/example\.net\/v1"/);
});

test('a list behind one --rua, as the record has it', async () => {
  const { code, out } = await run('--rua', 'mailto:a@x.net, https://x.net/a,b,', '--domain', 'example.com');
  assert.equal(code, 0);
  assert.match(out, /"v=TLSRPTv1; rua=mailto:a@x\.net,https:\/\/x\.net\/a%2Cb"/);
});

test('what is wrong, and with what', async () => {
  const { code, out, err } = await run('--rua=mailto:a@x.net', '--rua=mailo:b@x.net', '--domain=example.com');
  assert.deepEqual([code, out], [1, '']);
  assert.equal(
    err,
    `error: Senders know mailto: and https://, and skip this. Is mailto: meant? [tlsrpt/rua-scheme-misspelled]
    mailo:
`,
  );
});

test('the zone that holds the record', async () => {
  const line = ['--domain=MX.example.com', '--rua=mailto:a@example.net', '--format=dnscontrol'];
  assert.deepEqual(await run(...line, '--zone', 'Example.com.'), {
    code: 0,
    out: 'TXT("_smtp._tls.mx", "v=TLSRPTv1; rua=mailto:a@example.net", TTL(86400)),\n',
    err: '',
  });
  for (const zone of ['example.net', 'ample.com', 'a..b']) {
    const { code, err } = await run(...line, '--zone', zone);
    assert.equal(code, 2);
    assert.match(err, /^tls-rpt: .+ is no zone that mx\.example\.com is in\.\n/);
  }
});

test('what is missing or too much is wrong usage', async () => {
  for (const line of [
    [],
    ['--domain', 'example.com'],
    ['--rua', 'mailto:a@example.net'],
    ['--domain', 'example..com', '--rua', 'mailto:a@example.net'],
    ['--domain', 'example.com', '--rua', 'mailto:a@example.net', '--ttl', '1h'],
    ['--domain', 'example.com', '--rua', 'mailto:a@example.net', '--ttl', '2147483648'],
    ['--domain', 'example.com', '--rua', 'mailto:a@example.net', 'example.net'],
  ]) {
    const { code, out, err } = await run(...line);
    assert.deepEqual({ code, out }, { code: 2, out: '' }, line.join(' '));
    assert.match(err, /^tls-rpt: .+\nTry: tls-rpt record --help\n$/);
  }
});
