/** What strangers could send to bring a run down or to speak through its output; docs/security.md names these. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { askOverHttps } from '../../../server/src/dns/https.js';
import { encodeQuery, type } from '../../../server/src/dns/message.js';
import { askServers } from '../../../server/src/dns/node.js';
import { folderWith } from '../cli/tool.js';

const json =
  '{"organization-name": "x", "report-id": "1", "policies": [{"policy": {"policy-type": "sts", "policy-domain": "a.example"}, "summary": {"total-successful-session-count": 1, "total-failure-session-count": 0}}]}';
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

suite('hostile names of files', () => {
  const name = 'a\u001b[31m\u202e\u009b2J.json';
  for (const format of ['text', 'json', 'sarif', 'github']) {
    test(`steer no terminal: lint as ${format}`, {
      skip: process.platform === 'win32' && 'no such names',
    }, async (context) => {
      const folder = folderWith(context, { [name]: json });
      const { code, out, err } = await folder.run(['lint', '--format', format, '.', name]);
      assert.equal(code, 1, err);
      assert.doesNotMatch(out + err, controls);
      if (format === 'json') assert.equal(JSON.parse(out)[0].file, name);
    });
  }

  for (const format of ['text', 'json', 'ndjson', 'csv', 'markdown']) {
    test(`steer no terminal: report as ${format}`, {
      skip: process.platform === 'win32' && 'no such names',
    }, async (context) => {
      const folder = folderWith(context, { [name]: json, [`${name}.eml`]: 'From: x\n\nnothing' });
      const { out, err } = await folder.run(['report', '--format', format, name, `${name}.eml`]);
      assert.notEqual(out, '');
      assert.doesNotMatch(out + err, controls);
    });
  }
});

suite('hostile names of attachments', () => {
  const sent = gzipSync(json).toString('base64');
  const letter =
    'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=tlsrpt; boundary=b\r\n\r\n--b\r\n' +
    'Content-Type: application/tlsrpt+gzip\r\nContent-Transfer-Encoding: base64\r\n' +
    `Content-Disposition: attachment; filename*=UTF-8''a%1b%5b31m%e2%80%aegnp.json.gz\r\n\r\n${sent}\r\n--b--\r\n`;

  for (const line of [
    ['report', 'a.eml'],
    ['report', '--format', 'markdown', 'a.eml'],
    ['lint', 'a.eml'],
  ]) {
    test(`steer no terminal: ${line.join(' ')}`, async (context) => {
      const { out, err } = await folderWith(context, { 'a.eml': letter }).run(line);
      assert.notEqual(out, '');
      if (line[0] === 'report') assert.match(out, /gnp\.json\.gz/);
      assert.doesNotMatch(out + err, controls);
    });
  }
});

suite('hostile resolvers', () => {
  const query = encodeQuery(1, 'example.com.', type.TXT);
  const { signal } = new AbortController();

  test('a body over HTTP without end is given up as soon as it is longer than a DNS message', async (context: TestContext) => {
    let sent = 0;
    const server = createHttp((request, response) => {
      request.resume();
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', write);
      write();
    });
    context.after(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await assert.rejects(askOverHttps(`http://127.0.0.1:${port}/`)(query, signal), /damaged answer/);
    server.closeAllConnections();
    // What the system holds between the two, and no more.
    assert.ok(sent < 20_000_000, `${sent} octets`);
  });

  /** Answers over UDP that the answer does not fit, and over TCP what `talk` says. */
  async function truncating(context: TestContext, talk: (socket: Socket) => void) {
    const tcp = createTcp((socket) => {
      socket.on('error', () => {});
      talk(socket);
    });
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const { port } = tcp.address() as AddressInfo;
    const udp = createSocket('udp4', (message, from) => {
      const answer = Buffer.from(message);
      answer[2] = 0x83;
      udp.send(answer, from.port, from.address);
    });
    udp.bind(port, '127.0.0.1');
    await once(udp, 'listening');
    context.after(() => {
      tcp.close();
      udp.close();
    });
    return askServers([{ address: '127.0.0.1', port }], { timeout: 300, attempts: 1 });
  }

  test('over TCP no more is taken than a message holds', async (context) => {
    const ask = await truncating(context, (socket) => {
      const write = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 0xff)));
      };
      socket.on('drain', write);
      write();
    });
    assert.equal((await ask(query, signal)).length, 65_535);
  });

  test('over TCP a message that does not come is given up', async (context) => {
    const ask = await truncating(context, (socket) => socket.write(Buffer.from([0xff, 0xff, 0])));
    await assert.rejects(ask(query, signal), /timeout/);
  });
});
