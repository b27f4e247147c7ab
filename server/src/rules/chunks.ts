/** What the chunks of a zone show by themselves, kept as long as they stay. */
import { groupBy } from '../groupBy.js';
import { movedSpan, type Span } from '../span.js';
import { type Chunk, familyShift, flagComment, flagProblem } from '../zone/chunk.js';
import { readObjects } from '../zone/materialize.js';
import { nameKey } from '../zone/names.js';
import type { RecordNode } from '../zone/nodes.js';
import type { WholeZone } from '../zone/wholeZone.js';
import type { RuleId } from './catalogue.js';
import type { Concern, ZoneFamily } from './family.js';
import type { Finding, Tell } from './finding.js';
import { FirstFindings } from './first.js';
import { movedFinding } from './moved.js';
import { checkEntry } from './zone/entry.js';
import { includeFindings } from './zone/include.js';
import { checkRdata } from './zone/rdata.js';

const SOA = 6;

/** What a chunk shows by itself and what the whole zone wants to see of it, as long as it stays at its offset. */
export interface ChunkResult {
  readonly chunk: Chunk;
  readonly offset: number;
  readonly apex: string | undefined;
  readonly findings: readonly Finding[];
  /** How many there are of each rule, and how many of these are not among the findings. */
  readonly counts: ReadonlyMap<RuleId, number>;
  readonly more: ReadonlyMap<RuleId, number>;
  /** Of entries with a comment for this program: where the comment starts, and where the entry ends. */
  readonly comments: readonly Span[];
  /** The first SOA at the top of the zone, and all that are elsewhere. */
  readonly soas: readonly RecordNode[];
  /** What each family keeps of the records. */
  readonly concerns: readonly (readonly Concern[])[];
}

/** How many findings are wanted of the next chunk: of each rule as many as are shown, of it and those before it. */
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

  /** Takes the findings of a chunk. */
  take(counts: ReadonlyMap<RuleId, number>): void {
    for (const [rule, count] of counts) {
      this.#taken.set(rule, (this.#taken.get(rule) ?? 0) + count);
      this.#left -= count;
    }
  }
}

export class ChunkResults {
  readonly #whole: WholeZone;
  readonly #families: readonly ZoneFamily[];
  readonly #mostShown: number;
  readonly #known = new WeakMap<Chunk, ChunkResult>();

  constructor(whole: WholeZone, families: readonly ZoneFamily[], mostShown: number) {
    this.#whole = whole;
    this.#families = families;
    this.#mostShown = mostShown;
  }

  /**
   * What a chunk shows by itself: worked out once, and moved when the chunk has moved.
   *
   * @param room how many findings are wanted: others are only counted; all are where it is left out
   */
  of(chunk: Chunk, offset: number, room?: Room): ChunkResult {
    const known = this.#known.get(chunk);
    const isKnown = known !== undefined && known.apex === this.#whole.apex && isEnough(known, room);
    if (isKnown && known.offset === offset) return known;
    const result = isKnown ? movedResult(known, offset) : this.#checked(chunk, offset, room);
    this.#known.set(chunk, result);
    return result;
  }

  #checked(chunk: Chunk, offset: number, room: Room | undefined): ChunkResult {
    const whole = this.#whole;
    const families = this.#families;
    const { apex } = whole;
    const told = room === undefined ? new AllFindings() : new FewFindings(room, this.#mostShown);
    const tell: Tell = (finding) => told.take(finding);
    const comments: Span[] = [];
    const soas: RecordNode[] = [];
    let hasTop = false;
    const concerns: Concern[][] = families.map(() => []);
    let next = 0;
    for (const read of readObjects(chunk, offset, chunk.marked)) {
      const number = chunk.marked[next++]!;
      const flags = chunk.flags[number]!;
      const { entry } = read;
      if ((flags & flagProblem) !== 0) {
        checkEntry(read, whole, tell);
        if (entry.kind === 'record' && read.unclosed < 0 && read.unterminated < 0) {
          checkRdata(entry, read.before.origin, tell);
        }
      }
      if ((flags & flagComment) !== 0) comments.push({ start: read.comment, end: entry.end });
      if (entry.kind === 'directive' && chunk.include !== undefined && number === chunk.count - 1) {
        for (const finding of includeFindings(entry, chunk.include)) tell(finding);
      }
      if (entry.kind !== 'record') continue;
      if (entry.typeCode === SOA) {
        const isTop = apex !== undefined && nameKey(entry.ownerName ?? apex) === nameKey(apex);
        if (!isTop || !hasTop) soas.push(entry);
        hasTop ||= isTop;
      }
      for (let bit = 0; bit < families.length; bit++) {
        if (((flags >> (familyShift + bit)) & 1) === 0) continue;
        const rules = families[bit]!.record(entry, whole);
        let step = rules.next();
        for (; step.done !== true; step = rules.next()) tell(step.value);
        if (step.value !== undefined) concerns[bit]!.push(step.value);
      }
    }
    return { chunk, offset, apex, ...told.result(), comments, soas, concerns };
  }
}

type Told = Pick<ChunkResult, 'findings' | 'counts' | 'more'>;

const nothing: Told = { findings: [], counts: new Map(), more: new Map() };

class AllFindings {
  readonly #findings: Finding[] = [];

  take(finding: Finding): void {
    this.#findings.push(finding);
  }

  result(): Told {
    const findings = this.#findings;
    if (findings.length === 0) return nothing;
    const byRule = groupBy(findings, ({ rule }) => rule);
    const counts = new Map(Array.from(byRule, ([rule, { length }]) => [rule, length]));
    return { findings, counts, more: nothing.more };
  }
}

/** Those for which there is room; others are counted. */
class FewFindings {
  readonly #room: Room;
  readonly #first: FirstFindings;

  constructor(room: Room, most: number) {
    this.#room = room;
    this.#first = new FirstFindings(most);
  }

  take(finding: Finding): void {
    if (this.#room.of(finding.rule) > 0) this.#first.take(finding);
    else this.#first.count(finding.rule, 1);
  }

  result(): Told {
    const { total, kept, counts, more } = this.#first;
    return total === 0 ? nothing : { findings: kept, counts, more };
  }
}

/** Whether no finding that is wanted was only counted. */
function isEnough({ counts, more }: ChunkResult, room: Room | undefined): boolean {
  if (room === undefined) return more.size === 0;
  for (const [rule, number] of more) if ((counts.get(rule) ?? 0) - number < room.of(rule)) return false;
  return true;
}

/** What a chunk shows when it has moved to another offset. */
function movedResult(result: ChunkResult, offset: number): ChunkResult {
  const by = offset - result.offset;
  return {
    ...result,
    offset,
    findings: result.findings.map((finding) => movedFinding(finding, by)),
    comments: result.comments.map((comment) => movedSpan(comment, by)),
    soas: result.soas.map((record) => record.moved(by)),
    concerns: result.concerns.map((list) => list.map((one) => ({ ...one, ...movedSpan(one, by) }))),
  };
}
