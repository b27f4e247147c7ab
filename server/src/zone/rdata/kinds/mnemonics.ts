import { fieldBad, fieldOk } from '../input.js';
import type { Kind } from './kind.js';
import { decimal } from './numbers.js';

/** Mnemonics and their numbers; of two for one number the first is printed. */
type Mnemonics = Readonly<Record<string, number>>;

/** DNSSEC algorithms (RFC 4034 appendix A.1 and IANA's registry), as BIND spells them. */
export const algorithms: Mnemonics = {
  RSAMD5: 1,
  DH: 2,
  DSA: 3,
  RSASHA1: 5,
  NSEC3DSA: 6,
  NSEC3RSASHA1: 7,
  RSASHA256: 8,
  RSASHA512: 10,
  ECCGOST: 12,
  ECDSAP256SHA256: 13,
  ECDSA256: 13,
  ECDSAP384SHA384: 14,
  ECDSA384: 14,
  ED25519: 15,
  ED448: 16,
  INDIRECT: 252,
  PRIVATEDNS: 253,
  PRIVATEOID: 254,
};

/** Digest types of DS records. */
export const digestTypes: Mnemonics = {
  'SHA-1': 1,
  SHA1: 1,
  'SHA-256': 2,
  SHA256: 2,
  GOST: 3,
  'SHA-384': 4,
  SHA384: 4,
};

/** Certificate types of CERT records (RFC 4398 section 2.1). */
export const certificateTypes: Mnemonics = {
  PKIX: 1,
  SPKI: 2,
  PGP: 3,
  IPKIX: 4,
  ISPKI: 5,
  IPGP: 6,
  ACPKIX: 7,
  IACPKIX: 8,
  URI: 253,
  OID: 254,
};

/** Protocols of KEY records (RFC 2535 section 3.1.3). */
export const protocols: Mnemonics = { NONE: 0, TLS: 1, EMAIL: 2, DNSSEC: 3, IPSEC: 4, ALL: 255 };

const hashes: Mnemonics = { 'SHA-1': 1 };

const schemes: Mnemonics = { NOTIFY: 1 };

/** A number or its mnemonic, in one octet or two. */
function mnemonic(table: Mnemonics, octets: 1 | 2, printsMnemonic = false): Kind {
  const limit = octets === 1 ? 0xff : 0xffff;
  const names = new Map<number, string>();
  for (const [name, value] of Object.entries(table)) if (!names.has(value)) names.set(value, name);
  return {
    read(input) {
      input.number = -1;
      const fault = input.word();
      if (fault !== fieldOk) return fault;
      let value = input.end - input.start > 12 ? -1 : decimal(input.text, input.start, input.end, limit);
      if (value < 0) value = table[input.taken.toUpperCase()] ?? -1;
      if (value < 0) return fieldBad;
      input.number = value;
      if (octets === 1) input.wire.put(value);
      else input.wire.put16(value);
      return fieldOk;
    },
    print(wire) {
      const value = octets === 1 ? wire.get8() : wire.get16();
      return (printsMnemonic ? names.get(value) : undefined) ?? String(value);
    },
  };
}

export const algorithm = mnemonic(algorithms, 1);
export const namedAlgorithm = mnemonic(algorithms, 1, true);
export const digestType = mnemonic(digestTypes, 1);
export const certificateType = mnemonic(certificateTypes, 2, true);
export const protocol = mnemonic(protocols, 1);
export const hash = mnemonic(hashes, 1);
export const scheme = mnemonic(schemes, 1, true);
