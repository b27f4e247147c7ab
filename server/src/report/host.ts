/** Host names, addresses and mailboxes as the values of a report. */

const label = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;

/** Whether a text is a host name of A-labels (RFC 1123), a final dot allowed. */
export function isHostName(text: string): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return (
    name.length > 0 &&
    name.length <= 253 &&
    name.split('.').every((part) => label.test(part)) &&
    !isIPv4(name)
  );
}

/** Whether a text is a host name or an MX pattern with `*` as its first label (RFC 8461 section 4.1). */
export function isMxPattern(text: string): boolean {
  return isHostName(text.startsWith('*.') ? text.slice(2) : text);
}

export function isIPv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

/** Whether a text is an IPv6 address in any form of RFC 4291, not only the canonical one. */
export function isIPv6(text: string): boolean {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [i, half] of halves.entries()) {
    if (half === '') continue;
    const parts = half.split(':');
    for (const [j, part] of parts.entries()) {
      const last = i === halves.length - 1 && j === parts.length - 1;
      if (last && part.includes('.')) {
        if (!isIPv4(part)) return false;
        groups += 2;
      } else {
        if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return false;
        groups++;
      }
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

/**
 * Whether a text is an addr-spec (RFC 5322 section 3.4.1) without comments and folding: no display name, no `mailto:`.
 * Characters beyond ASCII are let pass in the local part (RFC 6531).
 */
export function isAddrSpec(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  const atom = /^[^\s\u0000-\u001f\u007f"(),:;<>@[\\\]]+$/;
  const plain = atom.test(local) && !/^\.|\.$|\.\./.test(local);
  const quoted = /^"(?:[^"\\\u0000-\u001f\u007f]|\\[\u0020-\u007e])*"$/.test(local);
  return at > 0 && at <= 64 && (plain || quoted) && (isHostName(domain) || /^\[[^[\]\\\s]+\]$/.test(domain));
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
  return /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/.test(text);
}
