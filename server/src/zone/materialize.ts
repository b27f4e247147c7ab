import type { Chunk } from './chunk.js';
import { FieldList } from './fields.js';
import { RecordHead, readHead } from './head.js';
import { EntryScan, readEntry } from './lexer.js';
import type { Field } from './model.js';
import { canonicalName, checkName } from './names.js';
import { BlankNode, DirectiveNode, type EntryNode, RecordNode } from './nodes.js';
import { typeName } from './rrtypes.js';
import type { ZoneState } from './state.js';

/** An entry with what only its checks want to know of the way it was read. */
export interface ReadEntry {
  readonly entry: EntryNode;
  /** Spans of an unclosed `(`, an unopened `)` and an unterminated string, absolute offsets; -1 where there is none. */
  readonly unclosed: number;
  readonly unopened: number;
  readonly unterminated: number;
  /** Start of the first comment, or -1. */
  readonly comment: number;
  readonly control: boolean;
  /** The state before the entry. */
  readonly before: ZoneState;
  /** TTL in seconds or -1, type or -1, and the class's number (0 where absent). */
  readonly ttl: number;
  readonly classCode: number;
  /** Whether the record inherits an owner that is not there. */
  readonly ownerMissing: boolean;
}

const DOLLAR = 36;

/** The entries of a chunk as objects, with absolute offsets: what is read by numbers is read again by the same code. */
export function* readObjects(chunk: Chunk, base: number): Generator<ReadEntry> {
  const fields = new FieldList();
  const scan = new EntryScan();
  const head = new RecordHead();
  const state = chunk.before.clone();
  const { text } = chunk;
  for (let index = 0; index < chunk.count; index++) {
    const start = chunk.starts[index]!;
    const end = index + 1 < chunk.count ? chunk.starts[index + 1]! : text.length;
    readEntry(text, start, end, fields, scan);
    const before = state.clone();
    const list = fieldsOf(fields, base);
    const [keyword] = list;
    let entry: EntryNode;
    let ttl = -1;
    let classCode = 0;
    let ownerMissing = false;
    const place = { text, start, end, base };
    if (keyword === undefined) {
      entry = new BlankNode(place);
    } else if (!scan.indented && text.charCodeAt(fields.starts[0]!) === DOLLAR) {
      state.directive(fields);
      entry = new DirectiveNode(place, [keyword, ...list.slice(1)]);
    } else {
      readHead(fields, scan.indented, head);
      const owner = head.owner >= 0 ? list[head.owner] : undefined;
      let ownerName: string | undefined;
      if (owner !== undefined) {
        const quote = fields.quoted[0] === 1 ? 1 : 0;
        const from = fields.starts[0]! + quote;
        const to = fields.ends[0]! - quote;
        if (fields.quoted[0] !== 2 && checkName(text, from, to, state.origin.wire) === 0) {
          ownerName = canonicalName(text.slice(from, to), state.origin.name);
          state.setOwner(text, from, to, 0, 0);
        } else {
          state.breakOwner();
        }
      } else {
        ownerName = state.ownerName;
        ownerMissing = !state.hasOwner;
      }
      ttl = state.recordTtl(fields, head);
      classCode = head.classCode;
      entry = new RecordNode(place, {
        owner,
        ownerName,
        ttl: list[head.ttl],
        effectiveTtl:
          ttl < 0 ? undefined : { seconds: ttl, from: head.seconds >= 0 ? 'record' : state.ttlFrom },
        class: list[head.class],
        type: list[head.type],
        typeName: head.typeCode >= 0 ? typeName(head.typeCode) : undefined,
        typeCode: head.typeCode,
        rdata: list.slice(head.rdata),
        origin: before.origin.name,
      });
    }
    yield {
      entry,
      unclosed: absolute(scan.unclosed, base),
      unopened: absolute(scan.unopened, base),
      unterminated: absolute(scan.unterminated, base),
      comment: absolute(scan.comment, base),
      control: scan.control,
      before,
      ttl,
      classCode,
      ownerMissing,
    };
  }
}

const absolute = (offset: number, base: number) => (offset < 0 ? -1 : offset + base);

function fieldsOf(fields: FieldList, base: number): Field[] {
  const list: Field[] = [];
  for (let i = 0; i < fields.count; i++) {
    const start = fields.starts[i]!;
    const end = fields.ends[i]!;
    list.push({
      start: start + base,
      end: end + base,
      quoted: fields.quoted[i] !== 0,
      raw: fields.text.slice(start, end),
    });
  }
  return list;
}
