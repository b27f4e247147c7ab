/**
 * The parts of a mail (RFC 5322, RFC 2045, RFC 2046), found by their places and decoded when they are asked for. Of
 * headers only what tells a report from other parts is read, and whatever a mail is made of, each of its octets is
 * looked at a few times at most.
 */
import { figure, type Message, msg } from '../message.js';
import { kindOf, parameterOf } from './mimeHeader.js';
import { decoded, textIn } from './mimeOctets.js';

/** A part that holds no others. */
export interface Part {
  /** As `text/plain`, in lower case. */
  readonly type: string;
  readonly isAttachment: boolean;
  /** The name of the file that it was. */
  readonly name: string | undefined;
  /** Its octets, decoded anew each time. */
  content(): Uint8Array;
  /** The text that its octets are. */
  text(): string;
}

/** A mail with a report has two or three; each forwarding adds some. */
const mostParts = 1000;
const deepest = 20;
/** The lines of longer texts are left as they are: nobody writes so much. */
const longestFlowed = 1_000_000;
/** So many octets of a header field are read. */
const longestField = 8192;

/** The parts of a mail in their order, or why there are too many to look for. */
export function partsOf(mail: Uint8Array): readonly Part[] | Message {
  const walk = new Walk();
  walk.enter(mail.subarray(firstOctet(mail)), 'text/plain', deepest);
  return walk.problem ?? walk.parts;
}

class Walk {
  readonly parts: Part[] = [];
  problem: Message | undefined;
  #seen = 0;

  /**
   * @param usual the type of an entity that does not say its own
   * @param levels how many containers may still be in one another
   */
  enter(entity: Uint8Array, usual: string, levels: number): void {
    if (++this.#seen > mostParts) {
      this.problem = msg('The mail has more than {0} parts and is not read.', figure(mostParts));
      return;
    }
    const { fields, body } = readHead(entity);
    const { type: typeField = usual, disposition = '', 'transfer-encoding': encoding = '' } = fields;
    const type = kindOf(typeField);
    const content = (): Uint8Array => decoded(body, kindOf(encoding));
    const isMultipart = type.startsWith('multipart/');
    const name = parameterOf(disposition, 'filename') ?? parameterOf(typeField, 'name');
    if (isMultipart || /^message\/(?:rfc822|global)$/.test(type) || /\.eml$/i.test(name ?? '')) {
      if (levels === 0) {
        this.problem = msg('The mail has parts within parts, more than {0} deep, and is not read.', deepest);
      } else if (!isMultipart) {
        this.enter(content(), 'text/plain', levels - 1);
      } else {
        const inner = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
        for (const part of split(body, parameterOf(typeField, 'boundary') ?? '')) {
          this.enter(part, inner, levels - 1);
          if (this.problem !== undefined) return;
        }
      }
      return;
    }
    this.parts.push({
      type,
      isAttachment: kindOf(disposition) === 'attachment',
      name,
      content,
      text: () => plainText(content(), typeField),
    });
  }
}

type Field = 'type' | 'transfer-encoding' | 'disposition';

/** The fields of a header that say what its body is, each where it stands first, and the body. */
function readHead(entity: Uint8Array): {
  readonly fields: { readonly [name in Field]?: string };
  readonly body: Uint8Array;
} {
  const fields: { [name in Field]?: string } = {};
  let start = 0;
  while (start < entity.length && !isBlank(entity, start)) {
    let end = lineEnd(entity, start);
    // A line that begins with white space goes on with the field.
    while (isSpace(entity[end + 1])) end = lineEnd(entity, end + 1);
    if (entity[start] === 0x43 || entity[start] === 0x63) {
      const field = String.fromCharCode(...entity.subarray(start, Math.min(end, start + longestField)));
      const [head, name] = /^Content-(Type|Transfer-Encoding|Disposition)[ \t]*:/i.exec(field) ?? [];
      if (head !== undefined) {
        fields[name!.toLowerCase() as Field] ??= field.slice(head.length).replace(/[\r\n]+/g, '');
      }
    }
    start = end + 1;
  }
  return { fields, body: entity.subarray(lineEnd(entity, start) + 1) };
}

/** Where a mail begins: behind a byte-order mark and lines that are empty. */
function firstOctet(mail: Uint8Array): number {
  let at = mail[0] === 0xef && mail[1] === 0xbb && mail[2] === 0xbf ? 3 : 0;
  while (mail[at]! <= 0x20) at++;
  return at;
}

/** What stands between the lines of a boundary (RFC 2046 section 5.1.1); what lacks the last one ends with the body. */
function* split(body: Uint8Array, boundary: string): Generator<Uint8Array> {
  if (boundary === '') return;
  const mark = new TextEncoder().encode(`--${boundary}`);
  let part = -1;
  for (let at = 0; at < body.length; at = lineEnd(body, at) + 1) {
    if (!startsWith(body, mark, at)) continue;
    const behind = at + mark.length;
    const isLast = body[behind] === 0x2d && body[behind + 1] === 0x2d;
    if (!isBlank(body, isLast ? behind + 2 : behind, true)) continue;
    // The line break before a boundary is its own.
    if (part >= 0) yield body.subarray(part, Math.max(part, at - (body[at - 2] === 0x0d ? 2 : 1)));
    if (isLast) return;
    part = lineEnd(body, at) + 1;
  }
  if (part >= 0) yield body.subarray(part);
}

function startsWith(octets: Uint8Array, mark: Uint8Array, start: number): boolean {
  let at = 0;
  while (at < mark.length && octets[start + at] === mark[at]) at++;
  return at === mark.length;
}

/** Where the line break of a line stands; behind everything where it has none. */
function lineEnd(octets: Uint8Array, start: number): number {
  let at = start;
  while (at < octets.length && octets[at] !== 0x0a) at++;
  return at;
}

/** Whether nothing but its break, or white space too, is left of a line. */
function isBlank(octets: Uint8Array, start: number, spaces = false): boolean {
  let at = start;
  while (octets[at] === 0x0d || (spaces && isSpace(octets[at]))) at++;
  return at >= octets.length || octets[at] === 0x0a;
}

const isSpace = (octet: number | undefined): boolean => octet === 0x20 || octet === 0x09;

/** The text of a part, with the lines joined that a mail program has broken (RFC 3676 section 4). */
function plainText(octets: Uint8Array, typeField: string): string {
  const text = textIn(octets, parameterOf(typeField, 'charset'));
  const isFlowed = parameterOf(typeField, 'format')?.toLowerCase() === 'flowed';
  if (!isFlowed || text.length > longestFlowed) return text;
  const space = parameterOf(typeField, 'delsp')?.toLowerCase() === 'yes' ? '' : ' ';
  return text.replace(/^ /gm, '').replace(/ \r?\n/g, space);
}
