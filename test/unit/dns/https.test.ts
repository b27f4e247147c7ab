import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { askOverHttps } from '../../../server/src/dns/https.js';
import { Unanswered } from '../../../server/src/dns/resolve.js';

const query = Uint8Array.from({ length: 20 }, (_, index) => index);
const { signal } = new AbortController();

/** A web server for one test; the transport does not care that it has no TLS. */
async function serve(context: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`;
}

test('the query is posted as RFC 8484 has it, and the answer is the body', async (context) => {
  const seen: unknown[] = [];
  const url = await serve(context, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    seen.push([
      request.method,
      request.headers['content-type'],
      request.headers.accept,
      [...Buffer.concat(chunks)],
    ]);
    response.end(Buffer.from([...query].reverse()));
  });
  assert.deepEqual([...(await askOverHttps(url)(query, signal))], [...query].reverse());
  assert.deepEqual(seen, [['POST', 'application/dns-message', 'application/dns-message', [...query]]]);
});

test('a status, a redirect, an answer that is none: each has its reason', async (context) => {
  const status = await serve(context, (_, response) => response.writeHead(503).end());
  await assert.rejects(askOverHttps(status)(query, signal), new Unanswered('HTTP 503'));
  const redirect = await serve(context, (_, response) => response.writeHead(302, { location: status }).end());
  await assert.rejects(askOverHttps(redirect)(query, signal), new Unanswered('connection failed'));
  const short = await serve(context, (_, response) => response.end('no'));
  await assert.rejects(askOverHttps(short)(query, signal), new Unanswered('damaged answer'));
});

test('nobody answers in time, and the user cancels', async (context) => {
  const silent = await serve(context, () => undefined);
  await assert.rejects(askOverHttps(silent, 30)(query, signal), new Unanswered('timeout'));
  const cancel = new AbortController();
  const answer = askOverHttps(silent)(query, cancel.signal);
  cancel.abort();
  await assert.rejects(answer, { name: 'AbortError' });
});
