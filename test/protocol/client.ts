import { PassThrough } from 'node:stream';
import type { TestContext } from 'node:test';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type SummaryParams, type SummaryResult, summaryRequest } from '../../protocol/requests.js';
import { receivedSummary } from '../../protocol/summary.js';
import { readText } from '../../server/src/config/readText.js';
import { askOf } from '../../server/src/dns/node.js';
import { startServer } from '../../server/src/server.js';
import { translationsOf } from '../../server/src/translations.js';

export const reportUri = 'file:///reports/one.json';

/** A client and a server with streams between them. */
export async function client(t: TestContext, capabilities: object, options: object = {}) {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  startServer(server, { web: false, askOf, readText, translationsOf });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const settings: {
    rules: Record<string, string>;
    zone: { origins: Record<string, unknown>; ownerHints?: boolean };
    codeLens?: { enabled: boolean };
  } = {
    rules: {},
    zone: { origins: {} },
  };
  connection.onRequest('workspace/configuration', () => [settings]);
  connection.listen();
  t.after(() => {
    connection.dispose();
    server.dispose();
  });
  const initialized = (await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    ...options,
  })) as { capabilities: Record<string, unknown> };
  await connection.sendNotification('initialized', {});
  const open = (text: string, languageId = 'json', uri = reportUri) =>
    connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  const pull = (previousResultId?: string, uri = reportUri) =>
    connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    }) as Promise<{
      kind: string;
      resultId: string;
      items: { code: string; message: string; severity: number; range: object }[];
    }>;
  const summary = async (params: SummaryParams) => {
    const sent = await connection.sendRequest<SummaryResult>(summaryRequest, params);
    return sent.summary && receivedSummary(sent.summary);
  };
  return { connection, settings, initialized, open, pull, summary };
}

/** What a client says that asks for findings and answers for settings. */
export const pulling = { textDocument: { diagnostic: {} }, workspace: { configuration: true } };
