/** Serves the page's actions on the loopback interface: `POST URL` with `{ action, args }` answers `{ result }` or `{ error }`. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageActions } from './page.js';

export interface Bridge {
  /** The address to post to; its path is a secret of this run. */
  readonly url: string;
  /** From when on there is a page. */
  connect(actions: PageActions): void;
  close(): void;
}

/** Name of the environment variable that tells the extension host the bridge's address. */
export const bridgeVariable = 'TLS_RPT_PAGE';

export async function openBridge(): Promise<Bridge> {
  let actions: PageActions | undefined;
  const path = `/${randomUUID()}`;
  const http = createServer(async (request, response) => {
    if (request.url !== path || request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    const answer = await act(actions, await body(request)).then(
      (result) => ({ result }),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}${path}`,
    connect: (connected) => {
      actions = connected;
    },
    close: () => {
      http.close();
      http.closeAllConnections();
    },
  };
}

async function act(actions: PageActions | undefined, text: string): Promise<unknown> {
  const { action, args } = JSON.parse(text) as { action: keyof PageActions; args: unknown[] };
  const method = actions?.[action] as ((...args: unknown[]) => Promise<unknown>) | undefined;
  if (method === undefined) throw new Error(`The page knows no action ${action}.`);
  return method.apply(actions, args);
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
