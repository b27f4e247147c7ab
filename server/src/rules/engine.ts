import { msg } from '../message.js';
import { type Chunk, familyShift, flagComment, flagProblem, kindMask, kindRecord } from '../zone/chunk.js';
import { type TextChange, ZoneDocument, type ZoneOptions } from '../zone/document.js';
import type { ReadEntry } from '../zone/materialize.js';
import type { RecordEntry } from '../zone/model.js';
import type { ZoneFamily } from './family.js';
import type { Finding } from './finding.js';
import { Suppressions } from './suppression.js';
import { entryFindings } from './zone/entry.js';
import { ownerFindings } from './zone/owner.js';
import { rdataFindings } from './zone/rdata.js';
import { targetFindings, zoneFindings } from './zone/whole.js';

const SOA = 6;

/** What entries of one chunk show by themselves, with offsets relative to the chunk. */
interface ChunkFindings {
  readonly apex: string | undefined;
  readonly findings: readonly Finding[];
}

/**
 * A zone file with its rules: the document, and the findings that an edit leaves alone kept from one check to the
 * next. The families of rules are bound when it is made.
 */
export class CheckedZone {
  readonly document: ZoneDocument;
  readonly #families: readonly ZoneFamily[];
  #cache = new WeakMap<Chunk, ChunkFindings>();
  #targets = new WeakMap<Chunk, { readonly generation: number; readonly missing: readonly number[] }>();

  constructor(text: string, families: readonly ZoneFamily[], options: Omit<ZoneOptions, 'families'> = {}) {
    this.#families = families;
    this.document = new ZoneDocument(text, {
      ...options,
      families: families.map((family) => family.concerns),
    });
  }

  edit(change: TextChange): void {
    this.document.edit(change);
  }

  /** Everything that the rules find, in the order of the text; comments of the file have silenced theirs. */
  findings(): Finding[] {
    const { document } = this;
    const found: Finding[] = [];
    const suppressions = new Suppressions();
    const soas: RecordEntry[] = [];
    const concerned: RecordEntry[][] = this.#families.map(() => []);
    for (let index = 0; index < document.chunks.length; index++) {
      const chunk = document.chunks[index]!;
      if (chunk.marked.length > 0) this.#chunk(index, found, suppressions, soas, concerned);
      if (chunk.targets.length > 0) this.#targetsOf(index, found);
    }
    for (const records of document.suspects()) {
      for (const owner of byOwner(records)) {
        found.push(...ownerFindings(owner));
        this.#families.forEach((family, bit) => {
          const name = owner[0]?.ownerName;
          if (name !== undefined && concerned[bit]?.some((record) => record.ownerName === name)) {
            found.push(...family.owner(name, owner, document));
          }
        });
      }
    }
    found.push(...zoneFindings(document, soas), ...this.#originFindings());
    this.#families.forEach((family, bit) => {
      found.push(...family.zone(document, concerned[bit] ?? []));
    });
    const kept = [...suppressions.unknown, ...found.filter((finding) => !suppressions.silences(finding))];
    return kept.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #chunk(
    index: number,
    found: Finding[],
    suppressions: Suppressions,
    soas: RecordEntry[],
    concerned: RecordEntry[][],
  ): void {
    const { document } = this;
    const chunk = document.chunks[index]!;
    const offset = document.offsetOf(index);
    const known = this.#cache.get(chunk);
    const fresh = known?.apex === document.apex && known !== undefined ? undefined : ([] as Finding[]);
    const needsObjects =
      fresh !== undefined ||
      chunk.marked.some(
        (entry) => (chunk.flags[entry]! & ~(flagProblem | kindMask)) !== 0 || chunk.types[entry] === SOA,
      );
    if (needsObjects) {
      const marked = new Set(chunk.marked);
      let entry = -1;
      for (const read of document.readChunk(index)) {
        entry++;
        if (!marked.has(entry)) continue;
        const flags = chunk.flags[entry]!;
        if (fresh !== undefined && (flags & flagProblem) !== 0) fresh.push(...this.#entry(read));
        if ((flags & flagComment) !== 0) this.#comment(read, suppressions);
        if (read.entry.kind === 'record' && (flags & kindMask) === kindRecord) {
          if (read.entry.typeCode === SOA) soas.push(read.entry);
          for (let bit = 0; bit < this.#families.length; bit++) {
            if (((flags >> (familyShift + bit)) & 1) === 1) concerned[bit]!.push(read.entry);
          }
          if (fresh !== undefined) {
            this.#families.forEach((family, bit) => {
              if (((flags >> (familyShift + bit)) & 1) === 1 && read.entry.kind === 'record') {
                fresh.push(...family.record(read.entry, document));
              }
            });
          }
        }
      }
    }
    if (fresh !== undefined) {
      this.#cache.set(chunk, {
        apex: document.apex,
        findings: fresh.map((finding) => movedFinding(finding, -offset)),
      });
      found.push(...fresh);
    } else if (known !== undefined) {
      found.push(...known.findings.map((finding) => movedFinding(finding, offset)));
    }
  }

  *#entry(read: ReadEntry): Generator<Finding> {
    yield* entryFindings(read, this.document);
    if (read.entry.kind === 'record' && read.unclosed < 0 && read.unterminated < 0) {
      yield* rdataFindings(read.entry, read.before.origin.wire);
    }
  }

  #comment({ entry, comment }: ReadEntry, suppressions: Suppressions): void {
    const { document } = this;
    const line = document.positionAt(comment).line;
    const start = document.offsetAt({ line, character: 0 });
    const next = document.offsetAt({ line: line + 1, character: 0 });
    const after = document.offsetAt({ line: line + 2, character: 0 });
    const text = document.slice(comment, Math.min(next, entry.end)).trimEnd();
    suppressions.read(text, comment, { start, end: next }, { start: next, end: Math.max(after, next + 1) });
  }

  #targetsOf(index: number, found: Finding[]): void {
    const { document } = this;
    const chunk = document.chunks[index]!;
    const generation = document.groups.generation;
    let known = this.#targets.get(chunk);
    if (known?.generation !== generation) {
      const missing = chunk.targets
        .filter(
          ({ high, low }) =>
            document.groups.has(high, low, 5) ||
            !(document.groups.has(high, low, 1) || document.groups.has(high, low, 28)),
        )
        .map((target) => target.entry);
      known = { generation, missing };
      this.#targets.set(chunk, known);
    }
    if (known.missing.length === 0) return;
    const wanted = new Set(known.missing);
    let entry = -1;
    for (const read of document.readChunk(index)) {
      entry++;
      if (wanted.has(entry) && read.entry.kind === 'record')
        found.push(...targetFindings(document, read.entry));
    }
  }

  /** Relative names, and nobody knows what they are relative to. */
  *#originFindings(): Generator<Finding> {
    const { document } = this;
    if (document.origin !== undefined) return;
    for (const entry of document.entries()) {
      if (entry.kind !== 'record' || entry.origin !== undefined || entry.owner === undefined) continue;
      if (entry.ownerName === undefined || entry.ownerName.endsWith('.')) continue;
      yield {
        rule: 'zone/origin-unknown',
        start: entry.owner.start,
        end: entry.owner.end,
        message: msg('This name is relative, and nothing says to what: the origin of the file is unknown.'),
      };
      return;
    }
  }
}

function byOwner(records: readonly RecordEntry[]): RecordEntry[][] {
  const owners = new Map<string, RecordEntry[]>();
  for (const record of records) {
    const key = record.ownerName?.toLowerCase();
    if (key === undefined) continue;
    const list = owners.get(key);
    if (list === undefined) owners.set(key, [record]);
    else list.push(record);
  }
  return [...owners.values()];
}

/** A finding further on by so many characters, with its related places and the offsets in its data. */
export function movedFinding(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  return {
    ...finding,
    start: finding.start + by,
    end: finding.end + by,
    ...(finding.data !== undefined && { data: movedData(finding.data, by) }),
    ...(finding.related && {
      related: finding.related.map((place) =>
        place.uri === undefined ? { ...place, start: place.start + by, end: place.end + by } : place,
      ),
    }),
  };
}

/** Offsets in the data of a finding: numbers named `start`, `end`, or ending in `At`, `Start`, `End` or `From`. */
function movedData(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((item) => movedData(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'number' && item >= 0 && /^(?:start|end)$|(?:At|Start|End|From)$/.test(key)
        ? item + by
        : movedData(item, by),
    ]),
  );
}
