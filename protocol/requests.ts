/**
 * The custom requests between client and server, one table: the contract. Types only use JSON values; neither side
 * imports the other.
 */
import type { FolderFilter, FolderMatch, FolderReport, FolderResult } from './folder.js';
import type { SentSummary } from './summary.js';

/** A file as the client read it: the client reads, so that it works for every kind of folder, the server understands. */
export interface FileBytes {
  /** Its name, or its path below the folder in question. */
  readonly file: string;
  readonly base64: string;
}

/** Client to server: the JSON of a report in a gzip or mail file, laid out for reading. */
export const unpackRequest = 'tlsRpt/report/unpack';
export type UnpackParams = FileBytes;
export interface UnpackResult {
  /** Empty where there is a problem. */
  readonly text: string;
  /** Why the file holds no report, in the user's words. */
  readonly problem?: string;
  /** A mail like any other: nothing in it is a report. */
  readonly isOther?: true;
}

/** The file that a report is in. */
export interface ReportFile {
  /** Its settings hold. */
  readonly uri: string;
  /** Its name, without the folder. */
  readonly file: string;
}

/** A report, by its text. */
export interface ReportParams extends ReportFile {
  /** Its JSON. */
  readonly text: string;
}

/** Client to server: the summary of a report, by its text, or of an open document. */
export const summaryRequest = 'tlsRpt/report/summary';
export type SummaryParams = ReportParams | (ReportFile & { readonly version: number });
export interface SummaryResult {
  /**
   * Its spans are offsets in the report's JSON. Null where the text is no report; absent where the server does not have the document in
   * this version, and wants its text.
   */
  readonly summary?: SentSummary | null;
}

/** Client to server: the text of a new report, about yesterday. */
export const newReportRequest = 'tlsRpt/report/new';

/** Client to server: a report as a text to keep or send on; null where the text is no report. */
export const exportRequest = 'tlsRpt/report/export';
export type ExportFormat = 'markdown' | 'csv' | 'json' | 'html';
export interface ExportParams extends ReportParams {
  readonly format: ExportFormat;
}
export type ExportResult = string | null;

/** Client to server: what is wrong with the reports among some files. */
export const lintRequest = 'tlsRpt/report/lint';
export interface LintParams {
  /** The URI of the folder that they are in: its settings hold. */
  readonly folder: string;
  readonly files: readonly FileBytes[];
}
export interface LintedFile {
  readonly file: string;
  /** LSP diagnostics; their ranges are in the unpacked text of a packed report. */
  readonly diagnostics: readonly unknown[];
  /** Why the file could not be read; a JSON file that is no report is left out of the answer. */
  readonly problem?: string;
}
export type LintResult = readonly LintedFile[];

/**
 * Client to server: reads files into a folder's counts. A file that was read before under the same name is replaced.
 * The folder is made where the server does not know its id.
 */
export const folderAddRequest = 'tlsRpt/folder/add';
export interface FolderAddParams {
  readonly folder: string;
  readonly files: readonly FileBytes[];
}

/** Client to server: forgets what is gone from a folder: files, and all below a path that was a folder. */
export const folderRemoveRequest = 'tlsRpt/folder/remove';
export interface FolderRemoveParams {
  readonly folder: string;
  readonly files: readonly string[];
}

/** Client to server: what a folder's reports add up to; null where the server does not know the folder (any more). */
export const folderRequest = 'tlsRpt/folder/result';
export interface FolderParams {
  readonly folder: string;
  readonly filter: FolderFilter;
  readonly match: FolderMatch;
}
export type FolderAnswer = {
  readonly result: FolderResult;
  /** The reports that match, the newest first, at most 200. */
  readonly reports: readonly FolderReport[];
  readonly moreReports: number;
} | null;

/** Client to server: a folder's counts as a text to keep or send on. */
export const folderExportRequest = 'tlsRpt/folder/export';
export interface FolderExportParams {
  readonly folder: string;
  readonly name: string;
  readonly filter: FolderFilter;
  readonly format: ExportFormat;
}

/** Client to server: the folder is no longer shown. */
export const folderCloseRequest = 'tlsRpt/folder/close';
export interface FolderCloseParams {
  readonly folder: string;
}
