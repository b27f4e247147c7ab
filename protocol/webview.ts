/**
 * What the pages and the extension say to each other. A page sends indexes, spans and paths below its folder, never
 * addresses: nothing that a report says can choose what is opened.
 */
import type { FolderFilter, FolderMatch, FolderReport, FolderResult } from './folder.js';
import type { SentSummary, SourceSpan } from './summary.js';

/** What a page shows that is not of the model, in the user's language. `{0}`, `{1}` are filled by the page. */
export interface CommonStrings {
  /** Under a number of them. */
  readonly session: string;
  readonly sessions: string;
  readonly successful: string;
  readonly failed: string;
  readonly successRate: string;
  readonly noSessions: string;
  /** `{0} succeeded, {2} failed, {1} in all`: a bar in words. */
  readonly barLabel: string;
  readonly filter: string;
  readonly all: string;
  readonly sortBy: string;
  readonly ascending: string;
  readonly descending: string;
  /** `{0} of {1} shown`. */
  readonly shown: string;
  readonly showMore: string;
  readonly nothingMatches: string;
  readonly copyTable: string;
  readonly export: string;
  readonly copyMarkdown: string;
  /** Heading of a column of sessions. */
  readonly count: string;
  readonly domain: string;
  readonly organization: string;
  readonly policyType: string;
  readonly resultType: string;
  readonly receivingMx: string;
  readonly receivingIp: string;
  readonly sendingIp: string;
}

export interface SummaryStrings extends CommonStrings {
  readonly openJson: string;
  readonly reportedBy: string;
  readonly contact: string;
  readonly range: string;
  readonly reportId: string;
  readonly file: string;
  readonly domains: string;
  readonly failures: string;
  readonly policies: string;
  readonly details: string;
  readonly findings: string;
  readonly zone: string;
  readonly whoMends: string;
  readonly whatToDo: string;
  readonly showInJson: string;
  readonly openZone: string;
  readonly mode: string;
  readonly mx: string;
  readonly maxAge: string;
  readonly tlsa: string;
  readonly rawPolicy: string;
  readonly helo: string;
  readonly reason: string;
  readonly info: string;
  readonly notNamed: string;
  readonly severity: Readonly<Record<'error' | 'warning' | 'information' | 'hint', string>>;
  readonly zoneLevel: Readonly<Record<'agrees' | 'notice' | 'disagrees', string>>;
}

export interface DashboardStrings extends CommonStrings {
  readonly reports: string;
  /** Under a number of them. */
  readonly reportFigure: string;
  readonly reportsFigure: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly reset: string;
  readonly cancel: string;
  /** `Files read: {0} of {1}`. */
  readonly reading: string;
  readonly perDay: string;
  readonly perDayTable: string;
  readonly domains: string;
  readonly organizations: string;
  readonly policyTypes: string;
  readonly resultTypes: string;
  readonly receivingMxs: string;
  readonly sendingIps: string;
  readonly news: string;
  readonly noNews: string;
  /** In the place of `noNews` where the week before has no sessions. */
  readonly noWeekBefore: string;
  readonly silent: string;
  readonly unreadable: string;
  /** `More files that could not be read: {0}.`. */
  readonly unreadableMore: string;
  readonly reason: string;
  readonly file: string;
  readonly duplicates: string;
  readonly truncated: string;
  readonly empty: string;
  readonly whoMends: string;
  readonly whatToDo: string;
  /** `Only {0}`: a narrowing that can be taken back. */
  readonly only: string;
  readonly removeFilter: string;
  /** `More reports that match: {0}.` */
  readonly moreReports: string;
  readonly success: string;
  /** Headings of columns. */
  readonly successfulHead: string;
  readonly failedHead: string;
  readonly policyTypeNames: Readonly<Record<'sts' | 'tlsa' | 'no-policy-found' | 'other', string>>;
}

export type SummaryToPage =
  | {
      readonly type: 'summary';
      readonly strings: SummaryStrings;
      /** BCP 47, for numbers. */
      readonly locale: string;
      readonly summary: SentSummary;
      /** What the page keeps with its state, so that a restarted window finds the report again. */
      readonly uri: string;
    }
  | { readonly type: 'problem'; readonly text: string };

export type SummaryFromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly span: SourceSpan }
  | { readonly type: 'openJson' }
  /** Index into `ReportSummary.zone`. */
  | { readonly type: 'openTarget'; readonly index: number }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'copyMarkdown' }
  | { readonly type: 'export' };

export type DashboardToPage =
  | {
      readonly type: 'folder';
      readonly strings: DashboardStrings;
      readonly locale: string;
      readonly name: string;
      readonly uri: string;
      readonly result: FolderResult;
      readonly reports: readonly FolderReport[];
      /** Reports that match and are not in `reports`. */
      readonly moreReports: number;
    }
  /** Count what the filter leaves, whatever the page counted before. */
  | { readonly type: 'narrow'; readonly filter: FolderFilter }
  /** Null once everything is read. */
  | {
      readonly type: 'progress';
      readonly text: string | null;
      readonly done: number;
      readonly total: number;
      readonly cancel: string;
    }
  | { readonly type: 'problem'; readonly text: string };

export type DashboardFromPage =
  | { readonly type: 'ready'; readonly filter: FolderFilter; readonly match: FolderMatch }
  | { readonly type: 'filter'; readonly filter: FolderFilter; readonly match: FolderMatch }
  | { readonly type: 'cancel' }
  /** A path below the folder; the extension opens nothing else. */
  | { readonly type: 'openReport'; readonly file: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'copyMarkdown' }
  | { readonly type: 'export' };
