/** What the DNS says about the TLS-RPT record of a domain: plain data, for the command line, the editor and JSON. */

/**
 * - `published`: one TLS-RPT record, and nothing is wrong with it
 * - `faulty`: one TLS-RPT record, with mistakes
 * - `multiple`: several, so that the domain counts as having none (RFC 8460 section 3)
 * - `wildcard`: what answers is a wildcard, not a record of its own
 * - `missing`: no TLS-RPT record
 * - `unanswered`: the resolver did not say
 */
export type PublishedVerdict = 'published' | 'faulty' | 'multiple' | 'wildcard' | 'missing' | 'unanswered';

export interface PublishedTxt {
  /** The strings joined; one character per octet (code 0 to 255). */
  readonly value: string;
  /** Of how many character-strings. */
  readonly strings: number;
  /** In seconds, as the resolver counts it down. */
  readonly ttl: number;
}

export interface PublishedFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
}

export interface PublishedMx {
  readonly preference: number;
  readonly host: string;
  /** The TLSA records at `_25._tcp` of the host, in presentation form. */
  readonly tlsa: readonly string[];
  /** Whether the resolver says that DNSSEC proves them; without that nobody heeds them. */
  readonly authenticated: boolean;
  /**
   * Whether the host has a TLS-RPT record of its own, which reports about DANE go by (RFC 8460 appendix A); absent where
   * it has no TLSA records, or where the resolver did not say.
   */
  readonly reported?: boolean;
}

/** Names have no final dot here. */
export interface PublishedCheck {
  readonly domain: string;
  /** Where the record is looked for: `_smtp._tls.` and the domain. */
  readonly name: string;
  readonly verdict: PublishedVerdict;
  /** Why there is no answer, where the verdict is `unanswered`. */
  readonly reason?: string;
  /** The names that CNAME records led to, in order. */
  readonly aliases: readonly string[];
  /** The TXT records that begin with `v=TLSRPTv1;`. */
  readonly records: readonly PublishedTxt[];
  /** The other TXT records at the name. */
  readonly others: readonly PublishedTxt[];
  /** What the rules say about the records. */
  readonly findings: readonly PublishedFinding[];
  /** How it compares with the record of the file, where there is one to compare. */
  readonly comparison?: 'same' | 'different';
  /** The TXT records at `_mta-sts`; absent where the resolver did not say. */
  readonly mtaSts?: readonly PublishedTxt[];
  /** The mail servers by preference, at most ten; absent where the resolver did not say. */
  readonly mx?: readonly PublishedMx[];
}

/** Client to server: ask the DNS what a domain publishes. Nothing is asked unless the user asks. */
export const checkPublishedRequest = 'tlsRpt/checkPublished';

export interface CheckPublishedParams {
  /** In any spelling: U-labels, with or without the final dot. */
  readonly domain: string;
  /** `ADDRESS[:PORT]` or the https URL of a resolver; those of the system where it is absent, which a browser has not. */
  readonly resolver?: string;
  /** The values of the TXT records that the file has at `_smtp._tls`, to compare. */
  readonly expected?: readonly string[];
  /** The open zone file to compare with. */
  readonly uri?: string;
}

/** What makes no sense to ask, in the user's words. */
export type CheckPublishedResult = CheckPublishedAnswer | { readonly problem: string };

export interface CheckPublishedAnswer {
  readonly check: PublishedCheck;
  /** What was found, in the user's words: the verdict first, a line each. */
  readonly words: readonly string[];
}
