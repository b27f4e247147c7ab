/**
 * What coverage-guided fuzzing feeds: one function a kind of input, from octets to checks. A target throws where a
 * property does not hold. scripts/fuzzGuided.mjs runs them.
 */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { check } from '../../server/src/checks.js';
import { expandedZone } from '../../server/src/expandedZone.js';
import { fixAll } from '../../server/src/fixAll.js';
import { gunzip } from '../../server/src/gunzip.js';
import type { Kind } from '../../server/src/kind.js';
import { localize } from '../../server/src/message.js';
import { csvLines } from '../../server/src/report/export/csv.js';
import { reportData, toNdjson } from '../../server/src/report/export/data.js';
import { toHtml } from '../../server/src/report/export/html.js';
import { toMarkdown } from '../../server/src/report/export/markdown.js';
import { toText } from '../../server/src/report/export/text.js';
import { readFacts } from '../../server/src/report/facts.js';
import { readReport } from '../../server/src/report/model.js';
import { readReports } from '../../server/src/report/read.js';
import { summarize } from '../../server/src/report/summary.js';
import { checkReport } from '../../server/src/rules/report/index.js';
import { startServer } from '../../server/src/server.js';
import { applyEdits } from '../../server/src/span.js';
import { tokenize } from '../../server/src/zone/lexer.js';
import { checkedZone } from '../../server/src/zoneCheck.js';

const origin = 'example.com.';

/** Findings lie in the text, each fix applies, and mending all of them ends. */
function checksOut(kind: Kind, text: string): void {
  const { findings, fixes } = check(kind, text, { origin, jsonSyntax: true });
  for (const finding of findings) {
    assert.ok(0 <= finding.start && finding.start <= finding.end && finding.end <= text.length, finding.rule);
    localize(finding.message);
  }
  for (const finding of findings.slice(0, 8)) {
    for (const { edits } of fixes(finding)) applyEdits(text, edits);
  }
  if (findings.length < 8)
    fixAll(
      text,
      (next) => check(kind, next, { origin }),
      () => true,
    );
}

/** A zone file: its tokens are lossless, an edited document is that of the text read afresh, expansion ends. */
export function zone(data: Uint8Array): void {
  const text = Buffer.from(data).toString('utf8');
  const tokens = tokenize(text, 0, text.length);
  assert.equal(tokens.map(({ start, end }) => text.slice(start, end)).join(''), text);
  checksOut('zone', text);
  const middle = text.length >>> 1;
  const edited = checkedZone(text.slice(0, middle), { origin });
  edited.findings();
  edited.edit({ start: middle, end: middle, text: text.slice(middle) });
  assert.deepEqual(edited.findings(), checkedZone(text, { origin }).findings());
  expandedZone({ name: 'zone', text }, { origin, read: () => 'missing', octets: true });
}

/** A TLS-RPT record's value, quoted for the zone. */
export function record(data: Uint8Array): void {
  const value = Buffer.from(data).toString('latin1');
  const quoted = value.replace(/["\\]/g, '\\$&').replace(/[\r\n]/g, '\\010');
  checksOut('zone', `_smtp._tls 3600 TXT "${quoted}"\n`);
}

export function policy(data: Uint8Array): void {
  checksOut('policy', Buffer.from(data).toString('utf8'));
}

/** A report's text: rules, fixes, summary and every export. */
export function report(data: Uint8Array): void {
  const text = Buffer.from(data).toString('utf8');
  checksOut('report', text);
  const model = readReport(text);
  const facts = readFacts(model);
  const named = { file: 'a.json', facts };
  JSON.stringify(reportData(named));
  toNdjson(named);
  csvLines(named);
  const findings = checkReport(model, {}).map((finding) => ({ ...finding, severity: 'hint' as const }));
  const summary = summarize(model, { say: localize, file: 'a.json', findings });
  toText(summary, localize);
  toMarkdown(summary, localize);
  assert.doesNotMatch(toHtml(summary, localize), /<script|javascript:/i);
}

/** The octets of a file: JSON, gzip or a mail. */
export async function mail(data: Uint8Array): Promise<void> {
  const limit = 1_000_000;
  const read = await readReports(data, { name: 'a.eml', limit, gunzip });
  if ('reason' in read) localize(read.reason);
  else for (const { text } of read.reports) assert.ok(text.length <= limit);
}

const requests = [
  'hover',
  'completion',
  'codeAction',
  'documentSymbol',
  'foldingRange',
  'selectionRange',
  'definition',
  'references',
  'rename',
  'documentLink',
  'semanticTokens/full',
  'inlayHint',
  'formatting',
  'diagnostic',
] as const;

let started: Promise<ProtocolConnection> | undefined;
let opened = 0;
/** The error that the server logged last. */
let logged: string | undefined;

/** What an editor sends: a document, then edits and requests at places that the octets choose. No answer is an error. */
export async function lsp(data: Uint8Array): Promise<void> {
  started ??= startLsp();
  const connection = await started;
  const [kind = 0, steps = 0, ...choices] = data.subarray(0, 34);
  const [languageId, name] = (
    [
      ['dns-zone', 'example.com.zone'],
      ['json', 'report.json'],
      ['mta-sts-policy', 'mta-sts.txt'],
    ] as const
  )[kind % 3]!;
  const uri = `file:///${opened++}/${name}`;
  const textDocument = { uri };
  let text = Buffer.from(data.subarray(34)).toString('utf8');
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId, version: 1, text },
  });
  for (let at = 0; at < (steps % 8) + 1; at++) {
    const [method = 0, line = 0, character = 0] = choices.slice(at * 3);
    const position = { line: line % 16, character };
    const range = { start: position, end: { line: position.line + 1, character: 0 } };
    if (method % 3 === 0) {
      const inserted = text.slice(line, line + character);
      text = inserted + text;
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: at + 2 },
        contentChanges: [{ range: { start: position, end: position }, text: inserted }],
      });
    }
    await asked(connection, `textDocument/${requests[method % requests.length]}`, {
      textDocument,
      position,
      positions: [position],
      range,
      newName: 'other',
      context: { diagnostics: [], includeDeclaration: true },
      options: { tabSize: 8, insertSpaces: false },
    });
  }
  await connection.sendNotification('textDocument/didClose', { textDocument });
  assert.equal(logged, undefined);
}

/** An answer; a refusal in words is one too, what a handler throws by mistake is none. */
async function asked(connection: ProtocolConnection, method: string, params: object): Promise<void> {
  try {
    await connection.sendRequest(method, params);
  } catch (error) {
    const internal = -32603;
    if (!(error instanceof ResponseError) || error.code === internal) throw error;
  }
}

async function startLsp(): Promise<ProtocolConnection> {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  startServer(server, { web: false, askOf: () => undefined });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  // What a feature fails on is logged: here that is a failure.
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) logged = message;
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification('initialized', {});
  return connection;
}

export const targets = { zone, record, policy, report, mail, lsp } as const;
