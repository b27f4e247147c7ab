/** A client of the language server as it ships, over stdio, with the flags that VS Code gets: what it measures is what an editor sees. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import {
  createProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { nodeFlags } from '../../protocol/process.js';
import { languageServer } from './product.js';

/** What an editor says of itself. */
interface Editor {
  /** What it can do with documents (`textDocument` of LSP's `ClientCapabilities`). */
  readonly capabilities?: object;
  /** Its `initializationOptions`. */
  readonly options?: object;
  readonly settings?: object;
}

/** A server process, initialized. */
export class Client {
  readonly #process = spawn(process.execPath, [...nodeFlags, languageServer, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  readonly #connection = createProtocolConnection(
    new StreamMessageReader(this.#process.stdout),
    new StreamMessageWriter(this.#process.stdin),
  );
  readonly #versions = new Map<string, number>();

  /** @param editor what is to be known of the editor, beside that it pulls findings; and its settings */
  static async start({ capabilities = {}, options = {}, settings = {} }: Editor = {}): Promise<Client> {
    const client = new Client();
    const connection = client.#connection;
    connection.onRequest('workspace/configuration', () => [settings]);
    connection.onRequest('workspace/applyEdit', () => ({ applied: true }));
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: { diagnostic: {}, ...capabilities },
        workspace: { configuration: true },
      },
      initializationOptions: options,
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async close(uri: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Puts text in the place of so many characters of a line. */
  async edit(uri: string, line: number, character: number, length: number, text: string): Promise<void> {
    const range = { start: { line, character }, end: { line, character: character + length } };
    await this.replace(uri, range, text);
  }

  /** Puts text in the place of what stands in a range. */
  async replace(uri: string, range: Range, text: string): Promise<void> {
    await this.change(uri, [{ range, text }]);
  }

  /** Makes changes one after the other, in one notification. */
  async change(
    uri: string,
    contentChanges: readonly { readonly range: Range; readonly text: string }[],
  ): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  request<Result>(method: string, params: object): Promise<Result> {
    return this.#connection.sendRequest(method, params);
  }

  async diagnostics(uri: string): Promise<readonly { readonly code: string }[]> {
    const { items } = await this.request<{ items: { code: string }[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return items;
  }

  /** Peak resident memory of the server, in MB; undefined where the system does not say. */
  peakMemory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      return (Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024) / 1e6;
    } catch {
      return undefined;
    }
  }

  /** Ends the server at once, whatever it is doing. */
  kill(): void {
    this.#connection.dispose();
    this.#process.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    this.#connection.dispose();
  }
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
