import { msg } from '../../message.js';
import { editDistance } from '../../nearest.js';
import { isIPv6 } from '../../report/host.js';
import { type Intended, sourceSpan } from '../../tlsrpt/intended.js';
import type { Finding } from '../finding.js';

/** A destination in a list, in decoded octets. */
export interface Destination {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const host =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
/** A dot-atom or a quoted string (RFC 5322 section 3.4.1), decoded: what is not ASCII is UTF-8 (RFC 6531 section 3.3). */
const local =
  /^(?:"(?:[^"\\\x00-\x1f\x7f]|\\[ -~])*"|[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\xff-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\x80-\xff-]+)*)$/;

/** A URI in brackets or quotes, as texts have them (RFC 3986 appendix C). */
const wrapped = /^[<(["'`]+((?:mailto:|https:\/\/)[^<>()[\]"'`]+)[>)\]"'`]+$/i;

/** What is wrong with one destination (RFC 3986, RFC 6068). */
export function* uriFindings(
  value: Intended,
  item: Destination,
  domain: string | undefined,
): Generator<Finding> {
  const { text, start, end } = item;
  const span = (from: number, to: number) => sourceSpan(value, start + from, start + to);
  const whole = sourceSpan(value, start, end);
  if (/[^\x00-\x7f]/.test(text)) {
    yield {
      rule: 'tlsrpt/rua-not-ascii',
      ...whole,
      message: msg('A URI is ASCII: write a domain in A-labels (xn--…) and percent-encode the rest.'),
      data: { text },
    };
    return;
  }
  const size = /!\d+[kmgt]?b?$/i.exec(text);
  const body = size === null ? text : text.slice(0, size.index);
  const scheme = /^([A-Za-z][A-Za-z0-9+-]*):/.exec(body)?.[1];
  const lower = scheme?.toLowerCase();
  const near = nearScheme(body);
  const inner = wrapped.exec(text)?.[1];
  let sound = true;
  /** Where a scheme ends that has to be written anew. */
  let begin = 0;
  let isMail = lower === 'mailto' || (scheme === undefined && body.includes('@'));
  if (inner !== undefined) {
    yield misspelled(whole, inner);
    return;
  }
  if (lower === 'mailto' || lower === 'https') {
    const after = body.slice(scheme!.length + 1);
    const lead = /^:?[/\\ \t]*/.exec(after)?.[0] ?? '';
    const second = /^(?:mailto:|https?:\/\/)/i.exec(after.slice(lead.length))?.[0];
    if (second !== undefined) {
      begin = scheme!.length + 1 + lead.length + second.length;
      isMail = second.toLowerCase() === 'mailto:';
      yield misspelled(span(0, begin), isMail ? 'mailto:' : 'https://');
    } else if (lead !== (lower === 'mailto' ? '' : '//')) {
      begin = scheme!.length + 1 + lead.length;
      yield misspelled(span(0, begin), lower === 'mailto' ? 'mailto:' : 'https://');
    } else {
      if (scheme !== lower) {
        yield {
          rule: 'tlsrpt/rua-uppercase-scheme',
          ...span(0, scheme!.length),
          message: msg(
            'Allowed, but a deployed reporter compares letter by letter and then drops every destination.',
          ),
          data: { replaceBy: lower },
        };
      }
      const offset = scheme!.length + 1;
      if (lower === 'mailto') sound = yield* mailboxFindings(value, item, body, offset, domain);
      else yield* addressFindings(value, item, body, offset + 2);
    }
  } else if (lower === 'http' && body.startsWith('//', 5)) {
    yield {
      rule: 'tlsrpt/rua-scheme-unsupported',
      ...span(0, 4),
      message: msg('Reports go over https, never over http.'),
      data: { replaceBy: 'https' },
    };
    yield* addressFindings(value, item, body, 7);
  } else if (near !== undefined) {
    begin = near.length;
    isMail = near.scheme === 'mailto:';
    yield misspelled(span(0, begin), near.scheme);
  } else if (scheme !== undefined && !/^\d/.test(body.slice(scheme.length + 1))) {
    yield {
      rule: 'tlsrpt/rua-scheme-unsupported',
      ...span(0, scheme.length),
      message: msg('RFC 8460 knows mailto and https: senders cannot use {0}.', scheme),
      data: rightScheme(body.slice(scheme.length + 1), span(0, scheme.length + 1).end),
    };
  } else {
    const prefix = isMail ? 'mailto:' : body.startsWith('//') ? 'https:' : 'https://';
    // What is no mailbox and no host does not become one by a scheme, and is told once.
    const found = isMail
      ? [...mailboxFindings(value, item, body, 0, domain)]
      : [...addressFindings(value, item, body, prefix === 'https:' ? 2 : 0)];
    sound = found.every(({ rule }) => rule !== 'tlsrpt/rua-bad-mailbox' && rule !== 'tlsrpt/rua-bad-host');
    if (sound) yield* found;
    // A single word may be meant for a mailbox as well.
    const isWord = !isMail && !/^[^/]*[.[]|^\/\//.test(body);
    yield {
      rule: 'tlsrpt/rua-scheme-missing',
      ...whole,
      message: isWord
        ? msg('A destination is a URI: mailto: and a mailbox, or https:// and the name of a host.')
        : isMail
          ? msg('A destination is a URI: write mailto: before the address.')
          : msg('A destination is a URI: write https:// before the address.'),
      ...(sound && !isWord && { data: { insertAt: whole.start, prefix } }),
    };
  }
  // Behind a scheme that is mended stands what is to be right too.
  if (begin > 0 && isMail) sound = yield* mailboxFindings(value, item, body, begin, domain);
  else if (begin > 0) yield* addressFindings(value, item, body, begin);
  if (size !== null) {
    yield {
      rule: 'tlsrpt/rua-size-suffix',
      ...span(size.index, text.length),
      message: msg('A size limit is DMARC’s: here the “!” makes the URI invalid.'),
    };
  }
  // What is no mailbox does not become one by encoding.
  if (!sound) return;
  for (const { at, character } of rawIn(body, begin, isMail)) {
    yield {
      rule: 'tlsrpt/rua-unencoded',
      ...span(at, at + 1),
      message: msg('In a destination {0} is written {1}.', character, percent(character)),
      data: { replaceBy: percent(character) },
    };
  }
}

/** What to write for a scheme that no sender knows, by what stands behind its colon; a number, say, is no destination under any. */
function rightScheme(rest: string, end: number): Finding['data'] {
  if (rest.startsWith('//')) return { replaceBy: 'https' };
  if (rest.includes('@')) return { replaceBy: 'mailto' };
  const name = /^[^/?#:]*/.exec(rest)?.[0] ?? '';
  return name.includes('.') && host.test(name) ? { replaceBy: 'https://', replaceEnd: end } : {};
}

/**
 * The characters that a URI holds percent-encoded only (RFC 3986 sections 2.1, 3.2.2 and 3.5, RFC 8460 section 3).
 *
 * @param begin where a scheme ends that has to be written anew; 0 where there is none
 */
function* rawIn(uri: string, begin: number, isMail: boolean): Generator<{ at: number; character: string }> {
  // Brackets stand around the address of a host, also where the scheme is missing, and one `#` before a fragment: a mailbox has none.
  const host = isMail ? [uri.lastIndexOf('@'), uri.length] : [0, hostEnd(uri, begin)];
  const fragment = isMail ? -1 : uri.indexOf('#');
  for (const { 0: character, index: at } of uri.matchAll(/[ \t"<>\\^`{|}!?#[\]]|%(?![0-9A-Fa-f]{2})/g)) {
    if (at < begin || (character === '?' && !(isMail && at < uri.indexOf('@')))) continue;
    const inHost = at >= host[0]! && at < host[1]!;
    // A mailbox with a space is no mailbox; in a path the space may be meant.
    if ((isMail && /[ \t]/.test(character)) || (inHost && /[[\]]/.test(character)) || at === fragment)
      continue;
    yield { at, character };
  }
}

/** Where the host of an https URI ends, and its port. */
function hostEnd(uri: string, begin: number): number {
  const lead = begin > 0 ? begin : /^(?:[^:]*:\/\/|(?=\[))/.exec(uri)?.[0].length;
  if (lead === undefined) return 0;
  const rest = uri.slice(lead).search(/[/?#]/);
  return rest < 0 ? uri.length : lead + rest;
}

const percent = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

const misspelled = (at: { start: number; end: number }, scheme: string): Finding => ({
  rule: 'tlsrpt/rua-scheme-misspelled',
  ...at,
  message: msg('Senders know mailto: and https://, and skip this. Is {0} meant?', scheme),
  data: { replaceBy: scheme },
});

/** What looks like `mailto:` or `https://` and is not: the scheme that is meant and how much of the text it takes. */
function nearScheme(text: string): { scheme: 'mailto:' | 'https://'; length: number } | undefined {
  const match = /^([A-Za-z]{3,9})(?:[ \t]*(:[ \t]*\/{0,3}|=\/{0,2}|\/\/|;\/{0,2}|\.\/\/)[ \t]*|[ \t]+)/.exec(
    text,
  );
  if (match === null) return undefined;
  const word = match[1]!.toLowerCase();
  const mail = editDistance(word, 'mailto', 2);
  const https = editDistance(word, 'https', 2);
  if (mail <= 2 && mail <= https) return { scheme: 'mailto:', length: match[0].length };
  if (https <= 2 && (https <= 1 || word.startsWith('ht')))
    return { scheme: 'https://', length: match[0].length };
  return undefined;
}

/** Checks what stands behind `mailto:`; answers whether it is a mailbox. */
function* mailboxFindings(
  value: Intended,
  item: Destination,
  body: string,
  offset: number,
  domain: string | undefined,
): Generator<Finding, boolean> {
  const span = (from: number, to: number) => sourceSpan(value, item.start + from, item.start + to);
  // Header fields follow an address; a `?` before the `@` is in the address.
  const query = body.indexOf('?', body.indexOf('@') + 1);
  let end = query < 0 ? body.length : query;
  if (query >= 0) {
    yield {
      rule: 'tlsrpt/rua-header-fields',
      ...span(query, body.length),
      message: msg('No known sender sets header fields, and some take them for part of the address.'),
    };
  }
  let last = end;
  while (body[last - 1] === '.') last--;
  if (last < end && body.slice(offset, last).includes('@')) {
    yield {
      rule: 'tlsrpt/rua-trailing-dot',
      ...span(last, end),
      message: msg('A mail address has no final dot.'),
    };
    end = last;
  }
  const address = body.slice(offset, end);
  const at = address.lastIndexOf('@');
  const left = decode(address.slice(0, Math.max(at, 0)));
  const right = address.slice(at + 1);
  const domainOk = host.test(right) || /^\[[^\]]+\]$/.test(right);
  if (at < 1 || address[0] === '?' || !domainOk || !local.test(left)) {
    yield {
      rule: 'tlsrpt/rua-bad-mailbox',
      ...(address === '' ? span(0, offset) : span(offset, end)),
      message: msg('After mailto: stands one address: a local part, “@” and a domain.'),
    };
    return false;
  }
  if (domain !== undefined && right.toLowerCase() === domain.replace(/\.$/, '').toLowerCase()) {
    yield {
      rule: 'tlsrpt/rua-reported-domain',
      ...span(offset, end),
      message: msg('This mailbox is in the very domain whose mail delivery the reports are about.'),
    };
  }
  return true;
}

const decode = (text: string) =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Checks what stands behind `https://`, from an offset on. */
function* addressFindings(
  value: Intended,
  item: Destination,
  body: string,
  offset: number,
): Generator<Finding> {
  const authority = /^[^/?#]*/.exec(body.slice(offset))?.[0] ?? '';
  const name = authority.replace(/^[^@]*@/, '').replace(/:\d*$/, '');
  const port = /:(\d*)$/.exec(authority)?.[1];
  const ok =
    host.test(name.replace(/\.$/, '')) ||
    (name.startsWith('[') && name.endsWith(']') && isIPv6(name.slice(1, -1)));
  if (ok && (port === undefined || Number(port) <= 65535)) return;
  const start = item.start + offset;
  yield {
    rule: 'tlsrpt/rua-bad-host',
    ...sourceSpan(
      value,
      authority === '' ? item.start : start,
      authority === '' ? item.end : start + authority.length,
    ),
    message: msg('After https:// stands the name of a host.'),
  };
}
