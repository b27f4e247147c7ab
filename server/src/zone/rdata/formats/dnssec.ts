import { format } from './format.js';

const key = ['flags:keyFlags', 'protocol:protocol', 'algorithm:algorithm', 'public key:publicKey'] as const;
const delegation = [
  'key tag:u16',
  'algorithm:algorithm',
  'digest type:digestType',
  'digest:dsDigest',
] as const;
const hashing = ['hash algorithm:hash', 'flags:u8', 'iterations:u16', 'salt:salt'] as const;
const signed = ['algorithm:algorithm', 'labels:u8', 'original TTL:u32'] as const;

/** Keys, signatures and proofs of DNSSEC, old and new. */
export const dnssecFormats = {
  CDNSKEY: format('RFC 7344', 'The key whose DS record the child wants its parent to have.', ...key),
  CDS: format('RFC 7344', 'The DS record that the child wants its parent to have.', ...delegation),
  CSYNC: format(
    'RFC 7477',
    'Which records the parent should copy from the child.',
    'SOA serial:u32',
    'flags:u16',
    'types:optionalTypes',
  ),
  DLV: format('RFC 4431', 'A look-aside DS record.', ...delegation),
  DNSKEY: format('RFC 4034 section 2', 'A key that signs the zone.', ...key),
  DS: format('RFC 4034 section 5', 'The digest of the key of a delegated zone.', ...delegation),
  KEY: format('RFC 2535', 'A key, as of old DNSSEC and of SIG(0).', ...key),
  NSEC: format(
    'RFC 4034 section 4',
    'The next name of the zone, and the types of this one.',
    'next name:name',
    'types:types',
  ),
  NSEC3: format(
    'RFC 5155 section 3',
    'The next hashed name, and the types of this one.',
    ...hashing,
    'next hashed owner:nextHash',
    'types:optionalTypes',
  ),
  NSEC3PARAM: format('RFC 5155 section 4', 'How names are hashed in NSEC3.', ...hashing),
  NXT: format('RFC 2535', 'The next name, as of old DNSSEC: now NSEC.', 'next name:name', 'types:oldTypes'),
  RKEY: format('draft-reid-dnsext-rkey', 'A key that encrypts NAPTR records.', ...key),
  RRSIG: format(
    'RFC 4034 section 3',
    'A signature over an RRset.',
    'type covered:type',
    ...signed,
    'expiration:time',
    'inception:time',
    'key tag:u16',
    "signer's name:signer",
    'signature:base64',
  ),
  SIG: format(
    'RFC 2535',
    'A signature, as of old DNSSEC: now RRSIG.',
    'type covered:plainType',
    ...signed,
    'expiration:date',
    'inception:date',
    'key tag:u16',
    "signer's name:name",
    'signature:base64',
  ),
  TA: format('IANA', 'A trust anchor.', ...delegation),
  TALINK: format(
    'draft-wijngaards-dnsop-trust-history',
    'A link in the history of a trust anchor.',
    'previous name:name',
    'next name:name',
  ),
  ZONEMD: format(
    'RFC 8976',
    'A digest of the whole zone.',
    'serial:u32',
    'scheme:u8',
    'hash algorithm:u8',
    'digest:zoneDigest',
  ),
};
