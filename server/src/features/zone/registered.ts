/** What numbers of RDATA fields are registered for (IANA), in the acronyms of the registries. */
import type { RecordEntry } from '../../zone/model.js';
import { algorithms, certificateTypes, digestTypes } from '../../zone/rdata/kinds/mnemonics.js';
import { type FieldKind, formatNamed } from '../../zone/rdata/table.js';

/** RFC 7218: by field, the acronyms from zero on. */
const dane = ['PKIX-TA PKIX-EE DANE-TA DANE-EE', 'Cert SPKI', 'Full SHA2-256 SHA2-512'];

/** By type and field; `-` where nothing is registered. */
const byType: Readonly<Record<string, readonly string[]>> = {
  TLSA: dane,
  SMIMEA: dane,
  SSHFP: ['- RSA DSA ECDSA Ed25519 - Ed448', '- SHA-1 SHA-256'],
  NSEC3: ['- SHA-1'],
  NSEC3PARAM: ['- SHA-1'],
  ZONEMD: ['', '- SIMPLE', '- SHA-384 SHA-512'],
};

const byKind: Partial<Record<FieldKind, Readonly<Record<string, number>>>> = {
  algorithm: algorithms,
  namedAlgorithm: algorithms,
  digestType: digestTypes,
  certificateType: certificateTypes,
};

/** The flags of a DNSKEY record (RFC 4034 section 2.1.1, RFC 5011 section 7) and of a CAA record (RFC 8659 section 4.1). */
const flags: Readonly<Record<string, string>> = {
  'DNSKEY 256': 'ZONE',
  'DNSKEY 257': 'ZONE, SEP',
  'DNSKEY 384': 'ZONE, REVOKE',
  'DNSKEY 385': 'ZONE, REVOKE, SEP',
  'CAA 128': 'critical',
};

/** The acronym of the number in a field; undefined where there is none. */
export function registered({ typeName = '', rdata }: RecordEntry, index: number): string | undefined {
  const raw = rdata[index]?.raw ?? '';
  if (!/^\d{1,5}$/.test(raw)) return undefined;
  const number = Number(raw);
  const kind = formatNamed(typeName)?.fields[index]?.kind;
  const mnemonics = (kind && byKind[kind]) ?? {};
  const [mnemonic] = Object.entries(mnemonics).find(([, value]) => value === number) ?? [];
  const listed = byType[typeName]?.[index]?.split(' ')[number];
  const flag = index === 0 ? flags[`${typeName} ${number}`] : undefined;
  return mnemonic ?? flag ?? (listed === '-' || listed === '' ? undefined : listed);
}
