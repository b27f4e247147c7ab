/** What a field of a mail's header says, and its parameters (RFC 2045 section 5.1). A field has an octet a character. */
import { decoded, octetsOf, textIn } from './mimeOctets.js';

/** The value of a field in lower case: `text/plain` of `Text/plain; charset=utf-8`. */
export function kindOf(field: string): string {
  return pieces(field)[0]!.toLowerCase();
}

/** A parameter of a field as text, put together where it comes in sections (RFC 2231); undefined where there is none. */
export function parameterOf(field: string, name: string): string | undefined {
  const parameters = new Map<string, string>();
  for (const piece of pieces(field)) {
    const equals = piece.indexOf('=');
    const key = piece.slice(0, Math.max(0, equals)).trim().toLowerCase();
    if (!parameters.has(key)) parameters.set(key, piece.slice(equals + 1).trim());
  }
  let octets = '';
  let charset: string | undefined;
  for (let section = 0; ; section++) {
    const starred = section === 0 ? parameters.get(`${name}*`) : undefined;
    const encoded = starred ?? parameters.get(`${name}*${section}*`);
    const value = encoded ?? parameters.get(`${name}*${section}`);
    if (value === undefined && section > 0) return textIn(octetsOf(octets), charset);
    if (value === undefined) break;
    const [, label, rest = value] = (section === 0 && /^([^']*)'[^']*'(.*)/s.exec(value)) || [];
    charset ??= label;
    octets += encoded === undefined ? value : rest.replace(/%([0-9a-f]{2})/gi, fromHex);
  }
  const plain = parameters.get(name);
  return plain === undefined ? undefined : decodeWords(plain);
}

const fromHex = (_: string, digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

/** The text of a value that may have encoded words in it (RFC 2047): names of files should not, and do. */
function decodeWords(value: string): string {
  return textIn(octetsOf(value))
    .replace(/\?=\s+(?==\?)/g, '?=')
    .replace(
      /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi,
      (_, charset: string, how: string, word: string) =>
        /b/i.test(how)
          ? textIn(decoded(octetsOf(word), 'base64'), charset)
          : textIn(decoded(octetsOf(word.replaceAll('_', ' ')), 'quoted-printable'), charset),
    );
}

/** A field cut at its semicolons, without comments and without the quotes of what is quoted. */
function pieces(field: string): string[] {
  const found = [''];
  let quoted = false;
  /** Whether there was a quoted string: what follows it belongs to nothing. */
  let closed = false;
  /** How many comments are open. */
  let depth = 0;
  for (let at = 0; at < field.length; at++) {
    const escaped = field[at] === '\\' && (quoted || depth > 0);
    if (escaped) at++;
    const character = field.charAt(at);
    const sign = escaped ? '' : character;
    if (depth > 0) {
      depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    } else if (sign === '"') {
      closed ||= quoted;
      quoted = !quoted;
    } else if (sign === ';' && !quoted) {
      found.push('');
      closed = false;
    } else if (sign === '(' && !quoted && /^\s?$/.test(field.charAt(at - 1))) {
      depth = 1;
    } else if (!closed) {
      found[found.length - 1] += character;
    }
  }
  return found.map((piece) => piece.trim());
}
