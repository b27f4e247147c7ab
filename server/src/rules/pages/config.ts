import type { RuleId } from '../catalogue.js';
import type { RulePage } from './page.js';

/** The pages of the `config/` family. */
export const configPages: Record<Extract<RuleId, `config/${string}`>, RulePage> = {
  'config/unknown-rule': {
    title: 'A setting or comment names a rule that does not exist',
    why: 'What is meant to be silenced is not, and a misspelled id in a baseline hides nothing.',
    wrong: '$ORIGIN example.com.\n; tls-rpt-disable tlsrpt/short-tll\n',
    right: '$ORIGIN example.com.\n; tls-rpt-disable tlsrpt/short-ttl\n',
    reference: 'The rule catalogue',
  },
};
