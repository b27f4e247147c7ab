import type { RuleId } from './catalogue.js';
import { type Finding, inOrder } from './finding.js';

/** So many findings of a document are shown; the rest is counted. */
export const mostShown = 1000;

/** Of so many findings an editor mends all at once; of more the first. */
export const mostMended = 20_000;

/** A finding, and how many were taken before it. */
interface Taken {
  readonly finding: Finding;
  readonly order: number;
}

/** What was found of one rule. */
interface OfRule {
  count: number;
  /** The first of them at least; in the order of the text where they were more once. */
  kept: Taken[];
  /** The last of them that may be one of the first; undefined as long as all may. */
  last: Finding | undefined;
}

/** What is shown of findings, and how many there are more. */
export interface Shown {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  readonly more: number;
}

/**
 * The first findings of each rule in the order of the text, and how many of each there are. Whatever rules a user turns
 * off, the first of the others are among them; the rest, of which a hostile file has a million, is not kept.
 */
export class FirstFindings {
  readonly #most: number;
  readonly #rules = new Map<RuleId, OfRule>();
  #taken = 0;

  /** @param most how many are shown */
  constructor(most = mostShown) {
    this.#most = most;
  }

  take(finding: Finding): void {
    const of = this.#of(finding.rule);
    const order = this.#taken++;
    of.count++;
    if (of.last !== undefined && inOrder(finding, of.last) >= 0) return;
    of.kept.push({ finding, order });
    if (of.kept.length >= 2 * this.#most) this.#cut(of);
  }

  /** Leaves as many as are shown. */
  #cut(of: OfRule): void {
    of.kept.sort((a, b) => inOrder(a.finding, b.finding));
    of.kept.length = this.#most;
    of.last = of.kept.at(-1)!.finding;
  }

  /** Counts findings of a rule that stand behind as many others as are shown. */
  count(rule: RuleId, more: number): void {
    this.#of(rule).count += more;
  }

  /** Takes what another has of other places or rules. */
  add(other: FirstFindings): void {
    for (const finding of other.kept) this.take(finding);
    for (const [rule, more] of other.more) this.count(rule, more);
  }

  #of(rule: RuleId): OfRule {
    let of = this.#rules.get(rule);
    if (of === undefined) {
      of = { count: 0, kept: [], last: undefined };
      this.#rules.set(rule, of);
    }
    return of;
  }

  /** How many there are of a rule. */
  countOf(rule: RuleId): number {
    return this.#rules.get(rule)?.count ?? 0;
  }

  /** How many there are of each rule. */
  get counts(): Map<RuleId, number> {
    return new Map([...this.#rules].map(([rule, { count }]) => [rule, count]));
  }

  /** How many there are. */
  get total(): number {
    let total = 0;
    for (const { count } of this.#rules.values()) total += count;
    return total;
  }

  /** What is kept, in the order in which it was taken: of each rule all, or as many as are shown. */
  get kept(): Finding[] {
    this.#cutAll();
    const kept = [...this.#rules.values()].flatMap((of) => of.kept);
    return kept.sort((a, b) => a.order - b.order).map(({ finding }) => finding);
  }

  /** How many findings of a rule are not kept, for the rules that have such. */
  get more(): Map<RuleId, number> {
    this.#cutAll();
    const more = new Map<RuleId, number>();
    for (const [rule, { count, kept }] of this.#rules) {
      if (count > kept.length) more.set(rule, count - kept.length);
    }
    return more;
  }

  #cutAll(): void {
    for (const of of this.#rules.values()) {
      if (of.count > of.kept.length && of.kept.length > this.#most) this.#cut(of);
    }
  }

  /** All of them in the order of the text; undefined where some are not kept. */
  get all(): Finding[] | undefined {
    return this.more.size === 0 ? this.kept.sort(inOrder) : undefined;
  }

  /** What is shown to a user who has some of the rules on. */
  shown(isOn: (rule: RuleId) => boolean): Shown {
    const rules = [...this.#rules].flatMap(([rule, of]) => (isOn(rule) ? [of] : []));
    const findings = rules
      .flatMap(({ kept }) => kept)
      .sort((a, b) => inOrder(a.finding, b.finding) || a.order - b.order)
      .slice(0, this.#most)
      .map(({ finding }) => finding);
    return { findings, more: rules.reduce((sum, { count }) => sum + count, 0) - findings.length };
  }
}

export function firstOf(findings: Iterable<Finding>): FirstFindings {
  const first = new FirstFindings();
  for (const finding of findings) first.take(finding);
  return first;
}
