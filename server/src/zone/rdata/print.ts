import { isMetaType } from '../rrtypes.js';
import { printHex } from './kinds/binary.js';
import { kinds } from './kinds/index.js';
import { formatOf } from './table.js';
import { WireReader } from './wire.js';

const LOC = 29;
const ATMA = 34;

/**
 * RDATA as `named-compilezone -s full` prints it.
 *
 * @param octets wire form, one character an octet
 * @returns undefined where the octets are no RDATA of the type
 */
export function printRdata(typeCode: number, octets: string): string | undefined {
  const format = formatOf(typeCode);
  if (format === undefined) return isMetaType(typeCode) ? undefined : printGeneric(octets);
  // A LOC record of a later version and an ATM address of another format are unknown data.
  if (typeCode === LOC && octets !== '' && octets.charCodeAt(0) !== 0) return printGeneric(octets);
  if (typeCode === ATMA && octets.length > 1 && octets.charCodeAt(0) > 1) return printGeneric(octets);
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

/** The generic form of RFC 3597 section 5, data in words of 56 digits. */
export function printGeneric(octets: string): string {
  return octets === '' ? '\\# 0' : `\\# ${octets.length} ${printHex(octets, 56)}`;
}
