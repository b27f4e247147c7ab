import type { RuleId } from '../catalogue.js';
import type { RulePage } from './page.js';

const head = '$ORIGIN example.com.\n$TTL 1d\n';
const tlsrpt = '_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"\n';
const record = (rdata: string) => `${head}_mta-sts IN TXT ${rdata}\n${tlsrpt}`;
const good = record('"v=STSv1; id=20261124"');
const policy = (...lines: string[]) => `${lines.join('\n')}\n`;
const goodPolicy = policy('version: STSv1', 'mode: enforce', 'mx: mail.example.com', 'max_age: 604800');
const section31 = 'RFC 8461 section 3.1';
const section32 = 'RFC 8461 section 3.2';

/** The pages of the `mtasts/` family. */
export const mtastsPages: Record<Extract<RuleId, `mtasts/${string}`>, RulePage> = {
  'mtasts/unquoted-semicolon': {
    title: 'An unquoted `;` turns the `_mta-sts` record into a comment',
    why: 'Outside quotes a `;` starts a comment: BIND serves only `v=STSv1`, and senders see no policy.',
    wrong: record('v=STSv1; id=20261124'),
    right: good,
    reference: 'RFC 1035 section 5.1, RFC 8461 section 3.1',
  },
  'mtasts/version-misspelled': {
    title: 'The version is not spelled `v=STSv1`',
    why: 'Records that do not begin with `v=STSv1;` are discarded, case included.',
    wrong: record('"v=STS1; id=20261124"'),
    right: good,
    reference: section31,
  },
  'mtasts/multiple-records': {
    title: 'Several MTA-STS records at one owner',
    why: 'A sender that finds more than one assumes that the domain has no policy.',
    wrong: `${good}_mta-sts IN TXT "v=STSv1; id=20261125"\n`,
    right: good,
    reference: section31,
  },
  'mtasts/wrong-owner': {
    title: 'An MTA-STS record at an owner where nobody asks for it',
    why: 'Senders ask for `_mta-sts` under the mail domain, with the underscore.',
    wrong: `${head}mta-sts IN TXT "v=STSv1; id=20261124"\n${tlsrpt}`,
    right: good,
    reference: section31,
  },
  'mtasts/id-missing': {
    title: 'The record has no `id`',
    why: 'The `id` tells senders when to fetch the policy again. Without it the record is invalid.',
    wrong: record('"v=STSv1;"'),
    right: good,
    reference: section31,
  },
  'mtasts/id-invalid': {
    title: 'The `id` is not 1 to 32 letters and digits',
    why: 'A date with dashes or colons is not one. The current UTC time in digits is the habit.',
    wrong: record('"v=STSv1; id=2026-11-24"'),
    right: good,
    reference: section31,
  },
  'mtasts/policy-syntax': {
    title: 'A line of the policy that is no `key: value`',
    why: 'A policy is a list of lines with a key, a colon and a value. A sender that cannot read it reports `sts-policy-invalid`.',
    wrong: policy('version: STSv1', 'mode enforce', 'mx: mail.example.com', 'max_age: 604800'),
    right: goodPolicy,
    reference: section32,
  },
  'mtasts/policy-version': {
    title: 'The policy’s version is absent or not `STSv1`',
    why: 'A policy begins with `version: STSv1`.',
    wrong: policy('version: STSv2', 'mode: enforce', 'mx: mail.example.com', 'max_age: 604800'),
    right: goodPolicy,
    reference: section32,
  },
  'mtasts/policy-mode': {
    title: 'The policy’s mode is absent or unknown',
    why: 'The mode is `enforce`, `testing` or `none`.',
    wrong: policy('version: STSv1', 'mode: enforced', 'mx: mail.example.com', 'max_age: 604800'),
    right: goodPolicy,
    reference: 'RFC 8461 sections 3.2 and 5',
  },
  'mtasts/policy-max-age': {
    title: 'The policy’s `max_age` is absent or no number of seconds',
    why: '`max_age` is a number of seconds, at most 31557600 (about a year).',
    wrong: policy('version: STSv1', 'mode: enforce', 'mx: mail.example.com', 'max_age: 7d'),
    right: goodPolicy,
    reference: section32,
  },
  'mtasts/policy-mx': {
    title: 'The policy names no valid MX host',
    why: 'Unless its mode is `none`, a policy has at least one `mx:` line, each a host name or a pattern with `*.` in place of the leftmost label.',
    wrong: policy('version: STSv1', 'mode: enforce', 'mx: *mail.example.com', 'max_age: 604800'),
    right: goodPolicy,
    reference: 'RFC 8461 sections 3.2 and 4.1',
  },
  'mtasts/policy-short-max-age': {
    title: 'A `max_age` under a day',
    why: 'A sender forgets the policy after that time, and is open to attack until it has fetched it again. Weeks are usual.',
    wrong: policy('version: STSv1', 'mode: enforce', 'mx: mail.example.com', 'max_age: 3600'),
    right: goodPolicy,
    reference: section32,
  },
  'mtasts/policy-mx-mismatch': {
    title: 'The zone has an MX host that the policy does not cover',
    why: 'In mode `enforce` no sender delivers to an MX host that no `mx:` line covers.',
    wrong: goodPolicy,
    right: policy(
      'version: STSv1',
      'mode: enforce',
      'mx: mail.example.com',
      'mx: mail2.example.com',
      'max_age: 604800',
    ),
    reference: 'RFC 8461 section 4.1',
    untested: 'needs the zone of the domain beside the policy',
  },
};
