/** The entries of a zone file as formatting needs them: read from the text one by one, so that of a large file nothing is kept. */
import type { Span } from '../../span.js';
import { FieldList } from '../../zone/fields.js';
import { RecordHead, readHead } from '../../zone/head.js';
import { EntryScan, readEntry } from '../../zone/lexer.js';

export interface LaidEntry extends Span {
  readonly kind: 'blank' | 'directive' | 'record';
  /** Whether a parenthesis is never closed: where the entry ends is a guess then. */
  readonly unclosed: boolean;
  readonly commented: boolean;
  /** Of a record: the fields before its RDATA. */
  readonly owner?: Span | undefined;
  readonly ttl?: Span | undefined;
  readonly class?: Span | undefined;
  readonly type?: Span | undefined;
}

const DOLLAR = 36;

/** Reads the entries of a text. */
export class LaidEntries {
  readonly #text: string;
  // Of a file of nothing but directives, each a block, all share these.
  readonly #fields = new FieldList();
  readonly #scan = new EntryScan();
  readonly #head = new RecordHead();

  constructor(text: string) {
    this.#text = text;
  }

  /** @param span of whole entries; all where it is left out */
  *in({ start, end }: Span = { start: 0, end: this.#text.length }): Generator<LaidEntry> {
    let at = start;
    while (at < end) {
      const entry = this.#read(at);
      at = entry.end;
      yield entry;
    }
  }

  #read(start: number): LaidEntry {
    const fields = this.#fields;
    const scan = this.#scan;
    const head = this.#head;
    const end = readEntry(this.#text, start, this.#text.length, fields, scan);
    const entry = { start, end, unclosed: scan.unclosed >= 0, commented: scan.comment >= 0 };
    if (fields.count === 0) return { kind: 'blank', ...entry };
    if (!scan.indented && this.#text.charCodeAt(fields.starts[0]!) === DOLLAR)
      return { kind: 'directive', ...entry };
    readHead(fields, scan.indented, head);
    return {
      kind: 'record',
      ...entry,
      owner: this.#field(head.owner),
      ttl: this.#field(head.ttl),
      class: this.#field(head.class),
      type: this.#field(head.type),
    };
  }

  #field(index: number): Span | undefined {
    return index < 0 ? undefined : { start: this.#fields.starts[index]!, end: this.#fields.ends[index]! };
  }
}
