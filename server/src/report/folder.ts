/**
 * Many reports together. Reports are added one by one and not kept: what stays is sums by day, organization and
 * domain, so that memory follows the number of distinct values, not of reports, and even that is bounded.
 */

import type { FolderFilter, FolderResult, UnreadableFile } from '../../../protocol/folder.js';
import type { Say } from '../message.js';
import {
  countedType,
  countedTypes,
  type DomainSums,
  emptySums,
  largerOf,
  type ReportFacts,
  type Sessions,
  sumsByDomain,
} from './facts.js';
import type { Cell, FailureCell, ReportGroup, Sum } from './folderData.js';
import { aggregate } from './folderResult.js';
import { identityOf } from './identity.js';
import { plainName } from './policy.js';
import { dayLength, readTime } from './time.js';
import { visible } from './visible.js';

/** Most sums of one kind, and most distinct names; what comes after them is counted under `…`. */
const maxSums = 200_000;
const maxNames = 50_000;
const maxUnreadable = 1000;
const rest = '…';

export class ReportFolder {
  /** The policy domains that reports are about. */
  readonly domains = new Set<string>();
  private readonly cells = new Map<string, Cell>();
  private readonly groups = new Map<string, ReportGroup>();
  private readonly failures = new Map<string, FailureCell>();
  private readonly names = new Map<string, string>();
  /** Of the names of failures. */
  private readonly numbers = new Map<string, number>();
  private readonly seen = new Set<number>();
  private readonly unreadable: UnreadableFile[] = [];
  private unreadableMore = 0;
  private duplicates = 0;
  private truncated = false;

  /** Adds a report; false where it is a copy of one that was added before. */
  add(facts: ReportFacts): boolean {
    const identity = identityOf(facts);
    if (this.seen.has(identity)) {
      this.duplicates++;
      return false;
    }
    this.seen.add(identity);
    const day = dayOf(facts);
    const organization = this.name(facts.organization ?? '');
    const domains = new Set<string>();
    for (const [domain, sums] of sumsByDomain(facts.policies)) {
      const name = this.name(domain);
      domains.add(name);
      this.domains.add(name);
      addSums(this.cell(day, organization, name), sums);
    }
    for (const policy of facts.policies) {
      const domain = this.name(plainName(policy.domain ?? ''));
      for (const failure of policy.failures) {
        this.addFailure({
          day,
          organization,
          domain,
          type: countedType(policy.type),
          resultType: this.name(failure.resultType ?? ''),
          receivingMx: this.name(plainName(failure.receivingMx ?? '')),
          sendingIp: this.name(failure.sendingIp ?? ''),
          count: failure.count ?? 0,
        });
      }
    }
    const types = [...new Set(facts.policies.map((policy) => countedType(policy.type)))].sort();
    this.addGroup({ day, organization, domains: [...domains].sort(), types, reports: 1 });
    return true;
  }

  /** Adds a file that could not be read, with the reason in words. */
  addUnreadable(file: string, reason: string): void {
    if (this.unreadable.length < maxUnreadable)
      this.unreadable.push({ file: visible(file), reason: visible(reason) });
    else this.unreadableMore++;
  }

  /** What the reports say together, under a filter. */
  result(filter: FolderFilter, say: Say): FolderResult {
    const { cells, groups, failures, duplicates, unreadable, unreadableMore, truncated } = this;
    return aggregate(
      { cells, groups, failures, duplicates, unreadable, unreadableMore, truncated },
      filter,
      say,
    );
  }

  private cell(day: number | undefined, organization: string, domain: string): Cell {
    if (this.cells.size >= maxSums) {
      this.truncated = true;
      organization = rest;
      domain = rest;
    }
    const key = `${day}\n${organization}\n${domain}`;
    let cell = this.cells.get(key);
    if (cell === undefined) {
      cell = {
        ...{ day, organization, domain },
        types: emptySums(),
        larger: { successful: 0, failed: 0 },
      };
      this.cells.set(key, cell);
    }
    return cell;
  }

  private addFailure(failure: FailureCell): void {
    const full = this.failures.size >= maxSums;
    if (full) this.truncated = true;
    const kept = full ? { ...failure, receivingMx: rest, sendingIp: rest } : failure;
    const { day, organization, domain, type, resultType, receivingMx, sendingIp } = kept;
    // There are many: numbers make shorter keys than names.
    const names = [organization, domain, type, resultType, receivingMx, sendingIp];
    const key = `${day} ${names.map((name) => this.number(name)).join(' ')}`;
    const before = this.failures.get(key);
    if (before === undefined) this.failures.set(key, kept);
    else before.count += kept.count;
  }

  private addGroup(group: ReportGroup): void {
    const full = this.groups.size >= maxSums;
    const kept = full ? { ...group, domains: [rest] } : group;
    const key = [kept.day, kept.organization, kept.domains.join(' '), kept.types.join(' ')].join('\n');
    const before = this.groups.get(key);
    if (before === undefined) this.groups.set(key, kept);
    else before.reports++;
  }

  private number(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(name, number);
    return number;
  }

  /** One string for each distinct name, shortened and made visible. */
  private name(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.names.size >= maxNames) {
      this.truncated = true;
      return rest;
    }
    const name = shownName(text);
    this.names.set(text.slice(0, 1000), name);
    return name;
  }
}

function addSums(cell: Cell, sums: DomainSums): void {
  for (const type of countedTypes) increase(cell.types[type], sums[type]);
  increase(cell.larger, largerOf(sums));
}

function increase(total: Sum, { successful, failed }: Sessions): void {
  total.successful += successful;
  total.failed += failed;
}

/** A name of a report as a folder's result has it. */
export function shownName(text: string): string {
  return visible(text.slice(0, 255));
}

/** The day that a report begins on, in days since 1970; undefined where it tells none. */
export function dayOf({ start, end }: ReportFacts): number | undefined {
  const from = start === null ? undefined : readTime(start).at;
  if (from !== undefined) return Math.floor(from / dayLength);
  const to = end === null ? undefined : readTime(end).at;
  return to === undefined ? undefined : Math.floor((to - 1000) / dayLength);
}
