import { absoluteName } from './names.js';

/**
 * The origin that a file's name tells: `db.example.com`, `example.com.zone`, `2.0.192.in-addr.arpa`, and
 * of the same zone `db.192.0.2`, as Debian has it. Undefined where it tells none; a name of one label (`named.zone`) is none.
 *
 * @param path with slashes
 */
export function originOfFile(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.signed$/i, '');
  const zone =
    /^db\.(.+)$/i.exec(name)?.[1] ??
    /^(.+)\.(?:zone|db|dns)$/i.exec(name)?.[1] ??
    /^.+\.arpa$/i.exec(name)?.[0];
  if (zone === undefined) return undefined;
  // A name of numbers alone is none of a domain.
  if (/^[\d.]+$/.test(zone)) return /^db\./i.test(name) ? reverseZone(zone) : undefined;
  return zone.includes('.') ? absoluteName(zone) : undefined;
}

/** The networks of one octet that are zones of their own; of `db.192` nobody knows how much more of 192.168 it is. */
const wholeNetworks = new Set(['0', '10', '127', '255']);

/** The zone of the addresses of a network that is given by its first octets. */
function reverseZone(network: string): string | undefined {
  const octets = network.split('.');
  const isOctet = (octet: string) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255;
  if (octets.length > 4 || !octets.every(isOctet)) return undefined;
  if (octets.length === 1 && !wholeNetworks.has(network)) return undefined;
  return `${octets.reverse().join('.')}.in-addr.arpa.`;
}
