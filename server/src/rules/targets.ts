/** Targets, and name servers that `$GENERATE`s make, without an address of their own. */
import type { Steps } from '../steps.js';
import type { Chunk } from '../zone/chunk.js';
import { mayHold } from '../zone/filter.js';
import type { GeneratedRecords } from '../zone/generated.js';
import type { Source } from '../zone/groups.js';
import { readObjects } from '../zone/materialize.js';
import type { WholeZone } from '../zone/wholeZone.js';
import type { ZoneChanges, ZoneIndex } from '../zone/zoneIndex.js';
import type { RuleId } from './catalogue.js';
import { Crowds, isSame } from './crowds.js';
import type { Finding, Tell } from './finding.js';
import { type FoundAt, findingsAt } from './moved.js';
import { collector, isEnough, type Room, type Told } from './told.js';
import { targetFindings } from './zone/whole.js';

const CNAME = 5;
const A = 1;
const AAAA = 28;

/** Of a chunk with targets that have no address of their own: what that shows, at a state of the index of names. */
interface TargetResult extends FoundAt, Told {
  /** The entries with these targets. */
  readonly missing: readonly number[];
  readonly generation: number;
  /** Whether the zone had records then that do not stand in the file. */
  readonly extended: boolean;
}

/** What targets show, kept as long as no name has gained or lost a type that matters. */
export class Targets {
  readonly #whole: WholeZone;
  readonly #mostShown: number;
  /** The entries of chunks whose targets have no address of their own: in few chunks there are any. */
  readonly #missing = new Map<Chunk, readonly number[]>();
  /** Chunks that are still to be looked at. */
  #unseen = new Set<Chunk>();
  /** The same of all chunks of included files. */
  #lookedInto = new Map<Chunk, readonly number[]>();
  readonly #results = new WeakMap<Source, TargetResult>();

  constructor(whole: WholeZone, mostShown: number) {
    this.#whole = whole;
    this.#mostShown = mostShown;
  }

  get #index(): ZoneIndex {
    return this.#whole.index;
  }

  /**
   * Tells what the targets in the file show, in included files, and those that `$GENERATE`s make.
   *
   * @param room how many findings in the file are wanted: `count` takes how many more there are; all are where it is left out
   */
  *check(tell: Tell, count: (rule: RuleId, more: number) => void, room?: Room): Steps<void> {
    this.#follow(this.#index.takeChanges());
    for (const chunk of this.#unseen) {
      const missing = this.#missingTargets(chunk);
      if (missing.length > 0) this.#missing.set(chunk, missing);
      else this.#missing.delete(chunk);
      this.#unseen.delete(chunk);
      yield;
    }
    yield* this.#checkFile(tell, count, room);
    yield* this.#checkIncluded(tell);
    for (const records of this.#index.generated()) {
      if (records.servers.length > 0) this.#serversOf(records).forEach(tell);
      yield;
    }
  }

  /** In the order of the text: of many findings the first are wanted. */
  *#checkFile(tell: Tell, count: (rule: RuleId, more: number) => void, room?: Room): Steps<void> {
    if (this.#missing.size === 0) return;
    const crowds = new Crowds(this.#index.groups);
    for (const [at, chunk] of this.#index.chunks.entries()) {
      const missing = this.#missing.get(chunk);
      if (missing === undefined) continue;
      const offset = this.#index.offsetOf(at);
      const result = this.#targetsOf(chunk, offset, this.#wanted(chunk, missing, crowds), room);
      findingsAt(result, offset).forEach(tell);
      for (const [rule, more] of result.more) count(rule, more);
      room?.take(result.counts);
      yield;
    }
  }

  /** One file that is included in several places in the same state says it once. */
  *#checkIncluded(tell: Tell): Steps<void> {
    const told = new Map<Chunk, readonly number[]>();
    for (const { chunk, offset } of this.#index.includedParts()) {
      if (told.has(chunk)) continue;
      const missing = this.#lookedInto.get(chunk) ?? this.#missingTargets(chunk);
      told.set(chunk, missing);
      if (missing.length > 0) findingsAt(this.#targetsOf(chunk, offset, missing), offset).forEach(tell);
      yield;
    }
    this.#lookedInto = told;
  }

  /** Takes out what is gone, and has those chunks looked at that are new or name what gained or lost a type. */
  #follow(changes: ZoneChanges | undefined): void {
    const { chunks } = this.#index;
    if (changes === undefined) {
      this.#missing.clear();
      this.#unseen = new Set(chunks);
      this.#lookedInto.clear();
      return;
    }
    for (const chunk of changes.gone) {
      this.#missing.delete(chunk);
      this.#unseen.delete(chunk);
    }
    for (const chunk of changes.come) this.#unseen.add(chunk);
    for (const name of changes.names) {
      for (const chunk of chunks) if (mayHold(chunk.targetFilter, name)) this.#unseen.add(chunk);
      for (const chunk of this.#lookedInto.keys()) {
        if (mayHold(chunk.targetFilter, name)) this.#lookedInto.delete(chunk);
      }
    }
  }

  /** Of the entries of a chunk those that are looked into: the same list as long as they are the same. */
  #wanted(chunk: Chunk, missing: readonly number[], crowds: Crowds): readonly number[] {
    const leftOut = new Set(crowds.leftOut(chunk, missing));
    if (leftOut.size === 0) return missing;
    const wanted = missing.filter((entry) => !leftOut.has(entry));
    const known = this.#results.get(chunk)?.missing;
    return known !== undefined && isSame(known, wanted) ? known : wanted;
  }

  /** What the targets of a chunk show that have no address. Names above them matter too: any change of names may. */
  #targetsOf(chunk: Chunk, offset: number, missing: readonly number[], room?: Room): TargetResult {
    const whole = this.#whole;
    const find = function* () {
      for (const { entry } of readObjects(chunk, offset, missing)) {
        if (entry.kind === 'record') yield* targetFindings(whole, entry);
      }
    };
    return this.#resultOf(chunk, offset, missing, find, room);
  }

  /** What a `$GENERATE` lacks that makes name servers of the zone: of all of them the first. */
  #serversOf(records: GeneratedRecords): readonly Finding[] {
    const offset = this.#index.offsetOfChunk(records);
    const whole = this.#whole;
    const find = function* () {
      for (const server of records.read(offset, records.servers)) {
        const [finding] = targetFindings(whole, server);
        if (finding === undefined) continue;
        yield finding;
        return;
      }
    };
    return findingsAt(this.#resultOf(records, offset, records.servers, find), offset);
  }

  /** What targets show, unless any name has gained or lost a type, as it was found last. */
  #resultOf(
    source: Source,
    offset: number,
    missing: readonly number[],
    find: () => Iterable<Finding>,
    room?: Room,
  ): TargetResult {
    const { groups, isExtended } = this.#index;
    let known = this.#results.get(source);
    if (
      known?.missing !== missing ||
      known.generation !== groups.generation ||
      known.extended !== isExtended ||
      !isEnough(known, room)
    ) {
      const told = collector(this.#mostShown, room);
      for (const finding of find()) told.take(finding);
      known = { missing, generation: groups.generation, extended: isExtended, offset, ...told.result() };
      this.#results.set(source, known);
    }
    return known;
  }

  /** The entries of a chunk whose targets have no address of their own. */
  #missingTargets({ targets }: Chunk): number[] {
    const { groups } = this.#index;
    const missing: number[] = [];
    for (let i = 0; i < targets.length; i += 3) groups.touch(targets[i + 1]!, targets[i + 2]!);
    for (let i = 0; i < targets.length; i += 3) {
      const high = targets[i + 1]!;
      const low = targets[i + 2]!;
      if (groups.has(high, low, CNAME) || !(groups.has(high, low, A) || groups.has(high, low, AAAA))) {
        missing.push(targets[i]!);
      }
    }
    return missing;
  }
}
