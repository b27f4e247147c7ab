import type { Mnemonic } from '../rrtypes.js';

/** The form of an RDATA field as it stands in a zone file. */
export type FieldKind =
  | 'name'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'ttl'
  | 'ipv4'
  | 'ipv6'
  | 'string'
  /** One or more character-strings up to the end. */
  | 'strings'
  /** Base64, base32hex or hexadecimal data: `…s` in one or more words up to the end, else in one. */
  | 'base64s'
  | 'base32hex'
  | 'hex'
  | 'hexes'
  /** `YYYYMMDDHHmmSS` or seconds. */
  | 'time'
  | 'type'
  | 'algorithm'
  /** What is not looked into: one word, or all up to the end. */
  | 'word'
  | 'words';

export interface RdataField {
  /** As the RFC names it. */
  readonly name: string;
  readonly kind: FieldKind;
}

export interface RdataFormat {
  readonly fields: readonly RdataField[];
  /** What the type is for, in a sentence. */
  readonly summary: string;
  readonly reference: string;
}

function format(reference: string, summary: string, ...fields: string[]): RdataFormat {
  return {
    reference,
    summary,
    fields: fields.map((field) => {
      const [name = '', kind = 'word'] = field.split(':');
      return { name, kind: kind as FieldKind };
    }),
  };
}

const key = ['flags:u16', 'protocol:u8', 'algorithm:algorithm', 'public key:base64s'];
const signer = ['key tag:u16', 'algorithm:algorithm', 'digest type:u8', 'digest:hexes'];
const certificate = ['usage:u8', 'selector:u8', 'matching type:u8', 'certificate data:hexes'];
const service = ['priority:u16', 'target:name', 'parameters:words'];
const signature = [
  'type covered:type',
  'algorithm:algorithm',
  'labels:u8',
  'original TTL:ttl',
  'expiration:time',
  'inception:time',
  'key tag:u16',
  "signer's name:name",
  'signature:base64s',
];

/** RDATA of the types that a zone file is likely to hold; the fields of other types are not looked into. */
export const formats: Partial<Record<Mnemonic, RdataFormat>> = {
  A: format('RFC 1035 section 3.4.1', 'An IPv4 address of a host.', 'address:ipv4'),
  AAAA: format('RFC 3596', 'An IPv6 address of a host.', 'address:ipv6'),
  NS: format(
    'RFC 1035 section 3.3.11',
    'A name server of the zone or of a delegated one.',
    'name server:name',
  ),
  CNAME: format('RFC 1035 section 3.3.1', 'The name is an alias of another.', 'canonical name:name'),
  DNAME: format('RFC 6672', 'All names below are aliases of those below another.', 'target:name'),
  PTR: format(
    'RFC 1035 section 3.3.12',
    'A pointer to another name, as of an address to its host.',
    'name:name',
  ),
  SOA: format(
    'RFC 1035 section 3.3.13',
    'The start of the zone and its parameters.',
    'primary name server:name',
    'responsible mailbox:name',
    'serial:u32',
    'refresh:ttl',
    'retry:ttl',
    'expire:ttl',
    'minimum:ttl',
  ),
  MX: format(
    'RFC 1035 section 3.3.9',
    'A host that takes mail for the domain.',
    'preference:u16',
    'exchange:name',
  ),
  TXT: format('RFC 1035 section 3.3.14', 'Text, in strings of up to 255 octets.', 'text:strings'),
  SPF: format('RFC 7208 section 3.1', 'A retired type for SPF: use TXT.', 'text:strings'),
  HINFO: format('RFC 1035 section 3.3.2', 'The kind of a host.', 'CPU:string', 'OS:string'),
  RP: format('RFC 1183', 'Who is responsible.', 'mailbox:name', 'text name:name'),
  AFSDB: format('RFC 1183', 'A server of the AFS file system.', 'subtype:u16', 'host:name'),
  RT: format('RFC 1183', 'A host that routes.', 'preference:u16', 'host:name'),
  KX: format('RFC 2230', 'A key exchanger.', 'preference:u16', 'exchanger:name'),
  SRV: format(
    'RFC 2782',
    'A host and port of a service.',
    'priority:u16',
    'weight:u16',
    'port:u16',
    'target:name',
  ),
  NAPTR: format(
    'RFC 3403',
    'A rule that rewrites a name.',
    'order:u16',
    'preference:u16',
    'flags:string',
    'services:string',
    'regular expression:string',
    'replacement:name',
  ),
  CAA: format(
    'RFC 8659',
    'Which authorities may issue certificates.',
    'flags:u8',
    'tag:word',
    'value:string',
  ),
  TLSA: format('RFC 6698', 'A certificate or key that DANE binds to a service.', ...certificate),
  SMIMEA: format('RFC 8162', 'A certificate of a mailbox.', ...certificate),
  SSHFP: format(
    'RFC 4255',
    'The fingerprint of an SSH key.',
    'algorithm:u8',
    'fingerprint type:u8',
    'fingerprint:hexes',
  ),
  DS: format('RFC 4034 section 5', 'The digest of the key of a delegated zone.', ...signer),
  CDS: format('RFC 7344', 'The DS record that the child wants its parent to have.', ...signer),
  DLV: format('RFC 4431', 'A look-aside DS record.', ...signer),
  DNSKEY: format('RFC 4034 section 2', 'A key that signs the zone.', ...key),
  CDNSKEY: format('RFC 7344', 'The key whose DS record the child wants its parent to have.', ...key),
  RRSIG: format('RFC 4034 section 3', 'A signature over an RRset.', ...signature),
  NSEC: format(
    'RFC 4034 section 4',
    'The next name of the zone, and the types of this one.',
    'next name:name',
    'types:words',
  ),
  NSEC3PARAM: format(
    'RFC 5155 section 4',
    'How names are hashed in NSEC3.',
    'hash algorithm:u8',
    'flags:u8',
    'iterations:u16',
    'salt:word',
  ),
  NSEC3: format(
    'RFC 5155 section 3',
    'The next hashed name, and the types of this one.',
    'hash algorithm:u8',
    'flags:u8',
    'iterations:u16',
    'salt:word',
    'next hashed owner:base32hex',
    'types:words',
  ),
  OPENPGPKEY: format('RFC 7929', 'An OpenPGP key of a mailbox.', 'key:base64s'),
  SVCB: format('RFC 9460', 'Where a service is and how to speak to it.', ...service),
  HTTPS: format('RFC 9460', 'Where a web site is and how to speak to it.', ...service),
  URI: format('RFC 7553', 'The URI of a service.', 'priority:u16', 'weight:u16', 'target:string'),
  LOC: format('RFC 1876', 'Where a host stands.', 'location:words'),
  L32: format('RFC 6742', 'A 32-bit locator.', 'preference:u16', 'locator:ipv4'),
  LP: format('RFC 6742', 'A pointer to locators.', 'preference:u16', 'name:name'),
};

/** Whether a kind takes every field up to the end. */
export const takesRest = (kind: FieldKind) =>
  kind === 'strings' || kind === 'base64s' || kind === 'hexes' || kind === 'words';
