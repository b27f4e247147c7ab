import type { RuleId } from '../catalogue.js';
import { configPages } from './config.js';
import { mtastsPages } from './mtasts.js';
import type { RulePage } from './page.js';
import { reportPages } from './report.js';
import { tlsrptPages } from './tlsrpt.js';
import { zonePages } from './zone.js';

/** Every rule's page: the compiler knows when one is missing. */
export const rulePages: Readonly<Record<RuleId, RulePage>> = {
  ...zonePages,
  ...tlsrptPages,
  ...mtastsPages,
  ...reportPages,
  ...configPages,
};
