/** The requests about a folder of reports: the client reads the files, the server counts them. */

import type { Connection } from 'vscode-languageserver';
import type { FolderFilter, FolderMatch, FolderReport } from '../../../protocol/folder.js';
import {
  type FileBytes,
  type FolderAddParams,
  type FolderAnswer,
  type FolderCloseParams,
  type FolderExportParams,
  type FolderParams,
  type FolderRemoveParams,
  folderAddRequest,
  folderCloseRequest,
  folderExportRequest,
  folderRemoveRequest,
  folderRequest,
} from '../../../protocol/requests.js';
import type { Say } from '../message.js';
import { isReport } from '../report/detect.js';
import { csvPieces } from '../report/export/csv.js';
import { jsonPieces, type NamedReport } from '../report/export/data.js';
import { folderHtml, folderMarkdown } from '../report/export/folder.js';
import { countedType, type ReportFacts, readFacts } from '../report/facts.js';
import { dayOf, ReportFolder, shownName } from '../report/folder.js';
import { dayName } from '../report/folderSums.js';
import { identityOf } from '../report/identity.js';
import { notCountable, readReport } from '../report/model.js';
import { type PackedReport, ReportPacker } from '../report/packed.js';
import { plainName } from '../report/policy.js';
import { readReports } from '../report/read.js';
import { counts } from '../report/summary.js';
import { visible } from '../report/visible.js';
import { fromBase64 } from './bytes.js';
import { inPieces } from './inPieces.js';
import type { Unpacker } from './reportServices.js';

/** Most reports in a list. */
const listed = 200;

/** The folders as others see them. */
export interface Folders {
  /** What a folder's reports add up to; undefined where nothing was read into it. */
  sumsOf(folder: string): ReportFolder | undefined;
}

/**
 * Answers the requests about folders.
 *
 * @param changed called when a folder's reports are others than before
 */
export function registerFolder(
  connection: Pick<Connection, 'onRequest'>,
  language: () => { say: Say; locale: string },
  host: Unpacker = {},
  changed: (folder: string) => void = () => {},
): Folders {
  const folders = new Map<string, CountedFolder>();
  connection.onRequest(folderAddRequest, async ({ folder, files }: FolderAddParams, token) => {
    const counted = folders.get(folder) ?? new CountedFolder();
    folders.set(folder, counted);
    for (const file of files) {
      if (token.isCancellationRequested) return;
      await counted.read(file, language().say, host);
    }
    changed(folder);
  });
  connection.onRequest(folderRemoveRequest, ({ folder, files }: FolderRemoveParams) => {
    folders.get(folder)?.remove(files);
    changed(folder);
  });
  connection.onRequest(folderRequest, ({ folder, filter, match }: FolderParams): FolderAnswer => {
    const counted = folders.get(folder);
    if (counted === undefined) return null;
    return { result: counted.sums().result(filter, language().say), ...counted.list(filter, match) };
  });
  connection.onRequest(folderExportRequest, async (params: FolderExportParams, token): Promise<string> => {
    const counted = folders.get(params.folder) ?? new CountedFolder();
    const { say, locale } = language();
    const result = () => counted.sums().result(params.filter, say);
    switch (params.format) {
      case 'markdown':
        return folderMarkdown(visible(params.name), result(), say);
      case 'html':
        return folderHtml(visible(params.name), result(), say, locale);
      case 'csv':
        return inPieces(csvPieces(counted.matching(params.filter)), token);
      case 'json':
        return inPieces(jsonPieces(counted.matching(params.filter), counted.unreadable()), token);
    }
  });
  connection.onRequest(folderCloseRequest, ({ folder }: FolderCloseParams) => {
    folders.delete(folder);
    changed(folder);
  });
  return { sumsOf: (folder) => folders.get(folder)?.sums() };
}

/** A file as it was read: its reports, or why there are none. */
type ReadFile = { readonly reports: readonly ReportFacts[] } | { readonly reason: string };

/** What stays of a file. */
type KeptFile = { readonly reports: readonly KeptReport[] } | { readonly reason: string };

interface KeptReport {
  readonly packed: PackedReport;
  /** The same for copies. */
  readonly identity: number;
  /** The day that it begins on, as it is shown; empty where it does not say. */
  readonly day: string;
}

type DatedReport = NamedReport & Pick<KeptReport, 'day'>;

/** The reports of a folder by file, and their sums. What stays of a report are its plain values, packed. */
class CountedFolder {
  readonly #files = new Map<string, KeptFile>();
  readonly #packer = new ReportPacker();
  readonly #days = new Map<number, string>();
  /** Undefined where a file that was counted has changed or gone: sums only grow. */
  #sums: ReportFolder | undefined = new ReportFolder();

  async read({ file, base64 }: FileBytes, say: Say, host: Unpacker): Promise<void> {
    const read = await readFile(file, base64, say, host);
    if (this.#files.delete(file)) this.#sums = undefined;
    if (read === undefined) return;
    const kept = 'reason' in read ? read : { reports: read.reports.map((facts) => this.#keep(facts)) };
    this.#files.set(file, kept);
    if (this.#sums !== undefined) this.#count(this.#sums, file, kept);
  }

  #keep(facts: ReportFacts): KeptReport {
    const day = dayOf(facts);
    return {
      packed: this.#packer.pack(facts),
      identity: identityOf(facts),
      day: day === undefined ? '' : this.#dayName(day),
    };
  }

  #dayName(day: number): string {
    const name = this.#days.get(day) ?? dayName(day);
    this.#days.set(day, name);
    return name;
  }

  #count(sums: ReportFolder, file: string, read: KeptFile): void {
    if ('reason' in read) sums.addUnreadable(file, read.reason);
    else for (const { packed } of read.reports) sums.add(this.#packer.unpack(packed));
  }

  /** Forgets files, and all that is below them where they were folders. */
  remove(paths: readonly string[]): void {
    const folders = paths.map((path) => `${path}/`);
    const gone = [...this.#files.keys()].filter(
      (file) => paths.includes(file) || folders.some((folder) => file.startsWith(folder)),
    );
    for (const file of gone) this.#files.delete(file);
    if (gone.length > 0) this.#sums = undefined;
  }

  sums(): ReportFolder {
    if (this.#sums === undefined) {
      this.#sums = new ReportFolder();
      for (const [file, read] of this.#files) this.#count(this.#sums, file, read);
    }
    return this.#sums;
  }

  unreadable(): { file: string; reason: string }[] {
    return [...this.#files].flatMap(([file, read]) =>
      'reason' in read ? [{ file, reason: read.reason }] : [],
    );
  }

  /** The reports that a filter and a match leave, each once. */
  *matching(filter: FolderFilter, match: FolderMatch = {}): Generator<DatedReport> {
    const seen = new Set<number>();
    for (const [file, read] of this.#files) {
      if ('reason' in read) continue;
      for (const { packed, identity, day } of read.reports) {
        if (seen.has(identity)) continue;
        const report = { file, day, facts: this.#packer.unpack(packed) };
        if (!passes(report, filter, match)) continue;
        seen.add(identity);
        yield report;
      }
    }
  }

  /** The newest first. */
  list(
    filter: FolderFilter,
    match: FolderMatch,
  ): { readonly reports: readonly FolderReport[]; readonly moreReports: number } {
    const all = Array.from(this.matching(filter, match), shownReport);
    all.sort((a, b) => (a.day === b.day ? b.failed - a.failed : a.day < b.day ? 1 : -1));
    return {
      reports: all.slice(0, listed),
      moreReports: Math.max(0, all.length - listed),
    };
  }
}

function shownReport({ file, facts, day }: DatedReport): FolderReport {
  const domains = new Set(facts.policies.map(({ domain }) => visible(plainName(domain ?? ''))));
  return {
    file,
    organization: visible(facts.organization ?? ''),
    domains: [...domains].filter((domain) => domain !== ''),
    day,
    ...counts(facts.successful, facts.failed),
  };
}

/** Undefined for JSON that is no report: a folder may hold any. */
async function readFile(
  file: string,
  base64: string,
  say: Say,
  host: Unpacker,
): Promise<ReadFile | undefined> {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const reading = await readReports(fromBase64(base64), { ...host, name });
  const plain = /\.json$/i.test(name);
  if ('reason' in reading) return plain ? undefined : { reason: say(reading.reason) };
  const reports = reading.reports.filter(({ text }) => !plain || isReport(text, name));
  if (plain && reports.length === 0) return undefined;
  const models = reports.map(({ text }) => readReport(text));
  const broken = models.map(notCountable).find((reason) => reason !== undefined);
  return broken === undefined ? { reports: models.map(readFacts) } : { reason: say(broken) };
}

function passes({ facts, day }: DatedReport, filter: FolderFilter, match: FolderMatch): boolean {
  const is = (wanted: string | undefined, text: string | null): boolean =>
    wanted === undefined || shownName(text ?? '') === wanted;
  const among = (wanted: readonly string[] | undefined, text: string | null): boolean =>
    wanted === undefined || wanted.includes(shownName(text ?? ''));
  if (!among(filter.organizations, facts.organization)) return false;
  if ((filter.from !== undefined && day < filter.from) || (filter.to !== undefined && day > filter.to)) {
    return false;
  }
  if (match.day !== undefined && day !== match.day) return false;
  const anyFailure = [match.resultType, match.receivingMx, match.sendingIp].every(
    (wanted) => wanted === undefined,
  );
  return facts.policies.some(
    (policy) =>
      among(filter.domains, plainName(policy.domain ?? '')) &&
      among(filter.policyTypes, countedType(policy.type)) &&
      (anyFailure ||
        policy.failures.some(
          (failure) =>
            is(match.resultType, failure.resultType) &&
            is(match.receivingMx, plainName(failure.receivingMx ?? '')) &&
            is(match.sendingIp, failure.sendingIp),
        )),
  );
}
