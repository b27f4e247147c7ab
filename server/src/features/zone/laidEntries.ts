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

/** @param span of whole entries */
export function* entriesIn(text: string, { start, end }: Span): Generator<LaidEntry> {
  const fields = new FieldList();
  const scan = new EntryScan();
  const head = new RecordHead();
  const field = (index: number): Span | undefined =>
    index < 0 ? undefined : { start: fields.starts[index]!, end: fields.ends[index]! };
  for (let at = start; at < end; at = scan.end) {
    readEntry(text, at, text.length, fields, scan);
    const entry = { start: at, end: scan.end, unclosed: scan.unclosed >= 0, commented: scan.comment >= 0 };
    if (fields.count === 0) {
      yield { kind: 'blank', ...entry };
    } else if (!scan.indented && text.charCodeAt(fields.starts[0]!) === DOLLAR) {
      yield { kind: 'directive', ...entry };
    } else {
      readHead(fields, scan.indented, head);
      yield {
        kind: 'record',
        ...entry,
        owner: field(head.owner),
        ttl: field(head.ttl),
        class: field(head.class),
        type: field(head.type),
      };
    }
  }
}
