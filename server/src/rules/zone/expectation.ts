import { type Message, msg } from '../../message.js';
import type { FieldKind } from '../../zone/rdata/table.js';

/** What a field of RDATA should have been. */
export function expectation(kind: FieldKind, name: Message): Message {
  switch (kind) {
    case 'u8':
      return msg('The {0} must be a number from 0 to 255.', name);
    case 'u16':
      return msg('The {0} must be a number from 0 to 65535.', name);
    case 'u32':
      return msg('The {0} must be a number from 0 to 4294967295.', name);
    case 'gatewayType':
    case 'relayType':
      return msg('The {0} must be a number from 0 to 3.', name);
    case 'prefixLength':
      return msg('The {0} must be a number from 0 to 128.', name);
    case 'ttl':
      return msg('The {0} must be a time in seconds, or with units as in 1h30m.', name);
    case 'ipv4':
      return msg('The {0} must be an IPv4 address.', name);
    case 'ipv6':
    case 'suffix':
      return msg('The {0} must be an IPv6 address.', name);
    case 'hex':
      return msg('The {0} must be hexadecimal digits, in pairs.', name);
    case 'dsDigest':
    case 'sshFingerprint':
    case 'zoneDigest':
      return msg('The {0} must be hexadecimal digits, as many as its type has.', name);
    case 'salt':
      return msg('The {0} must be hexadecimal digits in one word, or - for none.', name);
    case 'base64':
    case 'optionalBase64':
    case 'publicKey':
      return msg('The {0} must be whole base64.', name);
    case 'nextHash':
      return msg('The {0} must be base32hex without padding, as long as the hash.', name);
    case 'time':
    case 'date':
      return msg('The {0} must be a time as YYYYMMDDHHmmSS.', name);
    case 'signer':
      return msg('The {0} must be a name with no more labels than the number before says.', name);
    case 'type':
    case 'plainType':
    case 'types':
    case 'oldTypes':
    case 'optionalTypes':
      return msg('The {0} must be record types, such as A or TXT.', name);
    case 'algorithm':
    case 'namedAlgorithm':
      return msg('The {0} must be an algorithm of DNSSEC, by number or mnemonic.', name);
    case 'parameters':
      return msg('The {0} must be key=value pairs of RFC 9460, each once, as alpn="h2,h3" port=443.', name);
    case 'location':
      return msg(
        'The {0} must be degrees with N or S and E or W, and a height, as 52 22 23 N 4 53 32 E -2m.',
        name,
      );
    case 'eui48':
      return msg('The {0} must be six pairs of hexadecimal digits, as 00-00-5e-00-53-2a.', name);
    case 'eui64':
      return msg('The {0} must be eight pairs of hexadecimal digits, as 00-00-5e-ef-10-00-00-2a.', name);
    case 'locator':
      return msg(
        'The {0} must be four groups of up to four hexadecimal digits, as 2001:db8:1140:1000.',
        name,
      );
    case 'prefixes':
      return msg('The {0} must be address prefixes, as 1:192.0.2.0/24 or !2:2001:db8::/32.', name);
    case 'gateway':
      return msg('The {0} must be of its type: a dot, an IPv4 or IPv6 address, or a name.', name);
    case 'services':
      return msg('The {0} must be ports or names of services.', name);
    case 'tag':
      return msg('The {0} must be letters and digits.', name);
    case 'substitution':
      return msg('The {0} must be empty or !regular expression!replacement!flags.', name);
    default:
      return msg('BIND does not read this {0}.', name);
  }
}
