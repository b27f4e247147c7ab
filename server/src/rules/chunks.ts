/** What the chunks of a zone show by themselves, kept as long as they stay. */
import { movedSpan, type Span } from '../span.js';
import { type Chunk, familyShift, flagComment, flagProblem } from '../zone/chunk.js';
import { tokenize } from '../zone/lexer.js';
import { readObjects } from '../zone/materialize.js';
import { meantRecord } from '../zone/meant.js';
import { nameKey } from '../zone/names.js';
import type { RecordNode } from '../zone/nodes.js';
import type { WholeZone } from '../zone/wholeZone.js';
import { isSame } from './crowds.js';
import type { Concern, ZoneFamily } from './family.js';
import type { Tell } from './finding.js';
import { movedFinding } from './moved.js';
import { collector, isEnough, type Room, type Told } from './told.js';
import { checkEntry } from './zone/entry.js';
import { includeFindings } from './zone/include.js';
import { checkRdata } from './zone/rdata.js';

const SOA = 6;

/** What an entry is looked at for whatever the families of rules want of it. */
const flagsBeside = flagProblem | flagComment;

/** What a chunk shows by itself and what the whole zone wants to see of it, as long as it stays at its offset. */
export interface ChunkResult extends Told {
  readonly chunk: Chunk;
  readonly offset: number;
  readonly apex: string | undefined;
  /** Entries at which the families of rules did not look: see `Crowds`. */
  readonly leftOut: readonly number[];
  /** The comments that may be for this program. */
  readonly comments: readonly Span[];
  /** The first SOA at the top of the zone, and all that are elsewhere. */
  readonly soas: readonly RecordNode[];
  /** What each family keeps of the records; empty where none keeps any. */
  readonly concerns: readonly (readonly Concern[])[];
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
   * @param leftOut the entries at which the families of rules do not look, ascending
   * @param room how many findings are wanted: others are only counted; all are where it is left out
   */
  of(chunk: Chunk, offset: number, leftOut: readonly number[], room?: Room): ChunkResult {
    const known = this.#known.get(chunk);
    const isKnown =
      known !== undefined &&
      known.apex === this.#whole.apex &&
      isSame(known.leftOut, leftOut) &&
      isEnough(known, room);
    if (isKnown && known.offset === offset) return known;
    const result = isKnown ? movedResult(known, offset) : this.#checked(chunk, offset, leftOut, room);
    this.#known.set(chunk, result);
    return result;
  }

  #checked(chunk: Chunk, offset: number, leftOut: readonly number[], room: Room | undefined): ChunkResult {
    const whole = this.#whole;
    const families = this.#families;
    const { apex } = whole;
    const told = collector(this.#mostShown, room);
    const tell: Tell = (finding) => told.take(finding);
    const comments: Span[] = [];
    const soas: RecordNode[] = [];
    let hasTop = false;
    const concerns: Concern[][] = families.map(() => []);
    const out = new Set(leftOut);
    const wanted =
      out.size === 0
        ? chunk.marked
        : chunk.marked.filter((entry) => !out.has(entry) || (chunk.flags[entry]! & flagsBeside) !== 0);
    let next = 0;
    for (const read of readObjects(chunk, offset, wanted)) {
      const number = wanted[next++]!;
      const flags = chunk.flags[number]!;
      const { entry } = read;
      if ((flags & flagProblem) !== 0) {
        checkEntry(read, whole, tell);
        if (entry.kind === 'record' && read.unclosed < 0 && read.unterminated < 0) {
          checkRdata(entry, read.before.origin, tell);
        }
      }
      if ((flags & flagComment) !== 0) {
        for (const one of commentsOf(chunk.text, read.comment - offset, offset, entry)) comments.push(one);
      }
      if (entry.kind === 'directive' && chunk.include !== undefined && number === chunk.count - 1) {
        for (const finding of includeFindings(entry, chunk.include)) tell(finding);
      }
      if (entry.kind !== 'record') continue;
      if (entry.typeCode === SOA) {
        const isTop = apex !== undefined && nameKey(entry.ownerName ?? apex) === nameKey(apex);
        if (!isTop || !hasTop) soas.push(entry);
        hasTop ||= isTop;
      }
      if (out.has(number)) continue;
      const meant = meantRecord(entry);
      for (let bit = 0; bit < families.length; bit++) {
        if (((flags >> (familyShift + bit)) & 1) === 0) continue;
        const rules = families[bit]!.record(meant, whole);
        let step = rules.next();
        for (; step.done !== true; step = rules.next()) tell(step.value);
        if (step.value !== undefined) concerns[bit]!.push(step.value);
      }
    }
    return {
      chunk,
      offset,
      apex,
      leftOut,
      ...told.result(),
      comments: orNone(comments),
      soas: orNone(soas),
      concerns: orNone(concerns.some(({ length }) => length > 0) ? concerns : []),
    };
  }
}

/** The comments of an entry that may be for this program, and where they are in the zone. */
function* commentsOf(text: string, first: number, base: number, { end }: Span): Generator<Span> {
  for (const token of tokenize(text, first, end - base)) {
    if (token.kind === 'comment' && /tls-rpt-/i.test(text.slice(token.start, token.end))) {
      yield { start: token.start + base, end: token.end + base };
    }
  }
}

/** A list; where it is empty, the one that all share: a zone may have a hundred thousand chunks. */
const orNone = <One>(list: readonly One[]): readonly One[] => (list.length === 0 ? none : list);
const none: readonly never[] = [];

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
