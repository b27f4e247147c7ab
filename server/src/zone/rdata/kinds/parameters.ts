import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import { WireReader } from '../wire.js';
import { printIpv4, printIpv6, putAddress, readIpv4, readIpv6 } from './addresses.js';
import { printBase64 } from './binary.js';
import type { Kind } from './kind.js';
import { decimal } from './numbers.js';
import { printQuoted, readOctets } from './strings.js';

const MANDATORY = 0;
const ALPN = 1;
const NO_DEFAULT_ALPN = 2;
const PORT = 3;
const IPV4HINT = 4;
const ECH = 5;
const IPV6HINT = 6;
const DOHPATH = 7;

/** Keys of service parameters that have names (RFC 9460 section 14.3.2, RFC 9461). */
export const parameterKeys: Readonly<Record<string, number>> = {
  mandatory: MANDATORY,
  alpn: ALPN,
  'no-default-alpn': NO_DEFAULT_ALPN,
  port: PORT,
  ipv4hint: IPV4HINT,
  ech: ECH,
  ipv6hint: IPV6HINT,
  dohpath: DOHPATH,
};

/** BIND 9.18 reads `dohpath`, and prints `key7`. */
const printedKeys = new Map(
  Object.entries(parameterKeys)
    .filter(([, key]) => key !== DOHPATH)
    .map(([name, key]) => [key, name]),
);

const printKey = (key: number) => printedKeys.get(key) ?? `key${key}`;

/** The number of a key as written, -1 where it is none. The case of a name does not matter to BIND. */
function keyOf(written: string): number {
  const known = parameterKeys[written.toLowerCase()];
  if (known !== undefined) return known;
  return /^key(?:0|[1-9]\d{0,4})$/.test(written) ? inRange(Number(written.slice(3))) : -1;
}

const inRange = (value: number) => (value > 0xffff ? -1 : value);

interface Parameter {
  readonly key: number;
  readonly value: string;
}

/** With the field that it ends in. */
interface WrittenParameter extends Parameter {
  readonly at: number;
}

/** Takes one parameter: `key`, `key=value` or `key="value"`, which the lexer sees as a word and a string side by side. */
function takeParameter(input: RdataInput, list: WrittenParameter[]): FieldFault {
  const { fields, wire } = input;
  const fault = input.word();
  if (fault !== fieldOk) return fault;
  const wordStart = input.start;
  const wordEnd = input.end;
  const word = input.taken;
  const equals = word.indexOf('=');
  const written = equals < 0 ? word : word.slice(0, equals);
  const key = keyOf(written);
  if (key < 0) return fieldBad;
  const quotedFollows =
    equals === word.length - 1 &&
    input.more &&
    fields.quoted[input.at] !== 0 &&
    fields.starts[input.at] === wordEnd;
  if (quotedFollows) input.string();
  else input.start = equals < 0 ? wordEnd : wordStart + equals + 1;
  const from = wire.length;
  // By its number, and by its name in other letters than lower-case ones, BIND takes a value as plain text.
  const known = parameterKeys[written] !== undefined;
  const sound = known ? readValue(input, key) : readOctets(input) === fieldOk;
  const value = wire.text(from);
  wire.length = from;
  // What is wrong with a value is wrong with the parameter as a whole.
  input.start = wordStart;
  if (!sound || !isValue(key, value)) return fieldBad;
  list.push({ key, value, at: input.at - 1 });
  return fieldOk;
}

function readValue(input: RdataInput, key: number): boolean {
  const { wire } = input;
  const written = input.taken;
  const items = written.split(',');
  switch (key) {
    case MANDATORY: {
      const keys = items.map(keyOf);
      if (keys.includes(-1)) return false;
      for (const item of keys.sort((a, b) => a - b)) wire.put16(item);
      return new Set(keys).size === keys.length;
    }
    case ALPN:
      return readProtocols(input);
    case NO_DEFAULT_ALPN:
      return written === '';
    case PORT: {
      const port = decimal(written, 0, written.length, 0xffff);
      if (port < 0) return false;
      wire.put16(port);
      return true;
    }
    case IPV4HINT:
      return items.every((item) => readIpv4(item, 0, item.length) && put(input, 4));
    case IPV6HINT:
      return items.every((item) => readIpv6(item, 0, item.length) && put(input, 16));
    case ECH:
      return readEncoded(input, written);
    default:
      return readOctets(input) === fieldOk;
  }
}

function put(input: RdataInput, octets: number): boolean {
  putAddress(input, 0, octets);
  return true;
}

/** Protocol ids with commas between; after the usual escapes, `\,` and `\\` stand for a comma and a backslash in one. */
function readProtocols(input: RdataInput): boolean {
  const from = input.wire.length;
  if (readOctets(input) !== fieldOk) return false;
  const octets = input.wire.text(from);
  input.wire.length = from;
  // By hand: an expression that takes one of two forms again and again overflows on millions of octets.
  let id = '';
  for (let at = 0; at <= octets.length; at++) {
    if (at === octets.length || octets[at] === ',') {
      if (id === '') return false;
      input.wire.put(id.length);
      input.wire.putOctets(id);
      id = '';
    } else {
      if (octets[at] === '\\' && ++at === octets.length) return false;
      id += octets[at];
      if (id.length > 255) return false;
    }
  }
  return true;
}

function readEncoded(input: RdataInput, written: string): boolean {
  if (written.length % 4 !== 0 || !/^[a-z\d+/]*={0,2}$/i.test(written)) return false;
  const octets = atob(written);
  if (btoa(octets) !== written) return false;
  input.wire.putOctets(octets);
  return true;
}

/** Whether a value has the form that its key wants, however it was written. */
function isValue(key: number, value: string): boolean {
  switch (key) {
    case MANDATORY: {
      if (value.length === 0 || value.length % 2 !== 0) return false;
      let last = -1;
      for (let i = 0; i < value.length; i += 2) {
        const next = value.charCodeAt(i) * 256 + value.charCodeAt(i + 1);
        if (next <= last) return false;
        last = next;
      }
      return true;
    }
    case ALPN: {
      let at = 0;
      while (at < value.length) {
        const length = value.charCodeAt(at);
        if (length === 0) return false;
        at += 1 + length;
      }
      return value !== '' && at === value.length;
    }
    case NO_DEFAULT_ALPN:
      return value === '';
    case PORT:
      return value.length === 2;
    case IPV4HINT:
      return value !== '' && value.length % 4 === 0;
    case IPV6HINT:
      return value !== '' && value.length % 16 === 0;
    case DOHPATH:
      return isPathTemplate(value);
    default:
      return true;
  }
}

const name = '(?:\\w|%[\\da-f]{2})';
const modifier = '(\\*|:[1-9]\\d{0,3})?$';
const variable = new RegExp(`^[+#./;?&]?(${name}+)${modifier}`, 'i');
/** Behind a variable with a length BIND takes no operator, and no `dns` either. */
const behindLength = new RegExp(`^(${name}*)${modifier}`, 'i');

/** Octets that a value has at most. */
const longest = 0xffff;

/** Whether octets are a relative URI template (RFC 6570) with the variable `dns` (RFC 9461 section 5), as BIND reads it. */
function isPathTemplate(value: string): boolean {
  if (!value.startsWith('/') || value.length > longest || !utf8.test(value)) return false;
  let hasDns = false;
  const literal = value.replace(/\{([^{}]*)\}/g, (whole, inner: string) => {
    let afterLength = false;
    for (const item of inner.split(',')) {
      const [, written, how]: string[] = (afterLength ? behindLength : variable).exec(item) ?? [];
      if (written === undefined) return whole;
      hasDns ||= !afterLength && written === 'dns';
      afterLength = how?.startsWith(':') === true;
    }
    return '';
  });
  return hasDns && !literal.includes('{') && !/%(?![\da-f]{2})/i.test(literal);
}

/** The UTF-8 that BIND takes: surrogates too. */
const utf8 =
  /^(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*$/;

/** Of keys in order the first that does not go with the others: one is there once, `no-default-alpn` needs `alpn`, and mandatory keys must be there. */
function inconsistent<One extends Parameter>(list: readonly One[]): One | undefined {
  const keys = new Set(list.map(({ key }) => key));
  return list.find(({ key, value }, index) => {
    if (list[index - 1]?.key === key) return true;
    if (key === NO_DEFAULT_ALPN) return !keys.has(ALPN);
    if (key !== MANDATORY) return false;
    for (let i = 0; i < value.length; i += 2) {
      const wanted = value.charCodeAt(i) * 256 + value.charCodeAt(i + 1);
      if (wanted === MANDATORY || !keys.has(wanted)) return true;
    }
    return false;
  });
}

/** Service parameters up to the end, or none (RFC 9460 section 2.1). BIND reads them in the alias form too, priority 0. */
export const parameters: Kind = {
  read(input) {
    const { wire } = input;
    if (!input.more) return fieldOk;
    const list: WrittenParameter[] = [];
    while (input.more) {
      const fault = takeParameter(input, list);
      if (fault === fieldOk) continue;
      input.wrongAt = input.at - 1;
      return fault;
    }
    list.sort((a, b) => a.key - b.key);
    for (const { key, value } of list) {
      wire.put16(key);
      wire.put16(value.length);
      wire.putOctets(value);
    }
    // Behind one that is wrong only the rest is read, which may lack just that one.
    const wrong = input.wrongAt < 0 ? inconsistent(list) : undefined;
    if (wrong === undefined) return fieldOk;
    input.wrongAt = wrong.at;
    return fieldBad;
  },
  print(wire) {
    if (wire.left === 0) return '';
    const list: Parameter[] = [];
    while (wire.left > 0) {
      const key = wire.get16();
      const value = wire.take(wire.get16());
      if (wire.short || key <= (list.at(-1)?.key ?? -1) || !isValue(key, value)) return undefined;
      list.push({ key, value });
    }
    return inconsistent(list) === undefined ? list.map(printParameter).join(' ') : undefined;
  },
};

function printParameter({ key, value }: Parameter): string {
  return value === '' ? printKey(key) : `${printKey(key)}=${printValue(key, value)}`;
}

function printValue(key: number, value: string): string {
  const wire = new WireReader(value);
  const items: string[] = [];
  switch (key) {
    case MANDATORY:
      while (wire.left > 0) items.push(printKey(wire.get16()));
      return items.join(',');
    case ALPN:
      while (wire.left > 0) items.push(printProtocol(wire.take(wire.get8())));
      return `"${items.join(',')}"`;
    case PORT:
      return String(wire.get16());
    case IPV4HINT:
      while (wire.left > 0) items.push(printIpv4(wire.take(4)));
      return items.join(',');
    case IPV6HINT:
      while (wire.left > 0) items.push(printIpv6(wire.take(16)));
      return items.join(',');
    case ECH:
      return printBase64(value);
    default:
      return printQuoted(value);
  }
}

/** A protocol id within the list: a comma and a backslash are escaped on both levels. */
function printProtocol(id: string): string {
  return id.replace(/[^!-~]|["\\,]/g, (octet) => {
    if (octet === '"') return '\\"';
    if (octet === ',') return '\\\\,';
    if (octet === '\\') return '\\\\\\\\';
    return `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`;
  });
}
