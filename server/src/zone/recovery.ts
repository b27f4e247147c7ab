import type { FieldList } from './fields.js';
import { RecordHead, readHead } from './head.js';
import { rdataIsFine } from './rdata/check.js';

/** Words that stand where a type stands, for the guess only: a type that is not here is no sign of a new entry. */
const types =
  'A|AAAA|CAA|CDNSKEY|CDS|CNAME|DNAME|DNSKEY|DS|HINFO|HTTPS|LOC|MX|NAPTR|NS|NSEC|NSEC3|NSEC3PARAM|OPENPGPKEY|PTR|RP|RRSIG|SMIMEA|SOA|SPF|SRV|SSHFP|SVCB|TLSA|TXT|TYPE\\d+|URI';
const ttl = '\\d+(?:[wdhms]\\d*)*';

const directive = /\$[a-z]+[ \t]/iy;
const classed = new RegExp(
  `(?:[^\\s();"]+)?[ \\t]+(?:${ttl}[ \\t]+)?IN[ \\t]+(?:${ttl}[ \\t]+)?(?:${types})[ \\t]`,
  'iy',
);
const plain = new RegExp(
  `(?!(?:${types}|IN)[ \\t])[^\\s();"]+[ \\t]+(?:${ttl}[ \\t]+)?(?:${types})[ \\t]`,
  'iy',
);

/**
 * Whether the line at an offset reads like the start of an entry: a directive, or a class or an owner before a type.
 * Only a guess: within parentheses such a line may be data (`NSEC next (` and `A NS SOA` on the next line).
 */
export function looksLikeEntry(text: string, at: number): boolean {
  return matches(directive, text, at) || matches(classed, text, at) || matches(plain, text, at);
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/**
 * So many lines that read like entries are looked at to find where a parenthesis closes. Of a record that BIND loads hardly any
 * line does, and reading stays linear: each line is passed for so many unclosed parentheses at most.
 */
export const patience = 50;

const head = new RecordHead();
/** Of a name that is not known: whatever BIND takes under some origin is fine. */
const someOrigin = { wire: 0, labels: 0 };

/** Whether the fields of an entry are one record that BIND takes, at least under some origin. */
export function isWholeRecord(fields: FieldList, indented: boolean): boolean {
  readHead(fields, indented, head);
  return head.typeCode >= 0 && rdataIsFine(fields, head.rdata, head.typeCode, someOrigin, false);
}
