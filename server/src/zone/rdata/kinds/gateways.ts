import { type FieldFault, fieldBad, fieldOk, type RdataInput } from '../input.js';
import type { WireReader } from '../wire.js';
import { ipv4, ipv6, printIpv6, putAddress, readIpv6 } from './addresses.js';
import { printBase64, printHex, readBase64, readHexWord } from './binary.js';
import type { Kind } from './kind.js';
import { name } from './names.js';
import { takeNumber } from './numbers.js';

/** Kinds of gateway: 0 none, written as a dot, 1 IPv4, 2 IPv6, 3 a name (RFC 4025 section 2.3, RFC 8777 section 4.2.3). */
export const gatewayType: Kind = {
  read(input) {
    const fault = takeNumber(input, 3);
    input.gateway = input.number;
    if (fault === fieldOk) input.wire.put(input.number);
    return fault;
  },
  print: (wire) => String(wire.get8()),
};

/** The discovery bit of AMTRELAY, which shares an octet with the type of the relay. */
export const discovery: Kind = {
  read(input) {
    const fault = takeNumber(input, 1);
    input.discovery = Math.max(0, input.number);
    return fault;
  },
  print: (wire) => String(wire.octets.charCodeAt(wire.at) >> 7),
};

export const relayType: Kind = {
  read(input) {
    const fault = takeNumber(input, 3);
    input.gateway = input.number;
    if (fault === fieldOk) input.wire.put(input.number | (input.discovery << 7));
    return fault;
  },
  print: (wire) => String(wire.get8() & 0x7f),
};

function readGateway(input: RdataInput): FieldFault {
  switch (input.gateway) {
    case 1:
      return ipv4.read(input);
    case 2:
      return ipv6.read(input);
    case 3:
      return name.read(input);
    default: {
      const fault = input.word();
      if (fault !== fieldOk || input.gateway < 0) return fault;
      return input.taken === '.' ? fieldOk : fieldBad;
    }
  }
}

function printGateway(wire: WireReader): string | undefined {
  switch (wire.octets.charCodeAt(1) & 0x7f) {
    case 0:
      return '.';
    case 1:
      return ipv4.print(wire);
    case 2:
      return ipv6.print(wire);
    case 3:
      return name.print(wire);
    default:
      return undefined;
  }
}

export const gateway: Kind = { read: readGateway, print: printGateway };

/** The algorithm of a HIP record, with the lengths of tag and key around it (RFC 8005 section 5). */
export const hipAlgorithm: Kind = {
  read(input) {
    input.wire.put(0);
    const fault = takeNumber(input, 0xff);
    if (fault === fieldOk) {
      input.wire.put(input.number);
      input.wire.put16(0);
    }
    return fault;
  },
  print(wire) {
    wire.get8();
    const printed = String(wire.get8());
    wire.get16();
    return printed;
  },
};

export const hostIdentityTag: Kind = {
  read(input) {
    const from = input.wire.length;
    const fault = readHexWord(input);
    if (fault !== fieldOk) return fault;
    const length = input.wire.length - from;
    if (length > 0xff) return fieldBad;
    input.wire.octets[0] = length;
    return fieldOk;
  },
  print(wire) {
    const length = wire.octets.charCodeAt(0);
    return length === 0 ? undefined : printHex(wire.take(length));
  },
};

export const hostIdentity: Kind = {
  read(input) {
    const from = input.wire.length;
    const fault = readBase64(input, 1);
    if (fault !== fieldOk) return fault;
    const length = input.wire.length - from;
    if (length > 0xffff) return fieldBad;
    input.wire.octets[2] = length >> 8;
    input.wire.octets[3] = length & 0xff;
    return fieldOk;
  },
  print(wire) {
    const length = wire.octets.charCodeAt(2) * 256 + wire.octets.charCodeAt(3);
    return length === 0 ? undefined : printBase64(wire.take(length));
  },
};

/** The suffix of an A6 record: the bits after the prefix (RFC 2874 section 3.1). None where the prefix has all 128. */
export const addressSuffix: Kind = {
  read(input) {
    const prefix = input.number;
    if (prefix === 128) return fieldOk;
    const fault = input.word();
    if (fault !== fieldOk || prefix < 0) return fault;
    if (!readIpv6(input.text, input.start, input.end)) return fieldBad;
    const from = input.wire.length;
    putAddress(input, prefix >> 3, 16);
    input.wire.octets[from]! &= 0xff >> (prefix & 7);
    return fieldOk;
  },
  print(wire) {
    const prefix = wire.octets.charCodeAt(0);
    if (prefix > 128) return undefined;
    if (prefix === 128) return '';
    const octets = wire.take(16 - (prefix >> 3));
    if ((octets.charCodeAt(0) & ~(0xff >> (prefix & 7))) !== 0) return undefined;
    return printIpv6(octets.padStart(16, '\0'));
  },
};

/** The name that has the prefix of an A6 record; none where the prefix is empty. */
export const prefixName: Kind = {
  read: (input) => (input.wire.octets[0] === 0 ? fieldOk : name.read(input)),
  print: (wire) => (wire.octets.charCodeAt(0) === 0 ? '' : name.print(wire)),
};
