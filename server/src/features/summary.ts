/** The requests about one report: a new one, unpacking, its summary, its exports, and checking many files. */

import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import {
  type ExportFormat,
  type ExportParams,
  type ExportResult,
  exportRequest,
  type FileBytes,
  type LintedFile,
  type LintParams,
  type LintResult,
  lintRequest,
  newReportRequest,
  type SummaryParams,
  type SummaryResult,
  summaryRequest,
  type UnpackParams,
  type UnpackResult,
  unpackRequest,
} from '../../../protocol/requests.js';
import { type ReportSummary, sentSummary } from '../../../protocol/summary.js';
import type { Say } from '../message.js';
import { OpenText } from '../openText.js';
import { isReport } from '../report/detect.js';
import { csvHeader, csvLines } from '../report/export/csv.js';
import { type NamedReport, toJson } from '../report/export/data.js';
import { toHtml } from '../report/export/html.js';
import { toMarkdown } from '../report/export/markdown.js';
import { readFacts } from '../report/facts.js';
import { layOut } from '../report/layout.js';
import { hasTooMany, type ReportModel, readReport } from '../report/model.js';
import { newReport } from '../report/newReport.js';
import { noReport, readReports } from '../report/read.js';
import { summarize } from '../report/summary.js';
import { rated } from '../rules/levels.js';
import { shownInReport } from '../rules/report/index.js';
import { fromBase64 } from './bytes.js';
import { diagnosticsOf } from './diagnostics.js';
import type { ReportServices, Unpacker } from './reportServices.js';

/**
 * Answers the requests about reports.
 *
 * @param servicesFor the services for a file or a folder, with its settings; asked anew for each request
 * @param open an open document in that version
 */
export function registerSummary(
  connection: Pick<Connection, 'onRequest'>,
  say: Say,
  servicesFor: (uri: string) => Promise<ReportServices>,
  open: (uri: string, version: number) => Report | undefined,
  host: Unpacker = {},
): void {
  connection.onRequest(
    unpackRequest,
    (params: UnpackParams): Promise<UnpackResult> => unpack(params, say, host),
  );
  connection.onRequest(summaryRequest, async (params: SummaryParams): Promise<SummaryResult> => {
    const { uri, file } = params;
    const report = 'text' in params ? reportOf(params.text) : open(uri, params.version);
    if (report === undefined) return {};
    if (!isReport(report.text, file)) return { summary: null };
    return { summary: sentSummary(summaryOf(report.model(), file, await servicesFor(uri))) };
  });
  connection.onRequest(exportRequest, async (params: ExportParams): Promise<ExportResult> => {
    return isReport(params.text, params.file) ? exported(params, await servicesFor(params.uri)) : null;
  });
  connection.onRequest(newReportRequest, () => newReport({ now: new Date() }));
  connection.onRequest(lintRequest, async ({ folder, files }: LintParams, token): Promise<LintResult> => {
    const services = await servicesFor(folder);
    const linted: LintedFile[] = [];
    for (const file of files) {
      if (token.isCancellationRequested) break;
      const result = await lint(file, services, host);
      if (result !== undefined) linted.push(result);
    }
    return linted;
  });
}

/** The JSON of the first report of a file, as its document shows it. */
async function unpack({ file, base64 }: FileBytes, say: Say, host: Unpacker): Promise<UnpackResult> {
  const reading = await readReports(fromBase64(base64), { ...host, name: file });
  if ('reason' in reading) {
    const { reason } = reading;
    return { text: '', problem: say(reason), ...(reason === noReport && { isOther: true }) };
  }
  return { text: layOut(reading.reports[0]?.text ?? '') };
}

/** A text, and what it says where it is a report. */
export interface Report {
  readonly text: string;
  model(): ReportModel;
}

const reportOf = (text: string): Report => ({ text, model: () => readReport(text) });

function summaryOf(model: ReportModel, file: string, services: ReportServices): ReportSummary {
  const { findings, more } = shownInReport(model, file, services.levels);
  return summarize(model, {
    say: services.say,
    file,
    findings: rated(findings, services.levels),
    moreFindings: more,
    zone: services.compare(model),
  });
}

function exported(params: ExportParams, services: ReportServices): string {
  const { say, locale } = services;
  const model = readReport(params.text);
  const summary = () => summaryOf(model, params.file, services);
  const named = (): NamedReport => {
    const reason = hasTooMany(model);
    if (reason !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, say(reason));
    return { file: params.file, facts: readFacts(model) };
  };
  const writers: Readonly<Record<ExportFormat, () => string>> = {
    markdown: () => toMarkdown(summary(), say),
    html: () => toHtml(summary(), say, locale),
    csv: () => csvHeader + csvLines(named()),
    json: () => toJson([named()]),
  };
  return writers[params.format]();
}

/** What is wrong in a file; undefined for JSON that is no report. Ranges are in the text that its document shows. */
async function lint(
  bytes: FileBytes,
  services: ReportServices,
  host: Unpacker,
): Promise<LintedFile | undefined> {
  const { file, base64 } = bytes;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const reading = await readReports(fromBase64(base64), { ...host, name });
  const plain = /\.json$/i.test(name);
  if ('reason' in reading) {
    return plain ? undefined : { file, diagnostics: [], problem: services.say(reading.reason) };
  }
  const read = reading.reports[0]?.text ?? '';
  if (plain && !isReport(read, name)) return undefined;
  const text = plain ? read : layOut(read);
  const document = new OpenText(file, 'json', 0, text);
  const shown = shownInReport(readReport(text), name, services.levels);
  return { file, diagnostics: diagnosticsOf(document, shown, services.levels, services.say) };
}
