/**
 * Mnemonics and numbers of the RR types that BIND 9 knows (IANA's registry of DNS parameters), and the look-up that
 * reads a type in place.
 */
export const typeCodes = {
  A: 1,
  NS: 2,
  MD: 3,
  MF: 4,
  CNAME: 5,
  SOA: 6,
  MB: 7,
  MG: 8,
  MR: 9,
  NULL: 10,
  WKS: 11,
  PTR: 12,
  HINFO: 13,
  MINFO: 14,
  MX: 15,
  TXT: 16,
  RP: 17,
  AFSDB: 18,
  X25: 19,
  ISDN: 20,
  RT: 21,
  NSAP: 22,
  'NSAP-PTR': 23,
  SIG: 24,
  KEY: 25,
  PX: 26,
  GPOS: 27,
  AAAA: 28,
  LOC: 29,
  NXT: 30,
  EID: 31,
  NIMLOC: 32,
  SRV: 33,
  ATMA: 34,
  NAPTR: 35,
  KX: 36,
  CERT: 37,
  A6: 38,
  DNAME: 39,
  SINK: 40,
  APL: 42,
  DS: 43,
  SSHFP: 44,
  IPSECKEY: 45,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  DHCID: 49,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  SMIMEA: 53,
  HIP: 55,
  NINFO: 56,
  RKEY: 57,
  TALINK: 58,
  CDS: 59,
  CDNSKEY: 60,
  OPENPGPKEY: 61,
  CSYNC: 62,
  ZONEMD: 63,
  SVCB: 64,
  HTTPS: 65,
  DSYNC: 66,
  HHIT: 67,
  BRID: 68,
  SPF: 99,
  UINFO: 100,
  UID: 101,
  GID: 102,
  UNSPEC: 103,
  NID: 104,
  L32: 105,
  L64: 106,
  LP: 107,
  EUI48: 108,
  EUI64: 109,
  URI: 256,
  CAA: 257,
  AVC: 258,
  DOA: 259,
  AMTRELAY: 260,
  RESINFO: 261,
  WALLET: 262,
  TA: 32768,
  DLV: 32769,
} as const;

export type Mnemonic = keyof typeof typeCodes;

/**
 * A word of letters, digits and dashes packed into a number, the case dropped; 0 for other words. Up to five characters
 * make a small integer, which costs a look-up the least: nearly all records are of such types.
 */
function pack(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > 10) return 0;
  let packed = 0;
  for (let i = start; i < end; i++) {
    const digit = packDigit(text.charCodeAt(i));
    if (digit === 0) return 0;
    packed = length > 5 ? packed * 64 + digit : (packed << 6) | digit;
  }
  return packed;
}

/** A character of a packed word; 0 where it is of none. */
export function packDigit(code: number): number {
  if (code >= 97 && code <= 122) return code - 86;
  if (code >= 65 && code <= 90) return code - 54;
  if (code >= 48 && code <= 57) return code - 47;
  return code === 45 ? 37 : 0;
}

const byPack = new Map<number, number>();
const names = new Map<number, string>();
for (const [name, code] of Object.entries(typeCodes)) {
  byPack.set(pack(name, 0, name.length), code);
  names.set(code, name);
}

/** Types of questions and of messages, which no zone holds (RFC 6895 section 3.1). */
const metaTypes = { OPT: 41, TKEY: 249, TSIG: 250, IXFR: 251, AXFR: 252, MAILB: 253, MAILA: 254, ANY: 255 };
for (const [name, code] of Object.entries(metaTypes)) {
  byPack.set(pack(name, 0, name.length), code);
  names.set(code, name);
}

/** Types that BIND lets stand beside a CNAME: SIG, KEY, RRSIG, NSEC (RFC 4035 section 2.5), and NSEC3, which it keeps apart. */
export const isBesideCname = (code: number) =>
  code === 24 || code === 25 || code === 46 || code === 47 || code === 50;

/** Whether BIND lets an owner have one record of a type only: CNAME, SOA, DNAME, RESINFO. */
export const isSingleton = (code: number) => code === 5 || code === 6 || code === 39 || code === 261;

/** Whether BIND takes no record of a type: 0, OPT, and 128 to 255, which are of messages; MD and MF, which are obsolete. */
export const isMetaType = (code: number) =>
  code === 0 || code === 3 || code === 4 || code === 41 || (code >= 128 && code <= 255);

/** So many characters of a mnemonic make a small integer. */
export const shortMnemonic = 5;

/** The types of up to five characters, which nearly all records are of, by a hash of their packed names: packed, number. */
const shortTypes = new Int32Array(2 * 0x400);
for (const [packed, code] of byPack) {
  if (packed !== packed >> 0) continue;
  let slot = shortSlot(packed);
  while (shortTypes[slot] !== 0) slot = (slot + 2) & 0x7ff;
  shortTypes[slot] = packed;
  shortTypes[slot + 1] = code;
}

function shortSlot(packed: number): number {
  return (Math.imul(packed, 0x9e3779b1) >>> 21) & 0x7fe;
}

/** The number of a type by its packed mnemonic of at most five characters; -1 where it is none. */
export function shortType(packed: number): number {
  for (let slot = shortSlot(packed); shortTypes[slot] !== 0; slot = (slot + 2) & 0x7ff) {
    if (shortTypes[slot] === packed) return shortTypes[slot + 1]!;
  }
  return -1;
}

/** The number of a type as written: a mnemonic in any case, or `TYPEnnn` (RFC 3597); -1 where it is none. */
export function readType(text: string, start: number, end: number): number {
  const packed = pack(text, start, end);
  const code = end - start <= shortMnemonic ? shortType(packed) : (byPack.get(packed) ?? -1);
  return code >= 0 ? code : readNumbered(text, start, end, 'type');
}

/** The class as written: its number for a mnemonic in any case or `CLASSnnn`; -1 where it is none. */
export function readClass(text: string, start: number, end: number): number {
  const length = end - start;
  if (length === 2) {
    const first = text.charCodeAt(start) | 32;
    const second = text.charCodeAt(start + 1) | 32;
    if (first === 105 && second === 110) return 1;
    if (first === 99 && second === 104) return 3;
    if (first === 104 && second === 115) return 4;
    return -1;
  }
  if (length < 3 || length > 10) return -1;
  const first = text.charCodeAt(start) | 32;
  // any, none, chaos, hesiod, class…, reserved0: nothing else needs a closer look.
  if (first !== 97 && first !== 110 && first !== 99 && first !== 104 && first !== 114) return -1;
  const word = text.slice(start, end).toLowerCase();
  const code = { any: 255, none: 254, chaos: 3, hesiod: 4, reserved0: 0 }[word];
  return code ?? readNumbered(text, start, end, 'class');
}

function readNumbered(text: string, start: number, end: number, prefix: string): number {
  const digits = start + prefix.length;
  if (end <= digits || end > digits + 5) return -1;
  for (let i = 0; i < prefix.length; i++) {
    if ((text.charCodeAt(start + i) | 32) !== prefix.charCodeAt(i)) return -1;
  }
  let code = 0;
  // BIND's C library takes a sign.
  const signed = text.charCodeAt(digits) === 43 && end > digits + 1 ? 1 : 0;
  for (let i = digits + signed; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    code = code * 10 + digit;
  }
  return code > 0xffff ? -1 : code;
}

/** The mnemonic of a type, `TYPEnnn` where it has none. */
export function typeName(code: number): string {
  return names.get(code) ?? `TYPE${code}`;
}

/** Every mnemonic, in the order of the numbers. */
export const mnemonics = Object.keys(typeCodes) as readonly Mnemonic[];
