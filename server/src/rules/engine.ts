import { groupBy } from '../groupBy.js';
import { msg } from '../message.js';
import { finish, type Steps, sorted } from '../steps.js';
import type { Chunk } from '../zone/chunk.js';
import { type TextChange, type Within, ZoneDocument, type ZoneOptions } from '../zone/document.js';
import { fileNumberOf, offsetInFile } from '../zone/includes.js';
import type { RecordEntry } from '../zone/model.js';
import { WholeZone } from '../zone/wholeZone.js';
import type { RuleId } from './catalogue.js';
import { type ChunkResult, ChunkResults } from './chunks.js';
import { Crowds } from './crowds.js';
import type { Concern, ZoneFamily } from './family.js';
import { type Finding, identity, inOrder, type Related, type Tell } from './finding.js';
import { FirstFindings, mostMended, mostShown } from './first.js';
import { movedFinding } from './moved.js';
import { Owners } from './owners.js';
import { ZoneSuppressions } from './suppression.js';
import { Targets } from './targets.js';
import { Room } from './told.js';
import { isMarked } from './zone/entry.js';
import { broughtFindings, placeOf } from './zone/include.js';
import { zoneFindings } from './zone/whole.js';

/** What is found in a file that the zone includes, with offsets in that file, and how the zone stands where it is named first. */
export interface IncludedFindings {
  readonly within: Within;
  readonly findings: readonly Finding[];
}

/** What the rules say: the first findings, and all where somebody has asked for them or only these tell. */
export interface Looked {
  readonly first: FirstFindings | undefined;
  all?: readonly Finding[];
}

export interface CheckedZoneOptions extends Omit<ZoneOptions, 'families'> {
  /** How many findings of a rule are shown: a test has them counted where there are few. */
  readonly mostShown?: number;
  /** Of how many findings all are kept: whoever asks for all of more waits for a second look. */
  readonly mostKept?: number;
}

/** A zone file with its rules, read in steps. */
export function* checkedInSteps(
  text: string,
  families: readonly ZoneFamily[],
  options: CheckedZoneOptions,
): Steps<CheckedZone> {
  const zone = new CheckedZone('', families, options);
  yield* zone.document.readInSteps(text);
  return zone;
}

/**
 * A zone file with its rules: the document, and the findings that an edit leaves alone kept from one check to the
 * next. The families of rules are bound when it is made.
 */
export class CheckedZone {
  readonly document: ZoneDocument;
  readonly #families: readonly ZoneFamily[];
  readonly #whole: WholeZone;
  /** How other files name this one. */
  readonly #uri: string | undefined;
  readonly #mostShown: number;
  readonly #mostKept: number;
  #suppressions: ZoneSuppressions;
  /** What was found last in included files. */
  #inside: readonly Finding[] = [];
  readonly #chunks: ChunkResults;
  readonly #targets: Targets;
  readonly #owners: Owners;

  constructor(text: string, families: readonly ZoneFamily[], options: CheckedZoneOptions = {}) {
    this.#families = families;
    this.document = new ZoneDocument(text, { ...options, families });
    this.#whole = new WholeZone(this.document);
    this.#mostShown = options.mostShown ?? mostShown;
    this.#mostKept = options.mostKept ?? options.mostShown ?? mostMended;
    this.#suppressions = new ZoneSuppressions(this.#whole);
    this.#chunks = new ChunkResults(this.#whole, families, this.#mostShown);
    this.#targets = new Targets(this.#whole, this.#mostShown);
    this.#owners = new Owners(this.#whole, families);
    this.#uri = options.source?.uri ?? options.source?.name;
  }

  edit(change: TextChange): void {
    this.document.edit(change);
  }

  /** Everything that the rules find in the file, in the order of the text; comments of the file have silenced theirs. */
  findings(): Finding[] {
    return finish(this.findingsInSteps());
  }

  /** The same in steps. */
  *findingsInSteps(): Steps<Finding[]> {
    const unsorted: Finding[] = [];
    yield* this.#look(true, (finding) => unsorted.push(finding));
    const found = yield* sorted(unsorted, inOrder);
    const first = found.findIndex(({ start }) => fileNumberOf(start) > 0);
    this.#inside = first < 0 ? [] : found.splice(first);
    if (this.#inside.length > 0) {
      for (const finding of this.#broughtFindings()) {
        if (!this.#suppressions.silences(finding)) found.push(finding);
      }
      found.sort(inOrder);
    }
    return found.map((finding) => this.#placed(finding, 0));
  }

  /** The first of them, and how many there are; undefined where files are included, and only all tell what they bring. */
  first(): FirstFindings | undefined {
    return finish(this.firstInSteps());
  }

  /** The same in steps. */
  *firstInSteps(): Steps<FirstFindings | undefined> {
    if (this.document.index.included().next().done !== true) return undefined;
    const first = new FirstFindings(this.#mostShown);
    yield* this.#look(
      false,
      (finding) => first.take(finding),
      (rule, more) => first.count(rule, more),
    );
    return first;
  }

  /** The first findings in steps, or all where only these tell. */
  *lookInSteps(): Steps<Looked> {
    const first = yield* this.firstInSteps();
    return first === undefined ? { first, all: yield* this.findingsInSteps() } : { first };
  }

  /** What the rules found in the included files when they were asked last, by the file; each read under one name or more. */
  included(): Map<string, IncludedFindings> {
    const byNumber = this.#insideByFile();
    const files = new Map<string, IncludedFindings>();
    for (const file of this.document.index.included()) {
      const key = file.uri ?? file.name;
      const known = files.get(key);
      const findings = (byNumber.get(file.number) ?? []).map((finding) =>
        movedFinding(this.#placed(finding, file.number), -(finding.start - offsetInFile(finding.start))),
      );
      const said = new Set(known?.findings.map(identity));
      files.set(key, {
        within: known?.within ?? { apex: this.document.apex, state: file.before },
        findings: [...(known?.findings ?? []), ...findings.filter((one) => !said.has(identity(one)))].sort(
          inOrder,
        ),
      });
    }
    return files;
  }

  /**
   * Tells what is found everywhere and is not silenced, with offsets in included files (`fileNumberOf`).
   *
   * @param all whether all is told, or as many findings of each rule in chunks as are shown
   * @param count takes how many more there are then
   */
  *#look(all: boolean, tell: Tell, count: (rule: RuleId, more: number) => void = () => {}): Steps<void> {
    const { index } = this.document;
    this.#whole.forget();
    const suppressions = new ZoneSuppressions(this.#whole);
    this.#suppressions = suppressions;
    const results: ChunkResult[] = [];
    const soas: RecordEntry[] = [];
    const concerns: Concern[][] = this.#families.map(() => []);
    const hear: Tell = (finding) => {
      if (!suppressions.silences(finding)) tell(finding);
    };
    const countHeard = (rule: RuleId, more: number) => {
      if (!suppressions.silencesEverywhere(rule)) count(rule, more);
    };
    let isCommented = false;
    const roomy = () => new Room(this.#mostShown, this.#mostKept);
    let room = all ? undefined : roomy();
    const crowds = new Crowds(index.groups);
    for (let at = 0; at < index.chunks.length; at++) {
      const chunk = index.chunks[at]!;
      if (chunk.marked.length === 0) continue;
      const result = this.#chunks.of(chunk, index.offsetOf(at), crowds.ofFamilies(chunk), room);
      results.push(result);
      // Where comments may silence some nobody knows yet how many are shown of those before.
      isCommented ||= result.comments.length > 0;
      if (room !== undefined && isCommented) room = roomy();
      else room?.take(result.counts);
      yield;
    }
    // A file may be included in several places and in the same state: it says what it says once.
    const seen = new Set<Chunk>();
    for (const { chunk, offset } of index.includedParts()) {
      if (seen.has(chunk)) continue;
      seen.add(chunk);
      if (chunk.marked.length === 0) continue;
      results.push(this.#chunks.of(chunk, offset, crowds.ofFamilies(chunk), room));
      yield;
    }
    for (const result of results) {
      for (const comment of result.comments) {
        suppressions.read(comment);
        yield;
      }
      soas.push(...result.soas);
      for (const [bit, list] of result.concerns.entries()) {
        for (const concern of list) concerns[bit]!.push(concern);
      }
    }
    for (const finding of suppressions.unknown()) {
      tell(finding);
      yield;
    }
    // By their number nobody knows which of them stand in a line that a comment silences.
    const isEach = all || suppressions.hasLines;
    for (const known of results) {
      const { findings, more } = isEach ? this.#chunks.of(known.chunk, known.offset, known.leftOut) : known;
      for (const finding of findings) hear(finding);
      for (const [rule, number] of more) countHeard(rule, number);
      yield;
    }
    yield* this.#targets.check(hear, countHeard, isEach ? undefined : room?.rest);
    yield* this.#owners.check(hear);
    for (const finding of zoneFindings(this.#whole, soas)) hear(finding);
    for (const finding of this.#originFindings()) hear(finding);
    for (const [bit, family] of this.#families.entries()) {
      for (const finding of family.zone(this.#whole, concerns[bit]!)) {
        if (finding !== undefined) hear(finding);
        yield;
      }
    }
  }

  #insideByFile(): Map<number, Finding[]> {
    return groupBy(this.#inside, ({ start }) => fileNumberOf(start));
  }

  /** What included files make of the zone, at the directives that bring them. */
  *#broughtFindings(): Generator<Finding> {
    const { document } = this;
    const byNumber = this.#insideByFile();
    const said = new Set<number>();
    for (const [index, { include, count }] of document.index.chunks.entries()) {
      const inside = (include?.file?.files ?? []).flatMap(({ number }) => {
        if (said.has(number)) return [];
        said.add(number);
        return byNumber.get(number) ?? [];
      });
      if (inside.length === 0 || include?.file === undefined) continue;
      const entry = document.index.entryOf(index, count - 1);
      if (entry.kind === 'directive') {
        yield* broughtFindings(placeOf(entry), include.file, inside, this.#whole);
      }
    }
  }

  /** A finding whose related places say in which file they are, where that is another than its own. */
  #placed(finding: Finding, own: number): Finding {
    if (finding.related === undefined) return finding;
    const isElsewhere = ({ start, uri }: Related) => uri === undefined && fileNumberOf(start) !== own;
    if (!finding.related.some(isElsewhere)) return finding;
    const related = finding.related.flatMap((place): Related[] => {
      if (!isElsewhere(place)) return [place];
      const file = this.#whole.fileAt(place.start);
      const uri = file === undefined ? this.#uri : (file.uri ?? file.name);
      if (uri === undefined) return [];
      const start = offsetInFile(place.start);
      return [{ ...place, start, end: start + (place.end - place.start), uri }];
    });
    return { ...finding, related };
  }

  /** Relative names, and nobody knows what they are relative to. */
  *#originFindings(): Generator<Finding> {
    const { document } = this;
    if (document.origin !== undefined) return;
    const index = document.index.chunks.findIndex((chunk) => chunk.relative >= 0);
    if (index < 0) return;
    const entry = document.index.entryOf(index, document.index.chunks[index]!.relative);
    if (entry.kind !== 'record' || entry.owner === undefined) return;
    // A byte-order mark may keep an origin from being read, which is told of there.
    if (isMarked(entry)) return;
    yield {
      rule: 'zone/origin-unknown',
      start: entry.owner.start,
      end: entry.owner.end,
      message: msg('This name is relative, and nothing says to what: the origin of the file is unknown.'),
    };
  }
}
