import { groupBy } from '../groupBy.js';
import { msg } from '../message.js';
import type { Span } from '../span.js';
import { type Chunk, familyShift, flagComment, flagProblem } from '../zone/chunk.js';
import { type TextChange, type Within, ZoneDocument, type ZoneOptions } from '../zone/document.js';
import { fileNumberOf, offsetInFile } from '../zone/includes.js';
import { type ReadEntry, readObjects } from '../zone/materialize.js';
import type { RecordEntry } from '../zone/model.js';
import type { RecordNode } from '../zone/nodes.js';
import { WholeZone } from '../zone/wholeZone.js';
import type { ZoneFamily } from './family.js';
import { type Finding, identity, inOrder, type Related, type Tell } from './finding.js';
import { movedFinding } from './moved.js';
import { Owners } from './owners.js';
import { Suppressions } from './suppression.js';
import { Targets } from './targets.js';
import { checkEntry } from './zone/entry.js';
import { broughtFindings, includeFindings, placeOf } from './zone/include.js';
import { checkRdata } from './zone/rdata.js';
import { zoneFindings } from './zone/whole.js';

const SOA = 6;

/** What a chunk shows by itself and what the whole zone wants to see of it, as long as it stays at its offset. */
interface ChunkResult {
  readonly offset: number;
  readonly apex: string | undefined;
  readonly findings: readonly Finding[];
  /** Of entries with a comment for this program: where the comment starts, and where the entry ends. */
  readonly comments: readonly Span[];
  readonly soas: readonly RecordNode[];
  /** The records that concern each family. */
  readonly concerned: readonly (readonly RecordNode[])[];
}

/** What is found on the way through the chunks. */
interface Sink {
  readonly found: (readonly Finding[])[];
  readonly soas: RecordEntry[];
  readonly concerned: RecordEntry[][];
}

/** What is found in a file that the zone includes, with offsets in that file, and how the zone stands where it is named first. */
export interface IncludedFindings {
  readonly within: Within;
  readonly findings: readonly Finding[];
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
  /** What comments silence, by the number of the file. */
  #suppressions = new Map<number, Suppressions>();
  /** What was found last in included files. */
  #inside: readonly Finding[] = [];
  #results = new WeakMap<Chunk, ChunkResult>();
  readonly #targets: Targets;
  readonly #owners: Owners;

  constructor(text: string, families: readonly ZoneFamily[], options: Omit<ZoneOptions, 'families'> = {}) {
    this.#families = families;
    this.document = new ZoneDocument(text, { ...options, families });
    this.#whole = new WholeZone(this.document);
    this.#targets = new Targets(this.#whole);
    this.#owners = new Owners(this.#whole, families);
    this.#uri = options.source?.uri ?? options.source?.name;
  }

  edit(change: TextChange): void {
    this.document.edit(change);
  }

  /** Reads another text and looks at it, so that `findings` is quick then. Nothing may be asked before the last step is done. */
  *readInSteps(text: string): Generator<void, void> {
    const { document } = this;
    yield* document.readInSteps(text);
    document.index.takeChanges();
    this.#targets.clear();
    for (const [index, chunk] of document.index.chunks.entries()) {
      this.#targets.look(chunk);
      if (chunk.marked.length > 0) this.#resultOf(chunk, document.index.offsetOf(index));
      yield;
    }
  }

  /** Everything that the rules find in the file, in the order of the text; comments of the file have silenced theirs. */
  findings(): Finding[] {
    const found = this.#all();
    const first = found.findIndex(({ start }) => fileNumberOf(start) > 0);
    this.#inside = first < 0 ? [] : found.splice(first);
    if (this.#inside.length > 0) {
      for (const finding of this.#broughtFindings()) {
        if (this.#suppressions.get(0)?.silences(finding) !== true) found.push(finding);
      }
      found.sort(inOrder);
    }
    return found.map((finding) => this.#placed(finding, 0));
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

  /** What is found everywhere, with offsets in included files (`fileNumberOf`). */
  #all(): Finding[] {
    const { document } = this;
    const { chunks } = document.index;
    this.#whole.forget();
    this.#suppressions = new Map();
    const sink: Sink = { found: [], soas: [], concerned: this.#families.map(() => []) };
    const changes = document.index.takeChanges();
    for (let index = 0; index < chunks.length; index++) {
      const chunk = chunks[index]!;
      if (chunk.marked.length > 0) this.#look(chunk, document.index.offsetOf(index), sink);
    }
    // A file may be included in several places and in the same state: it says what it says once.
    const seen = new Set<Chunk>();
    for (const { chunk, offset } of document.index.includedParts()) {
      if (seen.has(chunk)) continue;
      seen.add(chunk);
      if (chunk.marked.length > 0) this.#look(chunk, offset, sink);
    }
    const { found, soas, concerned } = sink;
    found.push(
      ...this.#targets.findings(changes),
      ...this.#targets.included(changes),
      ...this.#owners.findings(),
    );
    for (const records of document.index.generated()) {
      if (records.servers.length > 0) found.push(this.#targets.serversOf(records));
    }
    found.push([...zoneFindings(this.#whole, soas)], [...this.#originFindings()]);
    this.#families.forEach((family, bit) => {
      found.push([...family.zone(this.#whole, concerned[bit]!)]);
    });
    const silenced = (finding: Finding) =>
      this.#suppressions.get(fileNumberOf(finding.start))?.silences(finding) === true;
    const kept = [...this.#suppressions.values()].flatMap((one) => one.unknown);
    for (const list of found) for (const finding of list) if (!silenced(finding)) kept.push(finding);
    return kept.sort(inOrder);
  }

  /** What a chunk says: by itself, and to the whole zone. */
  #look(chunk: Chunk, offset: number, { found, soas, concerned }: Sink): void {
    const result = this.#resultOf(chunk, offset);
    if (result.findings.length > 0) found.push(result.findings);
    for (const comment of result.comments) this.#comment(comment);
    soas.push(...result.soas);
    for (let bit = 0; bit < concerned.length; bit++) {
      for (const record of result.concerned[bit]!) concerned[bit]!.push(record);
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

  /** What a chunk shows by itself: worked out once, and moved when the chunk has moved. */
  #resultOf(chunk: Chunk, offset: number): ChunkResult {
    const { document } = this;
    const known = this.#results.get(chunk);
    if (known?.apex === document.apex && known?.offset === offset) return known;
    const result =
      known !== undefined && known.apex === document.apex
        ? movedResult(known, offset)
        : this.#checked(chunk, offset);
    this.#results.set(chunk, result);
    return result;
  }

  #checked(chunk: Chunk, offset: number): ChunkResult {
    const { document } = this;
    const findings: Finding[] = [];
    const tell: Tell = (finding) => findings.push(finding);
    const comments: Span[] = [];
    const soas: RecordNode[] = [];
    const concerned: RecordNode[][] = this.#families.map(() => []);
    let next = 0;
    for (const read of readObjects(chunk, offset, chunk.marked)) {
      const number = chunk.marked[next++]!;
      const flags = chunk.flags[number]!;
      const { entry } = read;
      if ((flags & flagProblem) !== 0) this.#entry(read, tell);
      if ((flags & flagComment) !== 0) comments.push({ start: read.comment, end: entry.end });
      if (entry.kind === 'directive' && chunk.include !== undefined && number === chunk.count - 1) {
        findings.push(...includeFindings(entry, chunk.include));
      }
      if (entry.kind !== 'record') continue;
      if (entry.typeCode === SOA) soas.push(entry);
      for (const [bit, family] of this.#families.entries()) {
        if (((flags >> (familyShift + bit)) & 1) === 0) continue;
        concerned[bit]!.push(entry);
        for (const finding of family.record(entry, this.#whole)) findings.push(finding);
      }
    }
    return { offset, apex: document.apex, findings, comments, soas, concerned };
  }

  #entry(read: ReadEntry, tell: Tell): void {
    checkEntry(read, this.#whole, tell);
    if (read.entry.kind === 'record' && read.unclosed < 0 && read.unterminated < 0) {
      checkRdata(read.entry, read.before.origin, tell);
    }
  }

  #comment({ start: comment, end }: Span): void {
    const file = fileNumberOf(comment);
    let suppressions = this.#suppressions.get(file);
    if (suppressions === undefined) {
      suppressions = new Suppressions();
      this.#suppressions.set(file, suppressions);
    }
    const [line, next] = this.#whole.linesAt(comment);
    const text = this.#whole.slice(comment, Math.min(line.end, end)).trimEnd();
    suppressions.read(text, comment, line, next);
  }

  /** Relative names, and nobody knows what they are relative to. */
  *#originFindings(): Generator<Finding> {
    const { document } = this;
    if (document.origin !== undefined) return;
    const index = document.index.chunks.findIndex((chunk) => chunk.relative >= 0);
    if (index < 0) return;
    const entry = document.index.entryOf(index, document.index.chunks[index]!.relative);
    if (entry.kind !== 'record' || entry.owner === undefined) return;
    yield {
      rule: 'zone/origin-unknown',
      start: entry.owner.start,
      end: entry.owner.end,
      message: msg('This name is relative, and nothing says to what: the origin of the file is unknown.'),
    };
  }
}

/** What a chunk shows when it has moved to another offset. */
function movedResult(result: ChunkResult, offset: number): ChunkResult {
  const by = offset - result.offset;
  return {
    offset,
    apex: result.apex,
    findings: result.findings.map((finding) => movedFinding(finding, by)),
    comments: result.comments.map(({ start, end }) => ({ start: start + by, end: end + by })),
    soas: result.soas.map((record) => record.moved(by)),
    concerned: result.concerned.map((records) => records.map((record) => record.moved(by))),
  };
}
