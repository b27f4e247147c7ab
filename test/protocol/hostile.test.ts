/**
 * What strangers may send, sent to the server as it ships, in a process of its own and with the limits that ship: each
 * is answered in so many words, the server answers others after it, and its memory stays bounded.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { FolderResult } from '../../protocol/folder.js';
import * as requests from '../../protocol/requests.js';
import { receivedSummary } from '../../protocol/summary.js';

/** The most that the process ever takes, in MB: the longest mails take two thirds of it. */
const mostMemory = 900;

const million = 1_000_000;
const fill = (piece: string, length = million) => piece.repeat(length / piece.length);
const report = (policies: string) =>
  `{"organization-name":"x","report-id":"y","contact-info":"a@example.com","policies":${policies}}`;

interface Packed {
  readonly text: string | Buffer;
  /** How long the document is that shows it, in UTF-16 units, or why there is none. */
  readonly shown: number | string;
  /** How many findings are told, or why there are none. */
  readonly linted: number | string;
  /** What a folder says of the file; undefined where it counts it. */
  readonly counted?: string;
}

const broken = 'The JSON is broken, the first time in line 1.';
const tooMuch = 'The report is too large: what follows is not read.';
const no = (reason: string) => ({ shown: reason, linted: reason, counted: reason });
const largest = 49 * million;
/** What takes ten seconds at the limit goes to it with `TLS_RPT_SLOW=1` only. */
const long = process.env.TLS_RPT_SLOW === '1' ? 48 * million : 6 * million;

/** Reports in gzip; all but one are packed to less than 100 KB. */
const packed: Readonly<Record<string, () => Packed>> = {
  'a bomb': () => ({
    text: Buffer.alloc(60 * million),
    ...no('The report is larger than 50 MB and is not read.'),
  }),
  'white space': () => ({ text: fill(' ', largest), ...no('The file is empty.') }),
  'no UTF-8': () => ({
    text: Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(million, 0xff)]),
    ...no('The text is not valid UTF-8 (I-JSON, RFC 7493 section 2.1).'),
  }),
  'UTF-16': () => ({
    text: Buffer.from(`\ufeff${report('[{}]')}`, 'utf16le'),
    shown: 114,
    linted: 3,
  }),
  'a million nested arrays': () => ({
    text: report(`${fill('[')}${fill(']')}`),
    shown: 2_000_242,
    linted: 1,
  }),
  'deep objects': () => ({
    text: report(fill('{"policies":', 12 * million)),
    shown: 12_000_185,
    linted: 3,
    counted: broken,
  }),
  'a million commas': () => ({
    text: report(`[${fill(',')}]`),
    shown: 6_000_107,
    linted: 101,
    counted: broken,
  }),
  'brackets to the limit': () => ({
    text: fill('[', largest),
    shown: 49_000_081,
    linted: 1,
    counted: broken,
  }),
  commas: () => ({
    text: `[${fill(',', long)}`,
    shown: long + 1,
    linted: 100,
    counted: broken,
  }),
  'a string of 16 million': () => ({
    text: report(`["${fill('a', 16 * million)}"]`),
    shown: 16_000_114,
    linted: 2,
  }),
  escapes: () => ({
    text: report('[]').replace('"x"', `"${fill('\\u202e', long)}"`),
    shown: long + 103,
    linted: 2,
  }),
  'a million policies': () => ({
    text: report(`[${fill('{},', 3 * million)}{}]`),
    shown: 8_000_114,
    linted: 1001,
    counted: tooMuch,
  }),
  'a million failure details': () => ({
    text: report(`[{"failure-details":[${fill('{},', 3 * million)}{}]}]`),
    shown: 12_000_165,
    linted: 1001,
    counted: tooMuch,
  }),
  'a million members': () => ({
    text: `{${Array.from({ length: million }, (_, at) => `"m${at}":1`)}}`,
    shown: 11_888_891,
    linted: 1,
    counted: tooMuch,
  }),
  'a member again and again': () => ({
    text: `{${fill('"report-id":"y",', 16 * million)}"policies":[]}`,
    shown: 16_000_015,
    linted: 1001,
    counted: tooMuch,
  }),
  'members of prototypes': () => ({
    text: report(`[${fill('{"__proto__":{"policy":{}},"constructor":{"prototype":1}},')}{}]`),
    shown: 2_034_552,
    linted: 1001,
    counted: 'The report has more than 10,000 policies: they are not counted.',
  }),
  'a number of a million digits': () => ({
    text: report(`[{"summary":{"total-failure-session-count":${fill('9')}}}]`),
    shown: 1_000_186,
    linted: 4,
  }),
};

const head = 'From: a@example.com\nMIME-Version: 1.0\n';
const none = 'The mail has no report attached.';
const mails: Readonly<Record<string, () => readonly [mail: string, problem: string]>> = {
  'a million line breaks': () => [`${head}\n${fill('\n')}`, none],
  'line breaks without end': () => [`${head}\n${fill('\n', long)}`, none],
  'short lines without end': () => [`${head}\n${fill('x\r\n', long)}`, none],
  'more than the limit': () => [
    `${head}\n${fill('x\r\n', 51 * million)}`,
    'The report is larger than 50 MB and is not read.',
  ],
  'header fields without end': () => [`${head}${fill('X: y\n', long)}`, none],
  'one endless header field': () => [`${head}Content-Type: a/b; name="${fill('a', long)}"\n\n`, none],
  'parts without end': () => [
    `${head}Content-Type: multipart/mixed; boundary=b\n\n${fill('--b\n\n', long)}`,
    'The mail has more than 1,000 parts and is not read.',
  ],
  'mails within mails': () => [
    `${head}${fill('Content-Type: message/rfc822\n\n', long)}`,
    'The mail has parts within parts, more than 20 deep, and is not read.',
  ],
};

suite('a server with hostile input', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-hostile-'));
  let connection: ProtocolConnection;
  let stop: () => void;
  let memory: () => number | undefined;

  before(async () => {
    const outfile = join(folder, 'server.cjs');
    await esbuild.build({
      ...{ entryPoints: ['server/src/stdio.ts'], outfile, bundle: true, minify: true, logLevel: 'error' },
      ...{ platform: 'node', format: 'cjs', mainFields: ['module', 'main'] },
    });
    const server = spawn(process.execPath, [outfile, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    stop = () => {
      connection.dispose();
      server.kill();
    };
    memory = () => {
      const status = `/proc/${server.pid}/status`;
      if (!existsSync(status)) return undefined;
      return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]) / 1024;
    };
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: 'file:///a.zone',
        languageId: 'dns-zone',
        version: 1,
        text: 'a.example. A 192.0.2.1\n',
      },
    });
  });
  after(() => {
    stop();
    rmSync(folder, { recursive: true });
  });

  /** That the server lives, answers about another document, and has not taken too much. */
  async function lives(): Promise<void> {
    const hover = await connection.sendRequest('textDocument/hover', {
      textDocument: { uri: 'file:///a.zone' },
      position: { line: 0, character: 11 },
    });
    assert.match(JSON.stringify(hover), /address/i);
    const taken = memory();
    assert.ok(taken === undefined || taken < mostMemory, `${taken} MB`);
  }

  /** What the requests about a file say: how long its document is, how many findings it has, why it is not counted. */
  async function answers(file: string, content: Uint8Array) {
    const base64 = Buffer.from(content).toString('base64');
    const files = [{ file, base64 }];
    const { text, problem } = await connection.sendRequest<requests.UnpackResult>(requests.unpackRequest, {
      file,
      base64,
    });
    const [linted] = await connection.sendRequest<requests.LintResult>(requests.lintRequest, {
      folder: 'file:///f',
      files,
    });
    await connection.sendRequest(requests.folderAddRequest, { folder: 'f', files });
    const counted = await connection.sendRequest<{ result: FolderResult }>(requests.folderRequest, {
      folder: 'f',
      filter: {},
      match: {},
    });
    await connection.sendRequest(requests.folderCloseRequest, { folder: 'f' });
    return {
      text,
      shown: problem ?? text.length,
      linted: linted?.problem ?? linted?.diagnostics.length,
      counted: counted.result.unreadable[0]?.reason,
    };
  }

  for (const [name, make] of Object.entries(packed)) {
    test(`a packed report: ${name}`, async () => {
      const { text: content, ...expected } = make();
      const { text, ...found } = await answers('a.json.gz', gzipSync(content));
      assert.deepEqual(found, { counted: undefined, ...expected });
      const sent = await connection.sendRequest<requests.SummaryResult>(requests.summaryRequest, {
        ...{ uri: 'tls-rpt:/a.json', file: 'a.json', text },
      });
      const summary = sent.summary && receivedSummary(sent.summary);
      assert.ok((summary?.policies.length ?? 0) <= 1000 && (summary?.details.length ?? 0) <= 20_000);
      await lives();
    });
  }

  for (const [name, make] of Object.entries(mails)) {
    test(`a mail: ${name}`, async () => {
      const [mail, problem] = make();
      const { text: _, ...found } = await answers('a.eml', Buffer.from(mail));
      assert.deepEqual(found, { shown: problem, linted: problem, counted: problem });
      await lives();
    });
  }

  test('fifteen bombs in a mail', async () => {
    const bomb = gzipSync(Buffer.alloc(largest)).toString('base64');
    const part = `--b\nContent-Type: application/tlsrpt+gzip\nContent-Transfer-Encoding: base64\n\n${bomb}\n`;
    const mail = `${head}Content-Type: multipart/mixed; boundary=b\n\n${part.repeat(15)}`;
    const { text: _, ...found } = await answers('a.eml', Buffer.from(mail));
    assert.deepEqual(found, no('The content is no JSON.'));
    await lives();
  });
});
