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
