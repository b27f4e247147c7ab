import type { FieldList } from './fields.js';
import { readClass, readType } from './rrtypes.js';
import { noTtl, readTtl, ttlTooLarge } from './ttl.js';

/** The head of a record: which fields are its owner, TTL, class and type. Reused from record to record. */
export class RecordHead {
  /** Indexes into the field list; -1 where absent. */
  owner = -1;
  ttl = -1;
  class = -1;
  type = -1;
  /** Index of the first RDATA field; the field count where there is none. */
  rdata = 0;
  /** Seconds; -1 where the record has no TTL of its own. */
  seconds = -1;
  /** Number of the class; 0 where absent. */
  classCode = 0;
  /** Number of the type, -1 where it is missing or no type. */
  typeCode = -1;
}

/**
 * Finds the head of a record in its fields as BIND does: an owner unless the line is indented, then an optional class,
 * an optional TTL, the class if it was not there yet, and the type.
 */
export function readHead(fields: FieldList, indented: boolean, head: RecordHead): void {
  const { text, starts, ends, quoted, count } = fields;
  let i = 0;
  head.owner = -1;
  if (!indented) {
    head.owner = 0;
    i = 1;
  }
  head.ttl = -1;
  head.class = -1;
  head.type = -1;
  head.seconds = -1;
  head.classCode = 0;
  head.typeCode = -1;
  if (i < count && quoted[i] === 0) {
    const code = readClass(text, starts[i]!, ends[i]!);
    if (code >= 0) {
      head.class = i++;
      head.classCode = code;
    }
  }
  if (i < count && quoted[i] === 0) {
    const first = text.charCodeAt(starts[i]!);
    if (first >= 48 && first <= 57) {
      const seconds = readTtl(text, starts[i]!, ends[i]!);
      if (seconds !== noTtl && seconds !== ttlTooLarge) {
        head.ttl = i++;
        head.seconds = seconds;
      }
    }
  }
  if (head.class < 0 && i < count && quoted[i] === 0) {
    const code = readClass(text, starts[i]!, ends[i]!);
    if (code >= 0) {
      head.class = i++;
      head.classCode = code;
    }
  }
  if (i < count) {
    if (quoted[i] === 0) head.typeCode = readType(text, starts[i]!, ends[i]!);
    head.type = i++;
  }
  head.rdata = i;
}
