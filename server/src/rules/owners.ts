/** What the records of an owner show together. */
import { familyShift } from '../zone/chunk.js';
import { GeneratedRecords } from '../zone/generated.js';
import type { Member } from '../zone/groups.js';
import { fileNumberOf } from '../zone/includes.js';
import type { RecordEntry } from '../zone/model.js';
import { isWithin } from '../zone/names.js';
import type { WholeZone } from '../zone/wholeZone.js';
import type { ZoneFamily } from './family.js';
import { type Finding, identity } from './finding.js';
import { movedFinding } from './moved.js';
import { ownerFindings } from './zone/owner.js';

export class Owners {
  readonly #whole: WholeZone;
  readonly #families: readonly ZoneFamily[];
  /** Of owners whose records stand in one chunk, relative to it. */
  readonly #known = new WeakMap<readonly Member[], readonly Finding[]>();

  constructor(whole: WholeZone, families: readonly ZoneFamily[]) {
    this.#whole = whole;
    this.#families = families;
  }

  /** What the suspected owners of the zone show. */
  *findings(): Generator<Finding[]> {
    const { index } = this.#whole;
    if (!index.generated().next().done) yield this.#suspectsBeside();
    else for (const members of index.suspects()) yield this.#ownersOf(members);
  }

  /** What suspected owners show where there are `$GENERATE`s: what one of these shows of many owners, once. */
  #suspectsBeside(): Finding[] {
    const findings: Finding[] = [];
    const alike = new Map<string, (readonly Member[])[]>();
    for (const members of this.#whole.index.suspects()) {
      const makers = new Set(members.map(({ chunk }) => chunk));
      if ([...makers].every((maker) => maker instanceof GeneratedRecords)) {
        const key = [...makers].map((maker) => this.#whole.index.offsetOfChunk(maker)).join();
        const list = alike.get(key);
        if (list === undefined) alike.set(key, [members]);
        else list.push(members);
      } else {
        findings.push(...this.#ownersOf(members));
      }
    }
    for (const owners of alike.values()) {
      owners.sort(([a], [b]) => a!.entry - b!.entry);
      for (const members of owners) {
        const shown = this.#ownersOf(members);
        findings.push(...shown);
        if (shown.length > 0) break;
      }
    }
    return eachOnce(findings);
  }

  /** What the records of a suspected owner show together. */
  #ownersOf(members: readonly Member[]): Finding[] {
    const { index } = this.#whole;
    const [first] = members;
    if (first === undefined) return [];
    const known = this.#known.get(members);
    if (known !== undefined) {
      if (known.length === 0) return [];
      const offset = index.offsetOfChunk(first.chunk);
      return known.map((finding) => movedFinding(finding, offset));
    }
    const flags = members.reduce((all, { chunk, entry }) => all | chunk.flags[entry]!, 0);
    const findings: Finding[] = [];
    for (const owner of byOwner(index.recordsAt(members))) {
      const name = owner[0]?.ownerName;
      // BIND drops what is outside the zone: it cannot disagree.
      const { apex } = this.#whole;
      if (apex === undefined || !name?.endsWith('.') || isWithin(name, apex))
        findings.push(...ownerFindings(owner));
      if (name === undefined) continue;
      const written = owner.filter(({ isGenerated }) => !isGenerated);
      for (const [bit, family] of this.#families.entries()) {
        if (((flags >> (familyShift + bit)) & 1) === 0) continue;
        for (const finding of family.owner(name, written, this.#whole)) findings.push(finding);
      }
    }
    if (members.every(({ chunk }) => chunk === first.chunk)) {
      const offset = index.offsetOfChunk(first.chunk);
      this.#known.set(
        members,
        findings.map((finding) => movedFinding(finding, -offset)),
      );
    }
    return findings;
  }
}

function byOwner(records: Iterable<RecordEntry>): RecordEntry[][] {
  const owners = new Map<string, RecordEntry[]>();
  let isGenerated = false;
  for (const record of records) {
    isGenerated ||= record.isGenerated;
    const key = record.ownerName?.toLowerCase();
    if (key === undefined) continue;
    const list = owners.get(key);
    if (list === undefined) owners.set(key, [record]);
    else list.push(record);
  }
  return isGenerated ? [...owners.values()].map(inFileOrder) : [...owners.values()];
}

/** What a `$GENERATE` makes comes behind all other records of its chunk; those of included files stand where they are included. */
function inFileOrder(records: readonly RecordEntry[]): RecordEntry[] {
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
