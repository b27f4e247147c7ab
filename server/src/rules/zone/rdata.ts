import { type Message, msg } from '../../message.js';
import { isClosed } from '../../quotes.js';
import { spanOf } from '../../span.js';
import { FieldList } from '../../zone/fields.js';
import type { Field, RecordEntry } from '../../zone/model.js';
import { namesAddress } from '../../zone/rdata/check.js';
import {
  type FieldFault,
  fieldBadEscape,
  fieldBadName,
  fieldMissing,
  fieldOk,
  fieldTooLong,
  RdataInput,
} from '../../zone/rdata/input.js';
import { isList, kinds, takesRest } from '../../zone/rdata/kinds/index.js';
import { wireOfName } from '../../zone/rdata/kinds/names.js';
import { parameterKeys } from '../../zone/rdata/kinds/parameters.js';
import { isGeneric, maxRdata, readRdata } from '../../zone/rdata/read.js';
import { formatOf, type RdataField, type RdataFormat } from '../../zone/rdata/table.js';
import { isMetaType } from '../../zone/rrtypes.js';
import type { Origin } from '../../zone/state.js';
import { octetsIn } from '../../zone/strings.js';
import type { Finding, Tell } from '../finding.js';
import { expectation } from './expectation.js';
import { nameFinding } from './names.js';

const NS = 2;
const SVCB = 64;
const HTTPS = 65;

/** Reused from record to record. */
const input = new RdataInput(new FieldList());

/** What the RDATA of a record is judged by. */
type TypedData = Pick<RecordEntry, 'type' | 'typeCode' | 'typeName' | 'rdata'>;

/** Tells what is wrong with the RDATA of a record whose head is sound; nothing exactly where `rdataIsFine` says so. */
export function checkRdata(entry: TypedData, origin: Origin, tell: Tell): void {
  const { type, typeCode, rdata } = entry;
  if (typeCode < 0 || type === undefined) return;
  const name = entry.typeName ?? '';
  if (isMetaType(typeCode)) {
    tell({
      rule: 'zone/unknown-type',
      ...spanOf(type),
      message: msg('BIND takes no record of the type {0}: it belongs to messages, or is obsolete.', name),
    });
    return;
  }
  put(rdata, input.fields);
  input.originLength = origin.wire;
  input.originLabels = origin.labels;
  const format = formatOf(typeCode);
  if (isGeneric(input.fields, 0, typeCode)) {
    if (readRdata(input, 0, typeCode) === fieldOk && !input.more) return;
    tell(
      whole(
        rdata,
        msg(
          'After \\# stand a length in octets and as many pairs of hexadecimal digits, sound for the type.',
        ),
      ),
    );
  } else if (format === undefined) {
    tell(
      rdata.length === 0
        ? missing(entry, msg('This {0} record has no data.', name))
        : whole(rdata, msg('BIND reads the data of {0} in the form of RFC 3597 only: \\# 2 AABB.', name)),
    );
  } else {
    input.begin(0, typeCode);
    const found = formatFindings(entry, input, format, origin.wire);
    for (const finding of found) tell(finding);
    const [server] = rdata;
    if (typeCode === NS && found.length === 0 && server !== undefined && namesAddress(input.fields, 0)) {
      tell({
        rule: 'zone/bad-rdata',
        ...spanOf(server),
        message: msg('A name server is given by its name, not by an address: BIND refuses the zone.'),
      });
    }
    if ((typeCode === SVCB || typeCode === HTTPS) && found.length === 0) checkKeys(rdata, tell);
  }
}

/** Tells of service parameters whose key is not in lower case (RFC 9460 section 2.1). */
function checkKeys(rdata: readonly Field[], tell: Tell): void {
  for (const { start, raw } of rdata) {
    const key = /^[a-z\d-]*(?==|$)/i.exec(raw)?.[0] ?? '';
    const right = key.toLowerCase();
    if (key === right || parameterKeys[right] === undefined) continue;
    tell({
      rule: 'zone/bad-rdata',
      start,
      end: start + key.length,
      severity: 'warning',
      message: msg(
        'BIND serves the letters of this value as they stand, since the key is not written {0}.',
        right,
      ),
    });
  }
}

function formatFindings(
  entry: TypedData,
  input: RdataInput,
  format: RdataFormat,
  originWire: number,
): Finding[] {
  const { rdata } = entry;
  const name = entry.typeName ?? '';
  const last = format.fields.at(-1)?.name ?? '';
  const found: Finding[] = [];
  for (const field of format.fields) {
    const kind = kinds[field.kind];
    for (let from = input.at, fault = kind.read(input); fault !== fieldOk; ) {
      const isShort = takesRest(field.kind) && !isList(field.kind) && from < rdata.length;
      if (fault === fieldMissing && !isShort) {
        // Where a field is left out, those after it stand in the wrong places: that is one mistake.
        const text = msg('This {0} record has too few fields: it ends before its {1}.', name, last);
        return [missing(entry, rdata.length === 0 ? msg('This {0} record has no data.', name) : text)];
      }
      const at = Math.max(from, input.at - 1);
      const wrong = input.wrongAt < 0 ? at : input.wrongAt;
      found.push(...fieldFindings(rdata, from, wrong, field, fault, originWire));
      input.at = takesRest(field.kind) && !isList(field.kind) ? rdata.length : at + 1;
      if (!isList(field.kind) || !input.more) break;
      from = input.at;
      fault = kind.read(input);
    }
  }
  if (found.length === 0 && input.wire.length > maxRdata) {
    found.push(
      whole(rdata, msg('The data of a record has at most {0} octets, and this has more.', maxRdata)),
    );
  }
  const extra = rdata[input.at];
  if (extra === undefined) return found;
  found.push({
    rule: 'zone/extra-rdata',
    start: extra.start,
    end: rdata.at(-1)!.end,
    message: msg('Nothing may follow the {1} of a record of type {0}: BIND refuses the zone.', name, last),
    data: { insertAt: extra.start },
  });
  return found;
}

/** Puts the RDATA of a record into a list, as it would stand on one line. */
function put(rdata: readonly Field[], list: FieldList): void {
  list.text = '';
  list.count = 0;
  let end = -1;
  for (const field of rdata) {
    // Side by side stays side by side: `key="value"` is a word and a string.
    if (end !== field.start) list.text += ' ';
    end = field.end;
    const start = list.text.length;
    list.text += field.raw;
    list.push(start, list.text.length, field.quoted ? (isClosed(field.raw) ? 1 : 2) : 0);
  }
}

function whole(rdata: readonly Field[], message: Message): Finding {
  return { rule: 'zone/bad-rdata', start: rdata[0]!.start, end: rdata.at(-1)!.end, message };
}

function missing(entry: TypedData, message: Message): Finding {
  const last = entry.rdata.at(-1) ?? entry.type!;
  return { rule: 'zone/missing-rdata', ...spanOf(last), message };
}

/** What digits of such a field can be, where words of it are joined. */
const digits: Readonly<Record<string, RegExp>> = {
  hex: /^[\da-f]+$/i,
  base64: /^[A-Za-z\d+/=]+$/,
};

function* fieldFindings(
  rdata: readonly Field[],
  from: number,
  at: number,
  { name, kind }: RdataField,
  fault: FieldFault,
  originWire: number,
): Generator<Finding> {
  const field = rdata[at];
  if (field === undefined) return;
  if (fault === fieldBadName || (fault === fieldBadEscape && /name/i.test(kind))) {
    const finding = nameFinding(field, originWire);
    if (finding !== undefined) yield finding;
  } else if (fault === fieldBadEscape) {
    yield* escapeFindings(field);
  } else if (fault === fieldTooLong) {
    yield {
      rule: 'zone/string-too-long',
      ...spanOf(field),
      message: msg('A character-string has at most 255 octets, and this one {0}.', octetsOf(field)),
      data: { splits: isList(kind) },
    };
  } else {
    // Where each word is sound, it is what they make together that is not.
    const form = digits[kind === 'hex' || /digest|fingerprint/i.test(kind) ? 'hex' : 'base64']!;
    const joined = takesRest(kind) && !isList(kind) && form.test(field.raw);
    const end = joined ? rdata.at(-1)!.end : field.end;
    const start = joined ? rdata[from]!.start : field.start;
    yield { rule: 'zone/bad-rdata', start, end, message: expectation(kind, name) };
  }
}

function* escapeFindings(field: Field): Generator<Finding> {
  for (const match of field.raw.matchAll(/\\(?:\d{1,3}|[\s\S]|$)/g)) {
    if (/^\\\d{3}$/.test(match[0]) && Number(match[0].slice(1)) <= 255) continue;
    if (/^\\[^\d]$/s.test(match[0])) continue;
    const lone = field.raw === '\\';
    yield {
      rule: 'zone/bad-escape',
      start: field.start + match.index,
      end: field.start + match.index + match[0].length,
      message: lone
        ? msg('A backslash does not continue a line: BIND refuses the zone. Parentheses do, or one line.')
        : msg('A backslash takes one character, or three digits up to 255.'),
      ...(lone && { data: { join: true } }),
    };
  }
}

function octetsOf({ quoted, raw }: Field): number {
  const quote = quoted ? 1 : 0;
  return octetsIn(raw, quote, raw.length - (quoted && isClosed(raw) ? 1 : 0)).length;
}

/** One for all records whose wire form is asked for, and the origin that it was given last: an RRset may have many. */
const wired = new RdataInput(new FieldList());
let wiredOrigin: string | undefined;

/** The RDATA of a record in wire form; undefined where it is not sound, which another rule tells. */
export function wireOf({ rdata, typeCode, origin }: RecordEntry): string | undefined {
  put(rdata, wired.fields);
  if (origin !== wiredOrigin) {
    const name = origin === undefined ? '' : wireOfName(origin);
    if (name === undefined) return undefined;
    wiredOrigin = origin;
    wired.origin = name;
    wired.originLength = name.length;
  }
  return readRdata(wired, 0, typeCode) === fieldOk && !wired.more ? wired.wire.text() : undefined;
}
