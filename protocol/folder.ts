/**
 * Many reports together: what the dashboard of a folder shows. Words are in the user's language; texts of reports are
 * made visible (no control or bidi characters) but not escaped.
 */
import type { SessionCounts } from './summary.js';

/** What to count; an absent member means all. Days are UTC, `YYYY-MM-DD`, both ends included. */
export interface FolderFilter {
  readonly domains?: readonly string[];
  readonly organizations?: readonly string[];
  readonly policyTypes?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

export interface FolderResult {
  /** Reports read and counted under the filter, duplicates left out. */
  readonly reports: number;
  /** Copies of reports that were counted already (same organization, report id and range). */
  readonly duplicates: number;
  readonly totals: SessionCounts;
  /** What is to be known of the totals; absent where they are plain sums. */
  readonly note?: string;
  /** First and last day that the counted reports begin on; absent where there are none. */
  readonly range?: { readonly from: string; readonly to: string };
  /** Every day of the range, also those without sessions, oldest first. */
  readonly days: readonly DayCounts[];
  /** By policy domain, the most failures first. */
  readonly domains: readonly NamedCounts[];
  readonly organizations: readonly NamedCounts[];
  readonly policyTypes: readonly NamedCounts[];
  /** Failed sessions by what is said of them, the most first. Results overlap, so sums may exceed the failed sessions. */
  readonly resultTypes: readonly ResultTypeCount[];
  readonly receivingMxs: readonly NamedFailures[];
  readonly sendingIps: readonly NamedFailures[];
  /** The week that ends on the range's last day, and the week before it; absent where there are no reports. */
  readonly weeks?: { readonly current: WeekCounts; readonly previous: WeekCounts; readonly text: string };
  /** Failures of the current week that the week before did not have. */
  readonly news: readonly FolderProblem[];
  /** Organizations that used to report and have not for a week or more. */
  readonly silent: readonly SilentSender[];
  readonly unreadable: readonly UnreadableFile[];
  /** Over the list's bound, how many more files could not be read. */
  readonly unreadableMore: number;
  /** All values that a filter can take, whatever the filter is. */
  readonly choices: {
    readonly domains: readonly string[];
    readonly organizations: readonly string[];
    readonly policyTypes: readonly string[];
    readonly range?: { readonly from: string; readonly to: string };
  };
  /** True where there were more distinct values than are kept: the rest is counted under `…`. */
  readonly truncated: boolean;
}

export interface DayCounts extends SessionCounts {
  readonly day: string;
}

export interface NamedCounts extends SessionCounts {
  readonly name: string;
}

export interface NamedFailures {
  readonly name: string;
  readonly count: number;
}

export interface ResultTypeCount extends NamedFailures {
  readonly meaning: string;
  readonly side: string;
  readonly remedy: string;
}

export interface WeekCounts extends SessionCounts {
  readonly from: string;
  readonly to: string;
}

export interface FolderProblem {
  readonly domain: string;
  readonly resultType: string;
  /** Empty where the reports name none. */
  readonly receivingMx: string;
  readonly count: number;
  readonly firstDay: string;
  readonly text: string;
}

export interface SilentSender {
  readonly organization: string;
  readonly lastDay: string;
  readonly text: string;
}

export interface UnreadableFile {
  readonly file: string;
  readonly reason: string;
}

/** Narrows the list of reports to those with a failure of this kind; an absent member means any. */
export interface FolderMatch {
  readonly day?: string;
  readonly resultType?: string;
  readonly receivingMx?: string;
  readonly sendingIp?: string;
}

/** A report of the folder, to list and open. */
export interface FolderReport extends SessionCounts {
  /** Path below the folder. */
  readonly file: string;
  readonly organization: string;
  readonly domains: readonly string[];
  /** The day that the report begins on; empty where it does not say. */
  readonly day: string;
}
