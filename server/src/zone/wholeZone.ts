import type { Span } from '../span.js';
import type { ZoneDocument } from './document.js';
import type { Groups } from './groups.js';
import { hashOf } from './hash.js';
import { fileNumberOf, type Included, offsetInFile } from './includes.js';
import type { Entry, RecordEntry, ZoneView } from './model.js';
import type { ZoneIndex } from './zoneIndex.js';

/** A zone with what it includes and what its `$GENERATE`s make, as the rules see it: offsets may be places in included files (`fileNumberOf`). */
export class WholeZone implements ZoneView {
  readonly #document: ZoneDocument;
  /** The included files by their numbers, at a version of the document. */
  #files: Map<number, Included> | undefined;

  constructor(document: ZoneDocument) {
    this.#document = document;
  }

  /** The document or a file that it includes may be another now. */
  forget(): void {
    this.#files = undefined;
  }

  get length(): number {
    return this.#document.length;
  }

  get origin(): string | undefined {
    return this.#document.origin;
  }

  get apex(): string | undefined {
    return this.#document.apex;
  }

  get zoneClass(): 'IN' | 'CH' | 'HS' {
    return this.#document.zoneClass;
  }

  get groups(): Groups {
    return this.#document.index.groups;
  }

  get index(): ZoneIndex {
    return this.#document.index;
  }

  /** Whether the zone has records that nobody has read: what is not here may be there. */
  get isExtended(): boolean {
    return this.#document.index.isExtended;
  }

  /** Whether name servers may be among them. */
  get isServed(): boolean {
    return this.#document.index.isServed;
  }

  slice(start: number, end: number): string {
    const file = this.fileAt(start);
    if (file === undefined) return this.#document.slice(start, end);
    const from = offsetInFile(start);
    return file.text.slice(from, from + (end - start));
  }

  /** Of the zone's own file. */
  entryAt(offset: number): Entry | undefined {
    return this.#document.entryAt(offset);
  }

  /** Of the zone's own file. */
  originAt(offset: number): string | undefined {
    return this.#document.originAt(offset);
  }

  /** Of the zone's own file. */
  entries(span?: Span): Iterable<Entry> {
    return this.#document.entries(span);
  }

  recordsOf(owner: string): readonly RecordEntry[] {
    const document = this.#document;
    return [
      ...document.recordsOf(owner),
      ...document.includedRecordsOf(owner),
      ...document.generatedRecordsOf(owner),
    ];
  }

  /** Whether a name owns records, `$GENERATE`s and included files included. */
  hasRecords(owner: string): boolean {
    const { high, low } = hashOf(owner);
    return this.groups.hasAny(high, low) || (this.groups.hasApart && this.recordsOf(owner).length > 0);
  }

  /** Of the zone's own file. */
  owners(): Iterable<string> {
    return this.#document.owners();
  }

  /** The included file that an offset is in; undefined for the zone's own. */
  fileAt(offset: number): Included | undefined {
    const number = fileNumberOf(offset);
    if (number === 0) return undefined;
    this.#files ??= new Map([...this.#document.index.included()].map((file) => [file.number, file]));
    return this.#files.get(number);
  }

  /** The line that an offset is in, its break included, and the one after it. */
  linesAt(offset: number): readonly [Span, Span] {
    const file = this.fileAt(offset);
    if (file === undefined) {
      const { line } = this.#document.positionAt(offset);
      const [start, next, after] = [line, line + 1, line + 2].map((one) =>
        this.#document.offsetAt({ line: one, character: 0 }),
      ) as [number, number, number];
      return [
        { start, end: next },
        { start: next, end: Math.max(after, next + 1) },
      ];
    }
    const { text } = file;
    const at = offsetInFile(offset);
    const base = offset - at;
    const start = text.lastIndexOf('\n', at - 1) + 1;
    const next = lineEnd(text, at);
    return [
      { start: base + start, end: base + next },
      { start: base + next, end: base + Math.max(lineEnd(text, next), next + 1) },
    ];
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}
