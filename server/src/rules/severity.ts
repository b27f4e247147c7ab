/** How bad a finding is, as LSP knows it. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a user can set a rule to. */
export type Level = Severity | 'off';
