import { isNear } from '../../nearest.js';

export const version = 'v=TLSRPTv1';

const pair = /^[^\w;,:]*(v(?:er(?:sion)?)?[ \t]*[=:][ \t]*|v(?:[ \t]+|[^\x00-\x7f]+))?([^\s;,=:]*)/i;

/** Whether a text begins like a TLS-RPT record: with the version, or a near miss of it. */
export function nearVersion(text: string): boolean {
  const [whole = '', name = '', word = ''] = pair.exec(text) ?? [];
  if (!nearWord(word)) return false;
  if (/[^\w \t]/.test(name)) return true;
  // Words of other texts begin so too: `tlsrpt-verification=…`, `TLS-RPT`.
  return (/\d/.test(word) && /^[ \t]*(?:;|$)/.test(text.slice(whole.length))) || hasRua(text);
}

function nearWord(word: string): boolean {
  const lower = word.toLowerCase();
  if (/^tlsrpt/.test(lower) || /^tsl-?rpt|^tls-rpt|^smtp-?tls-?rpt/.test(lower)) return true;
  return lower.length >= 5 && isNear(lower, 'tlsrptv1', 2);
}

/** Whether a text has a field that reads like the version, anywhere. */
export function hasVersion(text: string): boolean {
  return text.split(';').some((field) => nearVersion(field));
}

/** Whether a text has a `rua` field, well spelled or not. */
export const hasRua = (text: string) => /(?:^|[;\s,])rua[ \t]*[=:]/i.test(text);
