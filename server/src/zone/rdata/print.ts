import { isMetaType } from '../rrtypes.js';
import { printHex } from './kinds/binary.js';
import { kinds } from './kinds/index.js';
import { hasUnknownFamily } from './kinds/prefixes.js';
import { formatOf } from './table.js';
import { WireReader } from './wire.js';

const LOC = 29;
const AMTRELAY = 260;
const ATMA = 34;
const APL = 42;

/**
 * RDATA as `named-compilezone -s full` prints it.
 *
 * @param octets wire form, one character an octet
 * @returns undefined where the octets are no RDATA of the type
 */
export function printRdata(typeCode: number, octets: string): string | undefined {
  const format = formatOf(typeCode);
  if (format === undefined) return isMetaType(typeCode) ? undefined : printGeneric(octets);
  if (isUnknown(typeCode, octets)) return printGeneric(octets);
  const wire = new WireReader(octets, typeCode);
  let printed = '';
  for (const { kind } of format.fields) {
    const text = kinds[kind].print(wire);
    if (text === undefined || wire.short) return undefined;
    // BIND prints the space of an A6 suffix that is not there.
    if (text !== '' || kind === 'suffix') printed += printed === '' ? text : ` ${text}`;
  }
  return wire.left === 0 ? printed : undefined;
}

/** Whether the data is of a version, format or kind that BIND does not know: a later LOC, another address or relay. */
function isUnknown(typeCode: number, octets: string): boolean {
  if (typeCode === LOC) return octets !== '' && octets.charCodeAt(0) !== 0;
  if (typeCode === ATMA) return octets.length > 1 && octets.charCodeAt(0) > 1;
  if (typeCode === APL) return hasUnknownFamily(octets);
  return typeCode === AMTRELAY && octets.length > 1 && (octets.charCodeAt(1) & 0x7f) > 3;
}

/** The generic form of RFC 3597 section 5, data in words of 56 digits. */
export function printGeneric(octets: string): string {
  return octets === '' ? '\\# 0' : `\\# ${octets.length} ${printHex(octets, 56)}`;
}
