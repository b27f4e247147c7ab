/** Targets, and name servers that `$GENERATE`s make, without an address of their own. */
import type { Steps } from '../steps.js';
import type { Chunk } from '../zone/chunk.js';
import { mayHold } from '../zone/filter.js';
import type { GeneratedRecords } from '../zone/generated.js';
import type { Source } from '../zone/groups.js';
import { readObjects } from '../zone/materialize.js';
import type { WholeZone } from '../zone/wholeZone.js';
import type { ZoneChanges, ZoneIndex } from '../zone/zoneIndex.js';
import type { Finding, Tell } from './finding.js';
import { type FoundAt, findingsAt } from './moved.js';
import { targetFindings } from './zone/whole.js';

const CNAME = 5;
const A = 1;
const AAAA = 28;

/** Of a chunk with targets that have no address of their own: what that shows, at a state of the index of names. */
interface TargetResult extends FoundAt {
  /** The entries with these targets. */
  readonly missing: readonly number[];
  readonly generation: number;
  /** Whether the zone had records then that do not stand in the file. */
  readonly extended: boolean;
}

/** What targets show, kept as long as no name has gained or lost a type that matters. */
export class Targets {
  readonly #whole: WholeZone;
  /** The entries of chunks whose targets have no address of their own: in few chunks there are any. */
  readonly #missing = new Map<Chunk, readonly number[]>();
  /** Chunks that are still to be looked at. */
  #unseen = new Set<Chunk>();
  /** The same of all chunks of included files. */
  #lookedInto = new Map<Chunk, readonly number[]>();
  readonly #results = new WeakMap<Source, TargetResult>();

  constructor(whole: WholeZone) {
    this.#whole = whole;
  }

  get #index(): ZoneIndex {
    return this.#whole.index;
  }

  /** Tells what the targets in the file show, in included files, and those that `$GENERATE`s make. */
  *check(tell: Tell): Steps<void> {
    this.#follow(this.#index.takeChanges());
    for (const chunk of this.#unseen) {
      const missing = this.#missingTargets(chunk);
      if (missing.length > 0) this.#missing.set(chunk, missing);
      else this.#missing.delete(chunk);
      this.#unseen.delete(chunk);
      yield;
    }
    for (const [chunk, missing] of this.#missing) {
      this.#targetsOf(chunk, this.#index.offsetOfChunk(chunk), missing).forEach(tell);
      yield;
    }
    yield* this.#checkIncluded(tell);
    for (const records of this.#index.generated()) {
      if (records.servers.length > 0) this.#serversOf(records).forEach(tell);
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
      if (missing.length > 0) this.#targetsOf(chunk, offset, missing).forEach(tell);
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

  /** What the targets of a chunk show that have no address. Names above them matter too: any change of names may. */
  #targetsOf(chunk: Chunk, offset: number, missing: readonly number[]): readonly Finding[] {
    const whole = this.#whole;
    return this.#resultOf(chunk, offset, missing, function* () {
      for (const { entry } of readObjects(chunk, offset, missing)) {
        if (entry.kind === 'record') yield* targetFindings(whole, entry);
      }
    });
  }

  /** What a `$GENERATE` lacks that makes name servers of the zone: of all of them the first. */
  #serversOf(records: GeneratedRecords): readonly Finding[] {
    const offset = this.#index.offsetOfChunk(records);
    const whole = this.#whole;
    return this.#resultOf(records, offset, records.servers, function* () {
      for (const server of records.read(offset, records.servers)) {
        const [finding] = targetFindings(whole, server);
        if (finding === undefined) continue;
        yield finding;
        return;
      }
    });
  }

  /** What targets show, unless any name has gained or lost a type, as it was found last. */
  #resultOf(
    source: Source,
    offset: number,
    missing: readonly number[],
    find: () => Iterable<Finding>,
  ): readonly Finding[] {
    const { groups, isExtended } = this.#index;
    let known = this.#results.get(source);
    if (
      known?.missing !== missing ||
      known.generation !== groups.generation ||
      known.extended !== isExtended
    ) {
      known = { missing, generation: groups.generation, extended: isExtended, offset, findings: [...find()] };
      this.#results.set(source, known);
    }
    return findingsAt(known, offset);
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
