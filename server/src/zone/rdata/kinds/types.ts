import { readType, typeName } from '../../rrtypes.js';
import { type FieldFault, fieldBad, fieldMissing, fieldOk, type RdataInput } from '../input.js';
import type { WireWriter } from '../wire.js';
import type { Kind } from './kind.js';
import { decimal } from './numbers.js';

/** An RR type that a signature covers: a mnemonic, `TYPEnnn` or a number. */
export const type: Kind = {
  read(input) {
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    let code = readType(input.text, input.start, input.end);
    if (code < 0) code = decimal(input.text, input.start, input.end, 0xffff);
    if (code < 0) return fieldBad;
    input.wire.put16(code);
    return fieldOk;
  },
  print(wire) {
    const code = wire.get16();
    return code === 0 ? 'TYPE0' : typeName(code);
  },
};

/** The same in SIG, where BIND prints a type without a mnemonic as a number. */
export const plainType: Kind = {
  read: type.read,
  print(wire) {
    const code = wire.get16();
    const name = typeName(code);
    return code === 0 || name.startsWith('TYPE') ? String(code) : name;
  },
};

/** Which types were read: one bit each, and the windows of 256 in use. Cleared after each record. */
const bits = new Uint8Array(8192);
const windows = new Uint8Array(256);

/** Writes the bits as windows of up to 32 octets (RFC 4034 section 4.1.2) and clears them. */
function writeBitmap(wire: WireWriter): void {
  for (let window = 0; window < 256; window++) {
    if (windows[window] === 0) continue;
    const base = window * 32;
    let length = 32;
    while (bits[base + length - 1] === 0) length--;
    wire.put(window);
    wire.put(length);
    for (let i = 0; i < length; i++) wire.put(bits[base + i]!);
    bits.fill(0, base, base + 32);
    windows[window] = 0;
  }
}

function readBitmap(input: RdataInput): FieldFault {
  let fault: FieldFault = fieldOk;
  while (input.more && fault === fieldOk) {
    fault = input.word();
    if (fault !== fieldOk) break;
    const code = readType(input.text, input.start, input.end);
    if (code < 0) {
      fault = fieldBad;
    } else {
      bits[code >> 3]! |= 0x80 >> (code & 7);
      windows[code >> 8] = 1;
    }
  }
  writeBitmap(input.wire);
  return fault;
}

/** Types up to the end as a bitmap. */
function bitmap(mayBeEmpty: boolean): Kind {
  return {
    read: (input) => (mayBeEmpty || input.more ? readBitmap(input) : fieldMissing),
    print(wire) {
      if (wire.left === 0) return mayBeEmpty ? '' : undefined;
      const printed: string[] = [];
      for (let last = -1; wire.left > 0; ) {
        const window = wire.get8();
        const octets = wire.take(wire.get8());
        if (window <= last || octets.length < 1 || octets.length > 32 || octets.endsWith('\0'))
          return undefined;
        last = window;
        for (let i = 0; i < octets.length; i++) {
          for (let bit = 0; bit < 8; bit++) {
            if ((octets.charCodeAt(i) & (0x80 >> bit)) !== 0) {
              printed.push(typeName(window * 256 + i * 8 + bit));
            }
          }
        }
      }
      return printed.join(' ');
    },
  };
}

export const types = bitmap(false);
export const optionalTypes = bitmap(true);

/** Types 1 to 127 as the one bitmap of NXT (RFC 2535 section 5.2). */
export const oldTypes: Kind = {
  read(input) {
    let highest = 0;
    let fault: FieldFault = fieldOk;
    while (input.more && fault === fieldOk) {
      fault = input.word();
      if (fault !== fieldOk) break;
      let code = decimal(input.text, input.start, input.end, 0xffff);
      if (code < 0) code = readType(input.text, input.start, input.end);
      if (code < 1 || code > 127) {
        fault = fieldBad;
      } else {
        bits[code >> 3]! |= 0x80 >> (code & 7);
        highest = Math.max(highest, code);
      }
    }
    if (highest > 0) for (let i = 0; i <= highest >> 3; i++) input.wire.put(bits[i]!);
    bits.fill(0, 0, 16);
    return fault;
  },
  print(wire) {
    const octets = wire.rest();
    if (octets === '') return '';
    if (octets.length > 16 || octets.charCodeAt(0) > 0x7f || octets.endsWith('\0')) return undefined;
    const printed: string[] = [];
    for (let code = 1; code < octets.length * 8; code++) {
      if ((octets.charCodeAt(code >> 3) & (0x80 >> (code & 7))) === 0) continue;
      const name = typeName(code);
      printed.push(name.startsWith('TYPE') ? String(code) : name);
    }
    return printed.join(' ');
  },
};
