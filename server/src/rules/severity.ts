import { msg } from '../message.js';

/** How bad a finding is, as LSP knows it. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a user can set a rule to. */
export type Level = Severity | 'off';

/** A severity before a finding, for people. */
export const severityWords = {
  error: msg('error'),
  warning: msg('warning'),
  information: msg('information'),
  hint: msg('hint'),
} as const;
