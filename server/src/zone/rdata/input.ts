import type { FieldList } from '../fields.js';
import { utf8Width } from '../names.js';
import { WireWriter } from './wire.js';

/** What is wrong with a field; 0 where nothing is. */
export const fieldOk = 0;
export const fieldBad = 1;
export const fieldBadEscape = 2;
export const fieldTooLong = 3;
export const fieldBadName = 4;
export const fieldMissing = 5;
export type FieldFault = 0 | 1 | 2 | 3 | 4 | 5;

/** The RDATA fields of one record while they are read: kinds take words from it and write octets to its wire. */
export class RdataInput {
  fields: FieldList;
  /** Index of the next field. */
  at = 0;
  /** The RR type's number. */
  type = 0;
  /** The origin in wire form, one character an octet; empty where only the length matters or it is unknown. */
  origin = '';
  /** Octets of the origin in wire form, 0 where unknown. */
  originLength = 0;
  /** Labels of the origin, 0 where unknown. */
  originLabels = 0;
  /** Whether each character of the text is one octet; else it is Unicode, and its UTF-8 counts. */
  octetText = false;
  readonly wire = new WireWriter();
  /** The word or string taken last, quotes stripped: offsets into the text. */
  start = 0;
  end = 0;
  quoted = false;
  /** The number that was read last, -1 where it was none: some fields depend on the one before. */
  number = -1;
  /** The field that is wrong only beside others, which are taken by then; -1 where it is the one taken last. */
  wrongAt = -1;
  /** Whether the flags of a KEY record say that there is no key. */
  keyless = false;
  /** What kind of gateway an IPSECKEY or AMTRELAY record has, and the discovery bit of the latter. */
  gateway = -1;
  discovery = 0;

  constructor(fields: FieldList) {
    this.fields = fields;
  }

  /** Starts with a record. */
  begin(first: number, type: number): void {
    this.at = first;
    this.type = type;
    this.wire.length = 0;
    this.number = -1;
    this.wrongAt = -1;
    this.keyless = false;
    this.gateway = -1;
  }

  get text(): string {
    return this.fields.text;
  }

  get more(): boolean {
    return this.at < this.fields.count;
  }

  /** Takes the next field, which must not be quoted. */
  word(): FieldFault {
    const fault = this.string();
    if (fault !== fieldOk) return fault;
    return this.quoted ? fieldBad : fieldOk;
  }

  /** Takes the next field, quoted or not. */
  string(): FieldFault {
    const { fields, at } = this;
    if (at >= fields.count) return fieldMissing;
    const quoted = fields.quoted[at]!;
    this.quoted = quoted !== 0;
    this.start = fields.starts[at]! + (this.quoted ? 1 : 0);
    this.end = fields.ends[at]! - (quoted === 1 ? 1 : 0);
    this.at++;
    return fieldOk;
  }

  /** The field taken last, as written, quotes stripped. */
  get taken(): string {
    return this.fields.text.slice(this.start, this.end);
  }

  /** Writes the octets of a character of the text; its width in UTF-16 units. */
  putCharacter(at: number): 1 | 2 {
    const { wire } = this;
    let code = this.fields.text.charCodeAt(at);
    if (code < 0x80 || this.octetText) {
      wire.put(code);
      return 1;
    }
    let width: 1 | 2 = 1;
    if (code < 0x800) {
      wire.put(0xc0 | (code >> 6));
    } else {
      code = this.fields.text.codePointAt(at)!;
      if (code > 0xffff) {
        width = 2;
        wire.put(0xf0 | (code >> 18));
        wire.put(0x80 | ((code >> 12) & 0x3f));
      } else {
        // Half of a pair is no character: it is read as U+FFFD.
        if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
        wire.put(0xe0 | (code >> 12));
      }
      wire.put(0x80 | ((code >> 6) & 0x3f));
    }
    wire.put(0x80 | (code & 0x3f));
    return width;
  }

  /** Octets of a UTF-16 unit of the text. */
  octets(code: number): number {
    return this.octetText ? 1 : utf8Width(code);
  }
}
