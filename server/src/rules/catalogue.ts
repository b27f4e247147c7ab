import type { Level } from './severity.js';

/** A row of the table of rules: the public contract of an id. Pages with words and examples are in `docs/`. */
export interface Rule {
  /** The level unless the user sets another. */
  readonly level: Level;
  /** Whether a quick fix is promised; rules without the promise may offer one where it is safe. */
  readonly fix: boolean;
}

const rule = (level: Level, fix = false): Rule => ({ level, fix });

/** Every rule, in the order of the documentation. The ids are a public contract: add rules, rename none. */
export const catalogue = {
  'zone/unbalanced-parenthesis': rule('error'),
  'zone/unterminated-string': rule('error', true),
  'zone/bad-escape': rule('error'),
  'zone/unknown-directive': rule('error', true),
  'zone/bad-directive': rule('error'),
  'zone/include-unreadable': rule('warning'),
  'zone/include-cycle': rule('error'),
  'zone/include-errors': rule('error'),
  'zone/unknown-type': rule('error', true),
  'zone/class-mismatch': rule('error'),
  'zone/missing-type': rule('error'),
  'zone/missing-rdata': rule('error'),
  'zone/extra-rdata': rule('error'),
  'zone/bad-rdata': rule('error'),
  'zone/bad-name': rule('error'),
  'zone/bad-ttl': rule('error'),
  'zone/missing-ttl': rule('error', true),
  'zone/missing-owner': rule('error'),
  'zone/string-too-long': rule('error', true),
  'zone/soa-not-first': rule('error'),
  'zone/multiple-soa': rule('error'),
  'zone/missing-ns': rule('error'),
  'zone/ds-at-apex': rule('error'),
  'zone/cname-and-other-data': rule('error'),
  'zone/multiple-cname': rule('error'),
  'zone/rrset-ttl-mismatch': rule('warning', true),
  'zone/out-of-zone': rule('warning'),
  'zone/duplicate-record': rule('hint', true),
  'zone/missing-trailing-dot': rule('warning', true),
  'zone/origin-unknown': rule('information', true),
  'zone/target-missing': rule('warning'),
  'zone/target-is-cname': rule('warning'),
  'zone/invalid-encoding': rule('warning', true),
  'tlsrpt/unquoted-semicolon': rule('error', true),
  'tlsrpt/smart-quotes': rule('error', true),
  'tlsrpt/version-missing': rule('error', true),
  'tlsrpt/version-misspelled': rule('error', true),
  'tlsrpt/version-not-first': rule('error', true),
  'tlsrpt/version-space': rule('warning', true),
  'tlsrpt/missing-delimiter': rule('error', true),
  'tlsrpt/empty-field': rule('error', true),
  'tlsrpt/bad-field': rule('error'),
  'tlsrpt/space-around-equals': rule('error', true),
  'tlsrpt/trailing-text': rule('error', true),
  'tlsrpt/rua-missing': rule('error', true),
  'tlsrpt/rua-empty': rule('error'),
  'tlsrpt/rua-scheme-missing': rule('error', true),
  'tlsrpt/rua-scheme-misspelled': rule('error', true),
  'tlsrpt/rua-scheme-unsupported': rule('error', true),
  'tlsrpt/rua-unencoded': rule('error', true),
  'tlsrpt/rua-size-suffix': rule('error', true),
  'tlsrpt/rua-separator': rule('error', true),
  'tlsrpt/rua-bad-mailbox': rule('error'),
  'tlsrpt/rua-trailing-dot': rule('warning', true),
  'tlsrpt/rua-bad-host': rule('error'),
  'tlsrpt/rua-not-ascii': rule('error', true),
  'tlsrpt/rua-header-fields': rule('warning', true),
  'tlsrpt/rua-duplicate': rule('warning', true),
  'tlsrpt/rua-repeated-field': rule('warning', true),
  'tlsrpt/rua-not-second': rule('warning', true),
  'tlsrpt/rua-space-in-list': rule('warning', true),
  'tlsrpt/rua-uppercase-scheme': rule('warning', true),
  'tlsrpt/rua-many-destinations': rule('hint'),
  'tlsrpt/rua-reported-domain': rule('off'),
  'tlsrpt/dmarc-tag': rule('warning', true),
  'tlsrpt/unknown-field': rule('information'),
  'tlsrpt/multiple-records': rule('error', true),
  'tlsrpt/unrelated-txt': rule('warning'),
  'tlsrpt/wrong-owner': rule('error', true),
  'tlsrpt/doubled-origin': rule('error', true),
  'tlsrpt/wildcard-owner': rule('warning'),
  'tlsrpt/redundant-escape': rule('hint', true),
  'tlsrpt/short-ttl': rule('hint'),
  'tlsrpt/missing-record': rule('hint', true),
  'mtasts/unquoted-semicolon': rule('error', true),
  'mtasts/version-misspelled': rule('error', true),
  'mtasts/multiple-records': rule('error', true),
  'mtasts/wrong-owner': rule('error', true),
  'mtasts/id-missing': rule('error', true),
  'mtasts/id-invalid': rule('error', true),
  'mtasts/policy-syntax': rule('error', true),
  'mtasts/policy-version': rule('error', true),
  'mtasts/policy-mode': rule('error', true),
  'mtasts/policy-max-age': rule('error', true),
  'mtasts/policy-mx': rule('error', true),
  'mtasts/policy-short-max-age': rule('warning'),
  'mtasts/policy-mx-mismatch': rule('warning', true),
  'report/json-syntax': rule('error'),
  'report/duplicate-member': rule('error'),
  'report/missing-member': rule('error', true),
  'report/misnamed-member': rule('error', true),
  'report/unknown-member': rule('information'),
  'report/wrong-type': rule('error', true),
  'report/not-an-array': rule('warning', true),
  'report/policies-empty': rule('warning'),
  'report/bad-datetime': rule('error', true),
  'report/range-reversed': rule('error', true),
  'report/range-not-a-day': rule('information'),
  'report/bad-contact': rule('warning', true),
  'report/bad-count': rule('error'),
  'report/bad-ip': rule('warning'),
  'report/bad-domain': rule('warning', true),
  'report/unknown-policy-type': rule('warning', true),
  'report/unknown-result-type': rule('warning', true),
  'report/bad-policy-string': rule('warning'),
  'report/policy-string-encoded': rule('warning', true),
  'report/result-type-mismatch': rule('warning'),
  'report/failures-unexplained': rule('information'),
  'report/details-without-failures': rule('warning'),
  'report/mx-not-covered': rule('information'),
  'report/duplicate-policy': rule('information'),
  'report/double-counted': rule('information'),
  'report/bad-additional-information': rule('hint'),
  'report/file-name-mismatch': rule('information'),
  'report/placeholder': rule('warning'),
  'config/unknown-rule': rule('warning'),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof catalogue;

export const ruleIds = Object.keys(catalogue) as readonly RuleId[];

/** Whether a word names a rule. */
export function isRuleId(word: string): word is RuleId {
  return Object.hasOwn(catalogue, word);
}

/** The page of a rule, which every finding links to. */
export function rulePage(id: RuleId): string {
  return `https://github.com/tls-rpt/tls-rpt/blob/main/docs/rules/${id}.md`;
}
