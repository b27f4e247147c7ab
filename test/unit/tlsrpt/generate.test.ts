import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRecord } from '../../../server/src/tlsrpt/formats.js';
import { quotedStrings, recordUri, recordValue } from '../../../server/src/tlsrpt/generate.js';
import { missing, namedCheckzone } from '../checkzone.js';
import { folderWith } from '../cli/tool.js';

const record = {
  domain: 'example.com',
  rua: ['mailto:tls-reports@example.net', 'https://reports.example.net/v1?a=b'],
  ttl: 86400,
};
const value = 'v=TLSRPTv1; rua=mailto:tls-reports@example.net,https://reports.example.net/v1?a=b';

test('the value is what every sender accepts', () => {
  assert.equal(recordValue(record.rua), value);
});

test('URIs are made fit for a record, and nothing is encoded twice', () => {
  for (const [text, uri] of [
    ['mailto:tls@example.net', 'mailto:tls@example.net'],
    ['MAILTO:Tls@Example.Net', 'mailto:Tls@Example.Net'],
    ['HTTPS://reports.example.net:8443/Path', 'https://reports.example.net:8443/Path'],
    ['mailto:a!b,c;d@example.net', 'mailto:a%21b%2Cc%3Bd@example.net'],
    ['https://example.net/a b?c=d;e%20f%', 'https://example.net/a%20b?c=d%3Be%20f%25'],
    ['mailto:tls@bücher.example', 'mailto:tls@xn--bcher-kva.example'],
    ['https://bücher.example:443/ü', 'https://xn--bcher-kva.example:443/%C3%BC'],
    ['https://[2001:db8::1]/v1', 'https://[2001:db8::1]/v1'],
    ['tls@example.net', 'tls@example.net'],
    [' mailto:tls@example.net\n', 'mailto:tls@example.net'],
  ] as const) {
    assert.equal(recordUri(text), uri);
    assert.equal(recordUri(uri), uri);
  }
});

test('a long value is split into strings of 255 octets', () => {
  assert.equal(quotedStrings('x'.repeat(256)), `"${'x'.repeat(255)}" "x"`);
  assert.equal(quotedStrings('a"b\\c'), '"a\\"b\\\\c"');
});

test('each format, to the letter', () => {
  assert.equal(formatRecord(record, 'zone'), `_smtp._tls.example.com. 86400 IN TXT "${value}"`);
  assert.equal(formatRecord(record, 'value'), value);
  assert.equal(
    formatRecord(record, 'nsupdate'),
    `update delete _smtp._tls.example.com. TXT\nupdate add _smtp._tls.example.com. 86400 IN TXT "${value}"\nsend`,
  );
  assert.equal(
    formatRecord({ ...record, rua: ['https://example.net/${x}%{y}'] }, 'terraform'),
    `resource "dns_txt_record_set" "smtp_tls_example_com" {
  zone = "example.com."
  name = "_smtp._tls"
  txt  = ["v=TLSRPTv1; rua=https://example.net/$\${x}%%{y}"]
  ttl  = 86400
}`,
  );
  assert.equal(
    formatRecord({ ...record, rua: ["mailto:o'hara@example.net"] }, 'octodns'),
    `_smtp._tls:
  ttl: 86400
  type: TXT
  value: 'v=TLSRPTv1\\; rua=mailto:o''hara@example.net'`,
  );
  assert.equal(formatRecord(record, 'dnscontrol'), `TXT("_smtp._tls", "${value}", TTL(86400)),`);
});

test('BIND loads the zone line', { skip: missing }, (context) => {
  const long = { ...record, rua: [`https://reports.example.net/${'x'.repeat(300)}`] };
  const zone = `$TTL 1h\n@ IN SOA ns.example.net. hm.example.net. 1 1h 1h 1w 1h\n@ NS ns.example.net.\n`;
  const folder = folderWith(context, { db: `${zone}${formatRecord(long, 'zone')}\n` });
  const { status, stdout } = namedCheckzone('example.com', 'db', folder.path);
  assert.equal(status, 0, stdout);
});
