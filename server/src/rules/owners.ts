/** What the records of an owner show together. */
import { groupBy } from '../groupBy.js';
import type { Steps } from '../steps.js';
import { familyShift } from '../zone/chunk.js';
import { GeneratedRecords } from '../zone/generated.js';
import type { Member } from '../zone/groups.js';
import { fileNumberOf } from '../zone/includes.js';
import type { RecordEntry } from '../zone/model.js';
import { isWithin, nameKey } from '../zone/names.js';
import type { WholeZone } from '../zone/wholeZone.js';
import type { ZoneFamily } from './family.js';
import { type Finding, identity, type Tell } from './finding.js';
import { type FoundAt, findingsAt } from './moved.js';
import { OwnerCheck } from './zone/owner.js';

export class Owners {
  readonly #whole: WholeZone;
  readonly #families: readonly ZoneFamily[];
  /** Of owners whose records stand in one chunk. */
  readonly #known = new WeakMap<readonly Member[], FoundAt>();

  constructor(whole: WholeZone, families: readonly ZoneFamily[]) {
    this.#whole = whole;
    this.#families = families;
  }

  /** Tells what the suspected owners of the zone show. */
  *check(tell: Tell): Steps<void> {
    const { index } = this.#whole;
    const suspects = yield* index.suspects();
    if (!index.generated().next().done) {
      const findings = yield* this.#suspectsBeside(suspects);
      findings.forEach(tell);
      return;
    }
    for (const members of suspects) yield* this.#checkOwners(members, tell);
  }

  /** What suspected owners show where there are `$GENERATE`s: what one of these shows of many owners, once. */
  *#suspectsBeside(suspects: Iterable<readonly Member[]>): Steps<Finding[]> {
    const findings: Finding[] = [];
    const alike = new Map<string, (readonly Member[])[]>();
    for (const members of suspects) {
      yield;
      const makers = new Set(members.map(({ chunk }) => chunk));
      if ([...makers].every((maker) => maker instanceof GeneratedRecords)) {
        const key = [...makers].map((maker) => this.#whole.index.offsetOfChunk(maker)).join();
        const list = alike.get(key);
        if (list === undefined) alike.set(key, [members]);
        else list.push(members);
      } else {
        yield* this.#checkOwners(members, (finding) => findings.push(finding));
      }
    }
    for (const owners of alike.values()) {
      owners.sort(([a], [b]) => a!.entry - b!.entry);
      for (const members of owners) {
        const before = findings.length;
        yield* this.#checkOwners(members, (finding) => findings.push(finding));
        if (findings.length > before) break;
      }
    }
    return eachOnce(findings);
  }

  /** Tells what the records of a suspected owner show together; of several where a hash is that of several. */
  *#checkOwners(members: readonly Member[], tell: Tell): Steps<void> {
    const { index } = this.#whole;
    const [first] = members;
    if (first === undefined) return;
    if (members.some(({ chunk }) => chunk !== first.chunk)) {
      yield* this.#checkFresh(members, tell);
      return;
    }
    let known = this.#known.get(members);
    const offset = index.offsetOfChunk(first.chunk);
    if (known === undefined) {
      const findings: Finding[] = [];
      yield* this.#checkFresh(members, (finding) => findings.push(finding));
      known = { offset, findings };
      this.#known.set(members, known);
    }
    for (const finding of findingsAt(known, offset)) tell(finding);
  }

  *#checkFresh(members: readonly Member[], tell: Tell): Steps<void> {
    const { index, apex } = this.#whole;
    const isMade = members.some(({ chunk }) => chunk instanceof GeneratedRecords);
    const lists = isMade ? inFileOrder(index.recordsAt(members)) : undefined;
    const checks = new Map<string, OwnerCheck | undefined>();
    for (const record of lists === undefined ? index.recordsAt(members) : [...lists.values()].flat()) {
      const owner = record.ownerName;
      const key = owner && nameKey(owner);
      if (owner === undefined || key === undefined) continue;
      if (!checks.has(key)) {
        // BIND drops what is outside the zone: it cannot disagree.
        const isServed = apex === undefined || !owner.endsWith('.') || isWithin(owner, apex);
        checks.set(key, isServed ? new OwnerCheck(lists?.get(key)) : undefined);
      }
      checks.get(key)?.add(record, tell);
      yield;
    }
    for (const [key, check] of checks) check?.end(tell, () => lists?.get(key) ?? this.#again(members, key));
    const flags = members.reduce((all, { chunk, entry }) => all | chunk.flags[entry]!, 0);
    for (const [bit, family] of this.#families.entries()) {
      if (((flags >> (familyShift + bit)) & 1) === 0) continue;
      for (const key of checks.keys()) {
        for (const finding of family.owner(written(this.#again(members, key)), this.#whole)) {
          if (finding !== undefined) tell(finding);
          yield;
        }
      }
    }
  }

  /** The records of one of the owners, read again: of a million that are alike none is kept. */
  *#again(members: readonly Member[], key: string): Generator<RecordEntry> {
    for (const record of this.#whole.index.recordsAt(members)) {
      if (record.ownerName !== undefined && nameKey(record.ownerName) === key) yield record;
    }
  }
}

/** Of records those that no `$GENERATE` makes. */
function* written(records: Iterable<RecordEntry>): Generator<RecordEntry> {
  for (const record of records) if (!record.isGenerated) yield record;
}

/**
 * The records of each owner in the order of the file, where `$GENERATE`s make some: what these make comes behind all other
 * records of its chunk; those of included files stand where they are included.
 */
function inFileOrder(records: Iterable<RecordEntry>): Map<string, RecordEntry[]> {
  const owners = groupBy(records, ({ ownerName }) => nameKey(ownerName ?? ''));
  for (const [key, list] of owners) owners.set(key, sortedInFiles(list));
  return owners;
}

/** Sorts the records of each file by their places; the files stay where they are. */
function sortedInFiles(records: readonly RecordEntry[]): RecordEntry[] {
  const runs: RecordEntry[][] = [];
  let file = -1;
  for (const record of records) {
    const number = fileNumberOf(record.start);
    if (number === file) runs.at(-1)!.push(record);
    else runs.push([record]);
    file = number;
  }
  return runs.flatMap((run) => run.sort((a, b) => a.start - b.start));
}

/** Of findings of one rule at one place one, which does not hang on their order: the one that says the least. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  const once = new Map<string, Finding>();
  for (const finding of findings) {
    const key = identity(finding);
    const other = once.get(key);
    if (other === undefined || saysLess(finding, other)) once.set(key, finding);
  }
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
}

function saysLess(finding: Finding, than: Finding): boolean {
  const [said, other] = [finding, than].map(({ message, related }) =>
    JSON.stringify([message.args, related]),
  ) as [string, string];
  return said.length === other.length ? said < other : said.length < other.length;
}
