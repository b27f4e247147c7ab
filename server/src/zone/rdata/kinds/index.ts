import { ipv4, ipv6 } from './addresses.js';
import { base64, digest, hex, mediaData, nextHash, optionalBase64, salt } from './binary.js';
import {
  addressSuffix,
  discovery,
  gateway,
  gatewayType,
  hipAlgorithm,
  hostIdentity,
  hostIdentityTag,
  prefixName,
  relayType,
} from './gateways.js';
import { atmAddress, extendedIdentifier, locator, nsap } from './identifiers.js';
import { keyFlags, publicKey } from './keys.js';
import type { Kind } from './kind.js';
import { location } from './location.js';
import {
  algorithm,
  certificateType,
  digestType,
  hash,
  namedAlgorithm,
  protocol,
  scheme,
} from './mnemonics.js';
import { name, names, quotableName, signer } from './names.js';
import { octet, ttl, u16, u32 } from './numbers.js';
import { parameters } from './parameters.js';
import { prefixes } from './prefixes.js';
import { internetProtocol, services } from './services.js';
import { digits, longString, optionalString, quotedLongString, string, strings, tag } from './strings.js';
import { substitution } from './substitution.js';
import { date, time } from './times.js';
import { oldTypes, optionalTypes, plainType, type, types } from './types.js';

/** The kinds of RDATA fields by name. */
export const kinds = {
  algorithm,
  atmAddress,
  base64,
  certificateType,
  date,
  digestType,
  digits,
  discovery,
  dsDigest: digest({ 1: 20, 2: 32, 4: 48 }),
  eui48: extendedIdentifier(6),
  eui64: extendedIdentifier(8),
  gateway,
  gatewayType,
  hash,
  hex,
  hipAlgorithm,
  hostIdentity,
  hostIdentityTag,
  internetProtocol,
  ipv4,
  ipv6,
  keyFlags,
  location,
  locator,
  longString,
  mediaData,
  name,
  namedAlgorithm,
  names,
  nextHash,
  nsap,
  oldTypes,
  optionalBase64,
  optionalString,
  optionalTypes,
  parameters,
  plainType,
  prefixes,
  prefixLength: octet(128),
  prefixName,
  protocol,
  publicKey,
  quotableName,
  quotedLongString,
  relayType,
  salt,
  scheme,
  services,
  signer,
  sshFingerprint: digest({ 1: 20, 2: 32 }, 0),
  string,
  strings,
  substitution,
  suffix: addressSuffix,
  tag,
  time,
  ttl,
  type,
  types,
  u16,
  u32,
  u8: octet(),
  zoneDigest: digest({ 1: 48, 2: 64 }, 12),
} as const satisfies Record<string, Kind>;

/** The form of an RDATA field as it stands in a zone file. */
export type FieldKind = keyof typeof kinds;

const rest: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'base64',
  'dsDigest',
  'hex',
  'location',
  'mediaData',
  'names',
  'oldTypes',
  'optionalBase64',
  'optionalTypes',
  'parameters',
  'prefixes',
  'publicKey',
  'services',
  'sshFingerprint',
  'strings',
  'types',
  'zoneDigest',
]);

/** Whether a kind takes every field up to the end. */
export const takesRest = (kind: FieldKind) => rest.has(kind);

const words: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'names',
  'parameters',
  'prefixes',
  'services',
  'strings',
  'types',
  'optionalTypes',
  'oldTypes',
]);

/** Whether what such a kind takes are items of their own, each right or wrong by itself. */
export const isList = (kind: FieldKind) => words.has(kind);
