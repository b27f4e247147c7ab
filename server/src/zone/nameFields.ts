import type { RecordEntry } from './model.js';

/**
 * Which RDATA field of a common type is the name of another host, for what must be known of every record fast: -1
 * where none is. The table of all types in `rdata/` says the same in full.
 */
const positions = new Map<number, number>([
  [2, 0], // NS
  [5, 0], // CNAME
  [12, 0], // PTR
  [15, 1], // MX
  [18, 1], // AFSDB
  [21, 1], // RT
  [33, 3], // SRV
  [36, 1], // KX
  [39, 0], // DNAME
  [64, 1], // SVCB
  [65, 1], // HTTPS
]);

const small = new Int8Array(66).fill(-1);
for (const [type, position] of positions) small[type] = position;

/** @returns -1 also where the RDATA is in the generic form (RFC 3597 section 5): no name is read from octets here */
export function nameFieldOf({ typeCode, rdata }: RecordEntry): number {
  return rdata[0]?.raw === '\\#' ? -1 : nameField(typeCode);
}

export function nameField(typeCode: number): number {
  return typeCode > 0 && typeCode < small.length ? small[typeCode]! : -1;
}

/** Types whose name must own an address: NS, MX, SRV (RFC 2181 section 10.3, RFC 2782). */
export const isTargetType = (typeCode: number) => typeCode === 2 || typeCode === 15 || typeCode === 33;
