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
    const text = JSON.stringify(await answer(actions, await body(request)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
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

/** Does what `{ action, args }` asks of the page. */
export async function answer(actions: PageActions | undefined, asked: string): Promise<Answer> {
  try {
    const { action, args } = JSON.parse(asked) as { action: keyof PageActions; args: unknown[] };
    const method = actions?.[action] as ((...args: unknown[]) => Promise<unknown>) | undefined;
    if (method === undefined) throw new Error(`The page knows no action ${action}.`);
    return { result: await method.apply(actions, args) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

export type Answer = { readonly result: unknown } | { readonly error: string };

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
