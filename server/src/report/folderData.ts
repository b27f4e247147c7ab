/** The sums that are kept of many reports. */
import type { UnreadableFile } from '../../../protocol/folder.js';
import type { CountedType, DomainSums } from './facts.js';

export interface Sum {
  successful: number;
  failed: number;
}

/** The sessions of a day, an organization and a domain. */
export interface Cell {
  /** Days since 1970; undefined where the reports do not tell. */
  readonly day: number | undefined;
  readonly organization: string;
  readonly domain: string;
  readonly types: DomainSums;
  /** Of each report the larger of sts and tlsa. */
  readonly larger: Sum;
}

/** How many reports there are of a day, an organization, and sets of domains and types. */
export interface ReportGroup {
  readonly day: number | undefined;
  readonly organization: string;
  readonly domains: readonly string[];
  readonly types: readonly CountedType[];
  reports: number;
}

export interface FailureCell {
  readonly day: number | undefined;
  readonly organization: string;
  readonly domain: string;
  readonly type: CountedType;
  readonly resultType: string;
  readonly receivingMx: string;
  readonly sendingIp: string;
  count: number;
}

export interface FolderData {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly groups: ReadonlyMap<string, ReportGroup>;
  readonly failures: ReadonlyMap<string, FailureCell>;
  readonly duplicates: number;
  readonly unreadable: readonly UnreadableFile[];
  readonly unreadableMore: number;
  readonly truncated: boolean;
}
