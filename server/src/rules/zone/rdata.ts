import { type Message, msg } from '../../message.js';
import { FieldList } from '../../zone/fields.js';
import type { Field, RecordEntry } from '../../zone/model.js';
import {
  checkField,
  encodedIsFine,
  fieldBadEscape,
  fieldBadName,
  fieldOk,
  fieldTooLong,
  formatOf,
  genericIsFine,
  isGeneric,
} from '../../zone/rdata/check.js';
import { type FieldKind, takesRest } from '../../zone/rdata/table.js';
import { decodeOne } from '../../zone/strings.js';
import type { Finding } from '../finding.js';
import { nameFindings, spanOf } from './entry.js';

/** What is wrong with the RDATA of a record whose head is sound; nothing exactly where `rdataIsFine` says so. */
export function* rdataFindings(entry: RecordEntry, originWire: number): Generator<Finding> {
  const { type, rdata } = entry;
  if (entry.typeCode < 0 || type === undefined) return;
  const list = listOf(rdata);
  if (isGeneric(list, 0)) {
    if (!genericIsFine(list, 0)) {
      yield {
        rule: 'zone/bad-rdata',
        start: rdata[0]!.start,
        end: rdata.at(-1)!.end,
        message: msg('After \\# stand a length in octets and as many pairs of hexadecimal digits.'),
      };
    }
    return;
  }
  const format = formatOf(entry.typeCode);
  if (format === undefined) {
    // NULL and APL may be empty.
    if (rdata.length === 0 && entry.typeCode !== 10 && entry.typeCode !== 42)
      yield missing(entry, msg('This {0} record has no data.', entry.typeName ?? ''));
    return;
  }
  const absent = format.fields[rdata.length];
  if (absent !== undefined && absent.kind !== 'words') {
    // Where a field is left out, those after it stand in the wrong places: that is one mistake.
    yield missing(
      entry,
      msg(
        'This {0} record has too few fields: it ends before its {1}.',
        entry.typeName ?? '',
        format.fields.at(-1)?.name ?? '',
      ),
    );
    return;
  }
  let at = 0;
  for (const { name, kind } of format.fields) {
    if (takesRest(kind)) {
      const first = at;
      let sound = true;
      for (; at < rdata.length; at++) {
        for (const finding of fieldFindings(list, rdata[at]!, at, kind, name, originWire)) {
          sound = false;
          yield finding;
        }
      }
      if (sound && kind !== 'strings' && kind !== 'words' && !encodedIsFine(list, at, first, kind)) {
        yield {
          rule: 'zone/bad-rdata',
          start: rdata[first]!.start,
          end: rdata[at - 1]!.end,
          message:
            kind === 'hexes'
              ? msg('Hexadecimal digits come in pairs.')
              : msg('This base64 is cut off: its length is no multiple of four.'),
        };
      }
    } else {
      const field = rdata[at];
      if (field === undefined) return;
      yield* fieldFindings(list, field, at, kind, name, originWire);
      at++;
    }
  }
  const extra = rdata[at];
  if (extra !== undefined) {
    yield {
      rule: 'zone/extra-rdata',
      start: extra.start,
      end: rdata.at(-1)!.end,
      message: msg(
        'A {0} record has nothing after its {1}: BIND refuses the zone.',
        entry.typeName ?? '',
        format.fields.at(-1)?.name ?? '',
      ),
      data: { insertAt: extra.start },
    };
  }
}

function listOf(rdata: readonly Field[]): FieldList {
  const list = new FieldList();
  for (const field of rdata) {
    const start = list.text.length;
    list.text += `${field.raw} `;
    const open = field.quoted && (field.raw.length < 2 || !field.raw.endsWith('"'));
    list.push(start, start + field.raw.length, field.quoted ? (open ? 2 : 1) : 0);
  }
  return list;
}

function missing(entry: RecordEntry, message: Message): Finding {
  const last = entry.rdata.at(-1) ?? entry.type!;
  return { rule: 'zone/missing-rdata', ...spanOf(last), message };
}

function* fieldFindings(
  list: FieldList,
  field: Field,
  index: number,
  kind: FieldKind,
  name: string,
  originWire: number,
): Generator<Finding> {
  const fault = checkField(list, index, kind, originWire);
  if (fault === fieldOk) return;
  if (kind === 'name' && (fault === fieldBadName || fault === fieldBadEscape)) {
    yield* nameFindings(field, originWire);
  } else if (fault === fieldBadEscape) {
    for (const match of field.raw.matchAll(/\\(?:\d{1,3}|[\s\S]|$)/g)) {
      if (/^\\(?:[^\d]|\d{3})$/s.test(match[0]) && Number(match[0].slice(1)) <= 255) continue;
      if (/^\\[^\d]$/s.test(match[0])) continue;
      yield {
        rule: 'zone/bad-escape',
        start: field.start + match.index,
        end: field.start + match.index + match[0].length,
        message: msg('A backslash takes one character, or three digits up to 255.'),
      };
    }
  } else if (fault === fieldTooLong) {
    yield {
      rule: 'zone/string-too-long',
      ...spanOf(field),
      message: msg('A character-string has at most 255 octets, and this one {0}.', octetsOf(field)),
    };
  } else {
    yield {
      rule: 'zone/bad-rdata',
      ...spanOf(field),
      message: msg('The {0} must be {1}.', name, expected[kind] ?? 'of another form'),
    };
  }
}

function octetsOf(field: Field): number {
  const from = field.quoted ? 1 : 0;
  let octets = 0;
  for (let i = from; i < field.raw.length - from; ) {
    const { value, width } = decodeOne(field.raw, i, field.raw.length - from);
    octets += value.length;
    i += width;
  }
  return octets;
}

const expected: Partial<Record<FieldKind, string>> = {
  u8: 'a number from 0 to 255',
  u16: 'a number from 0 to 65535',
  u32: 'a number from 0 to 4294967295',
  ttl: 'a time in seconds, or with units as in 1h30m',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  hex: 'hexadecimal',
  hexes: 'hexadecimal',
  base64s: 'base64',
  base32hex: 'base32hex',
  time: 'a time as YYYYMMDDHHmmSS or in seconds',
  type: 'a record type',
};
