/** Host names, addresses and mailboxes as the values of a report. */

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const hostName = new RegExp(`^${label}(?:\\.${label})*\\.?$`);

/** Whether a text is a host name of A-labels (RFC 1123), a final dot allowed. */
export function isHostName(text: string): boolean {
  const length = text.endsWith('.') ? text.length - 1 : text.length;
  return length <= 253 && hostName.test(text) && !isIPv4(text.slice(0, length));
}

/** Whether a text is a host name or an MX pattern with `*` as its first label (RFC 8461 section 4.1). */
export function isMxPattern(text: string): boolean {
  return isHostName(text.startsWith('*.') ? text.slice(2) : text);
}

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const quad = `${octet}(?:\\.${octet}){3}`;
const ipv4 = new RegExp(`^${quad}$`);

export const isIPv4 = (text: string): boolean => ipv4.test(text);

const group = '[0-9a-fA-F]{1,4}';
const ipv6 = new RegExp(`^(?:${group}:){6}(?:${group}:${group}|${quad})$`);
/** One with `::` in the place of groups, however many there are beside it. */
const shortIPv6 = new RegExp(`^(?:${group}(?::${group})*)?::(?:(?:${group}:)*(?:${group}|${quad}))?$`);

/** Six groups of four digits and an IPv4 address. */
const longestIPv6 = 45;

/** Eight groups of a digit beside a `::`: in fewer characters there are never too many. */
const shortestOverlong = 16;

/** Whether a text is an IPv6 address in any form of RFC 4291, not only the canonical one. */
export function isIPv6(text: string): boolean {
  if (text.length > longestIPv6) return false;
  if (!shortIPv6.test(text)) return ipv6.test(text);
  if (text.length < shortestOverlong) return true;
  const colons = text.split(':').length - 1;
  const isAtEdge = text.startsWith('::') || text.endsWith('::');
  return colons - (isAtEdge ? 1 : 0) + (text.includes('.') ? 1 : 0) < 8;
}

/**
 * Whether a text is an addr-spec (RFC 5322 section 3.4.1) without comments and folding: no display name, no `mailto:`.
 * Characters beyond ASCII are let pass in the local part (RFC 6531).
 */
export function isAddrSpec(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at <= 0 || at > 64) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  const atom = /^[^\s\u0000-\u001f\u007f"(),:;<>@[\\\]]+$/;
  const plain = atom.test(local) && !/^\.|\.$|\.\./.test(local);
  const quoted = /^"(?:[^"\\\u0000-\u001f\u007f]|\\[\u0020-\u007e])*"$/.test(local);
  return (
    (plain || quoted) && ((isHostName(domain) && !domain.endsWith('.')) || /^\[[^[\]\\\s]+\]$/.test(domain))
  );
}

/** A name with its U-labels as A-labels (UTS 46), a first `*` label kept; undefined where it has no such form. */
export function toALabels(text: string): string | undefined {
  const star = text.startsWith('*.') ? '*.' : '';
  const name = text.slice(star.length);
  if (/[\s/?#@:%\\[\]]/.test(name) || !URL.canParse(`http://${name}/`)) return undefined;
  const host = new URL(`http://${name}/`).hostname;
  return isHostName(host) ? star + host : undefined;
}

/** Whether a text is a URI (RFC 3986): a scheme, and only characters that need no encoding. */
export function isUri(text: string): boolean {
  // Not one expression with an alternative that repeats: V8 overflows on millions of characters.
  const hasItsForm = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/.test(text);
  return hasItsForm && !/%(?![0-9A-Fa-f]{2})/.test(text);
}
