import { format } from './format.js';

/** Types that hardly anybody uses any more, or ever did. */
export const retiredFormats = {
  A6: format(
    'RFC 2874',
    'An IPv6 address in parts: now AAAA.',
    'prefix length:prefixLength',
    'address suffix:suffix',
    'prefix name:prefixName',
  ),
  ATMA: format('ATM Forum af-saa-0069', 'An ATM address.', 'address:atmAddress'),
  EID: format('draft-ietf-nimrod-dns', 'An endpoint identifier of Nimrod.', 'identifier:hex'),
  GPOS: format('RFC 1712', 'A position: now LOC.', 'longitude:string', 'latitude:string', 'altitude:string'),
  ISDN: format('RFC 1183', 'An ISDN address.', 'address:string', 'subaddress:optionalString'),
  MB: format('RFC 1035 section 3.3.3', 'The host of a mailbox.', 'host:name'),
  MD: format('RFC 1035 section 3.3.4', 'A mail destination: now MX.', 'host:name'),
  MF: format('RFC 1035 section 3.3.5', 'A mail forwarder: now MX.', 'host:name'),
  MG: format('RFC 1035 section 3.3.6', 'A member of a mail group.', 'mailbox:name'),
  MINFO: format(
    'RFC 1035 section 3.3.7',
    'Who is responsible for a mailing list.',
    'responsible mailbox:name',
    'error mailbox:name',
  ),
  MR: format('RFC 1035 section 3.3.8', 'The new name of a mailbox.', 'new name:name'),
  NIMLOC: format('draft-ietf-nimrod-dns', 'A locator of Nimrod.', 'locator:hex'),
  NSAP: format('RFC 1706', 'An address of the OSI network service.', 'address:nsap'),
  'NSAP-PTR': format('RFC 1348', 'A pointer to the host of an NSAP address.', 'name:name'),
  PX: format(
    'RFC 2163',
    'A mapping between X.400 and internet mail.',
    'preference:u16',
    'internet domain:name',
    'X.400 domain:name',
  ),
  SINK: format(
    'draft-eastlake-kitchen-sink',
    'Data of any kind.',
    'meaning:u8',
    'coding:u8',
    'subcoding:u8',
    'data:optionalBase64',
  ),
  WKS: format(
    'RFC 1035 section 3.4.2',
    'The well-known services of a host: now SRV.',
    'address:ipv4',
    'protocol:internetProtocol',
    'services:services',
  ),
  X25: format('RFC 1183', 'An X.25 address.', 'address:digits'),
};
