/** Octets of mails: as a text, and out of what carries them (RFC 2045 section 6). */

/** The octets of a text that has one a character. */
export function octetsOf(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) octets[at] = text.charCodeAt(at);
  return octets;
}

/** The text of octets in a character set; UTF-8 where nobody knows that. */
export function textIn(octets: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(octets);
  } catch {
    return new TextDecoder().decode(octets);
  }
}

/** The octets of a body, whose encoding is named in lower case; as they are where it is none of these two. */
export function decoded(body: Uint8Array, encoding: string): Uint8Array {
  if (encoding.includes('base64')) return fromBase64(body);
  return encoding.includes('quoted-printable') ? fromQuotedPrintable(body) : body;
}

/** Octet to six bits; -1 where it has no part in base64. */
const sixBits = new Int8Array(256).fill(-1);
for (const [bits, octet] of octetsOf(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
).entries())
  sixBits[octet] = bits;

function fromBase64(body: Uint8Array): Uint8Array {
  const octets = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (const octet of body) {
    const six = sixBits[octet]!;
    if (six >= 0) {
      bits = ((bits << 6) | six) & 0xfff;
      count += 6;
      if (count < 8) continue;
      count -= 8;
      octets[length++] = bits >> count;
    } else if (octet === 0x3d) {
      // Padding ends a group: some pad every line.
      count = 0;
    }
  }
  return octets.subarray(0, length);
}

function fromQuotedPrintable(body: Uint8Array): Uint8Array {
  const octets = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const octet = body[at]!;
    if (octet !== 0x3d) {
      octets[length++] = octet;
      continue;
    }
    const end = softBreak(body, at + 1);
    const code = (hexDigit(body[at + 1]) << 4) | hexDigit(body[at + 2]);
    if (end > 0) {
      at = end;
    } else if (code >= 0) {
      octets[length++] = code;
      at += 2;
    } else {
      octets[length++] = octet;
    }
  }
  return octets.subarray(0, length);
}

/** Where the line break stands that an equals sign before it takes away; -1 where there is none. */
function softBreak(body: Uint8Array, start: number): number {
  let at = start;
  while (body[at] === 0x20 || body[at] === 0x09 || body[at] === 0x0d) at++;
  return body[at] === 0x0a ? at : -1;
}

/** The value of an octet that is a hexadecimal digit; -1 of any other. */
function hexDigit(octet = 0): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const letter = octet | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
