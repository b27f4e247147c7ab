/**
 * One report as people read it: what the summary page, the Markdown, HTML and terminal exports show. All words are in
 * the user's language; all text that comes from a report is made visible (no control or bidi characters) but not
 * escaped for HTML or Markdown: who renders it escapes.
 */

import { ofRows, type Rows, type Shape, toRows } from './rows.js';

/** A stretch of the report's JSON text, in UTF-16 units: what a click on the item selects. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

/** A text of the report and where it stands. */
export interface SourcedText {
  readonly text: string;
  readonly span: SourceSpan;
}

/** `success` no session failed, `notice` under 10 % failed, `warning` under 50 %, `failure` from 50 %; `empty` no session. */
export type VerdictLevel = 'success' | 'notice' | 'warning' | 'failure' | 'empty';

export interface SessionCounts {
  readonly successful: number;
  readonly failed: number;
  /** Share of successful sessions, 0 to 1; null where there was no session. */
  readonly rate: number | null;
}

export interface ReportSummary {
  readonly verdict: { readonly level: VerdictLevel; readonly text: string };
  readonly header: ReportHeader;
  /** Each session once: for each domain the larger of its sts and tlsa sums, plus its no-policy-found sum. */
  readonly totals: SessionCounts & {
    /** Says that sessions stand under two policies and were counted once, and what of a huge report is left out, where that is so. */
    readonly note?: string;
  };
  /** In the report's order, up to a thousand. */
  readonly policies: readonly PolicyCard[];
  /** By result type, the most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** In the report's order, up to 20,000. */
  readonly details: readonly FailureRow[];
  /** What is wrong with the report itself, in the report's order, up to a thousand. */
  readonly findings: readonly SummaryFinding[];
  /** How the report meets the zone or policy file of the workspace; empty where the workspace holds none. */
  readonly zone: readonly ZoneStatement[];
}

export interface ReportHeader {
  readonly organization?: SourcedText;
  readonly reportId?: SourcedText;
  readonly contact?: SourcedText;
  /** As written in the report. */
  readonly start?: SourcedText;
  readonly end?: SourcedText;
  /** The range in words: `2025-05-22 (one day, UTC)`; absent where an end is missing or unreadable. */
  readonly range?: string;
  /** Name of the file, without its folder. */
  readonly file?: string;
  /** The policy domains, each once. */
  readonly domains: readonly string[];
}

export interface PolicyCard extends SessionCounts {
  readonly span: SourceSpan;
  /** `sts`, `tlsa`, `no-policy-found` or what the report has in its place; empty where absent. */
  readonly type: string;
  /** The type in words: `MTA-STS`, `DANE`, `No policy`. */
  readonly typeName: string;
  readonly domain?: SourcedText;
  /** Of an sts policy: `enforce`, `testing`, `none`, or what the policy says. */
  readonly mode?: string;
  readonly modeText?: string;
  /** MX patterns, of `mx-host` or else of the policy's `mx` lines. */
  readonly mx: readonly string[];
  /** Of an sts policy, in seconds. */
  readonly maxAge?: number;
  /** `maxAge` in words: `30 days`. */
  readonly maxAgeText?: string;
  readonly tlsa: readonly { readonly rdata: string; readonly text: string }[];
  /** The policy as reported, one line each. */
  readonly lines: readonly string[];
  readonly successfulSpan?: SourceSpan;
  readonly failedSpan?: SourceSpan;
}

export interface FailureGroup {
  readonly resultType: string;
  /** Sum of the failed-session-counts. Results overlap: the sum may be over the failed sessions. */
  readonly count: number;
  readonly known: boolean;
  readonly meaning: string;
  /** Who can mend it, in words: the receiver, the sender, the policy host, DNS. */
  readonly side: string;
  readonly remedy: string;
  /** `RFC 8460, section 4.3.1` and its address; absent for unknown types. */
  readonly reference?: { readonly text: string; readonly href: string };
  /** The receiving servers where it failed, the most frequent first; none where the cause is not theirs. */
  readonly hosts: readonly FailingHost[];
  /** The first detail of this type. */
  readonly span: SourceSpan;
}

/** A receiving server: by its MX name, else by its HELO name or its address. */
export interface FailingHost {
  readonly name: string;
  readonly count: number;
  /** The first detail that names it. */
  readonly span: SourceSpan;
}

/** A failure detail. A report has thousands: the place of each is known, not that of each of its values. */
export interface FailureRow {
  readonly span: SourceSpan;
  /** Index into `policies`. */
  readonly policy: number;
  readonly domain: string;
  readonly resultType?: string;
  readonly receivingMx?: string;
  readonly receivingIp?: string;
  readonly helo?: string;
  readonly sendingIp?: string;
  readonly count?: number;
  readonly reason?: string;
  readonly info?: string;
  /** `info` where it is an http or https address that may be shown as a link. */
  readonly link?: string;
}

export interface SummaryFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly span: SourceSpan;
  readonly href: string;
}

/** A sentence on a report's policy and the zone that the workspace holds. */
export interface ZoneStatement {
  readonly level: 'agrees' | 'notice' | 'disagrees';
  readonly text: string;
  /** Where in the report. */
  readonly span?: SourceSpan;
  /** Where in the zone or policy file. */
  readonly target?: { readonly uri: string; readonly range: LineRange };
}

/** Lines and characters from 0, as LSP counts them. */
export interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A summary as it travels. */
export interface SentSummary extends Omit<ReportSummary, 'details' | 'findings'> {
  readonly details: Rows;
  readonly findings: Rows;
}

const detail: Shape<FailureRow> = {
  span: 'span',
  policy: 'number',
  domain: 'text',
  resultType: 'text',
  receivingMx: 'text',
  receivingIp: 'text',
  helo: 'text',
  sendingIp: 'text',
  count: 'number',
  reason: 'text',
  info: 'text',
  link: 'text',
};

const finding: Shape<SummaryFinding> = {
  rule: 'text',
  severity: 'text',
  message: 'text',
  span: 'span',
  href: 'text',
};

export const sentSummary = (summary: ReportSummary): SentSummary => ({
  ...summary,
  details: toRows(summary.details, detail),
  findings: toRows(summary.findings, finding),
});

export const receivedSummary = (sent: SentSummary): ReportSummary => ({
  ...sent,
  details: ofRows(sent.details, detail),
  findings: ofRows(sent.findings, finding),
});
