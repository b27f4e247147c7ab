/** The findings of a part of a zone, of which as many are kept as are wanted: others are only counted. */
import { groupBy } from '../groupBy.js';
import type { RuleId } from './catalogue.js';
import type { Finding } from './finding.js';
import { FirstFindings } from './first.js';

export interface Told {
  readonly findings: readonly Finding[];
  /** How many there are of each rule, and how many of these are not among the findings. */
  readonly counts: ReadonlyMap<RuleId, number>;
  readonly more: ReadonlyMap<RuleId, number>;
}

/** How many findings are wanted of the next part of a zone: of each rule as many as are shown, of it and those before it. */
export class Room {
  readonly #shown: number;
  readonly #taken = new Map<RuleId, number>();
  #left: number;

  /**
   * @param shown how many of a rule are shown
   * @param kept of how many in all none is only counted: whoever asks for all of these has them
   */
  constructor(shown: number, kept: number) {
    this.#shown = shown;
    this.#left = kept;
  }

  of(rule: RuleId): number {
    return Math.max(this.#left, this.#shown - (this.#taken.get(rule) ?? 0));
  }

  /** What is left for findings of another kind, which are told in the order of the text again. */
  get rest(): Room {
    return new Room(this.#shown, this.#left);
  }

  /** Takes the findings of a part. */
  take(counts: ReadonlyMap<RuleId, number>): void {
    for (const [rule, count] of counts) {
      this.#taken.set(rule, (this.#taken.get(rule) ?? 0) + count);
      this.#left -= count;
    }
  }
}

/** Takes findings one after the other. */
interface Collector {
  take(finding: Finding): void;
  result(): Told;
}

/** Collects all findings, or those for which there is room. */
export const collector = (mostShown: number, room?: Room): Collector =>
  room === undefined ? new AllFindings() : new FewFindings(room, mostShown);

const nothing: Told = { findings: [], counts: new Map(), more: new Map() };

/** That there is one finding, by its rule: of a hundred thousand parts with one each the counts are the same. */
const ones = new Map<RuleId, ReadonlyMap<RuleId, number>>();

function oneOf(rule: RuleId): ReadonlyMap<RuleId, number> {
  const known = ones.get(rule) ?? new Map([[rule, 1]]);
  ones.set(rule, known);
  return known;
}

class AllFindings implements Collector {
  readonly #findings: Finding[] = [];

  take(finding: Finding): void {
    this.#findings.push(finding);
  }

  result(): Told {
    const findings = this.#findings;
    const [first, second] = findings;
    if (first === undefined) return nothing;
    if (second === undefined) return { findings: [first], counts: oneOf(first.rule), more: nothing.more };
    const byRule = groupBy(findings, ({ rule }) => rule);
    const counts = new Map(Array.from(byRule, ([rule, { length }]) => [rule, length]));
    return { findings, counts, more: nothing.more };
  }
}

/** Those for which there is room; others are counted. */
class FewFindings implements Collector {
  readonly #room: Room;
  readonly #most: number;
  /** The only one so far: most parts of a zone have none or one. */
  #only: Finding | undefined;
  #several: FirstFindings | undefined;

  constructor(room: Room, most: number) {
    this.#room = room;
    this.#most = most;
  }

  take(finding: Finding): void {
    if (this.#several !== undefined) {
      this.#add(this.#several, finding);
    } else if (this.#only === undefined) {
      this.#only = finding;
    } else {
      this.#several = new FirstFindings(this.#most);
      this.#add(this.#several, this.#only);
      this.#add(this.#several, finding);
    }
  }

  #add(to: FirstFindings, finding: Finding): void {
    if (this.#room.of(finding.rule) > 0) to.take(finding);
    else to.count(finding.rule, 1);
  }

  result(): Told {
    if (this.#several !== undefined) {
      const { kept, counts, more } = this.#several;
      return { findings: kept, counts, more };
    }
    const only = this.#only;
    if (only === undefined) return nothing;
    const counts = oneOf(only.rule);
    return this.#room.of(only.rule) > 0
      ? { findings: [only], counts, more: nothing.more }
      : { findings: nothing.findings, counts, more: counts };
  }
}

/** Whether no finding that is wanted was only counted. */
export function isEnough({ counts, more }: Told, room: Room | undefined): boolean {
  if (room === undefined) return more.size === 0;
  for (const [rule, number] of more) if ((counts.get(rule) ?? 0) - number < room.of(rule)) return false;
  return true;
}
