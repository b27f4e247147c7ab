import { reportFixes } from './fixes/report.js';
import type { Kind } from './kind.js';
import { readReport } from './report/model.js';
import type { Finding, Fix } from './rules/finding.js';
import { checkPolicy, policyFixes } from './rules/mtasts/policy.js';
import { checkReport } from './rules/report/index.js';
import { originOfFile } from './zone/fileName.js';
import { checkedZone, zoneFixesOf } from './zoneCheck.js';

/** What the rules need to know beside the text. */
export interface CheckOptions {
  /** Path or URI of the file, where there is one: a report's name is compared with its body. */
  readonly path?: string;
  /** The origin before the first line of a zone, absolute with its final dot, where somebody knows it. */
  readonly origin?: string;
  /** The MX hosts of the zone that a policy is of, where it is known. */
  readonly mxHosts?: readonly string[];
  /** Whether nobody else reports JSON syntax errors: an editor does. */
  readonly jsonSyntax?: boolean;
}

/** What the rules say about a text. */
export interface Checked {
  /** In the order of the text, whatever the user set the rules to. */
  readonly findings: readonly Finding[];
  /** The ways to mend one of the findings. */
  fixes(finding: Finding): readonly Fix[];
}

export type Checker = (text: string, options: CheckOptions) => Checked;

/** Checks a text by the rules of its kind. */
export function check(kind: Kind, text: string, options: CheckOptions = {}): Checked {
  return checkers[kind](text, options);
}

const checkers: Readonly<Record<Kind, Checker>> = {
  zone: (text, { origin, path }) => {
    const fallbackOrigin = path === undefined ? undefined : originOfFile(path);
    const zone = checkedZone(text, { origin, fallbackOrigin });
    return { findings: zone.findings(), fixes: (finding) => zoneFixesOf(zone, finding) };
  },
  policy: (text, { mxHosts }) => ({
    findings: [...checkPolicy(text, mxHosts)].sort((a, b) => a.start - b.start),
    fixes: policyFixes,
  }),
  report: (text, { path, jsonSyntax }) => {
    const model = readReport(text);
    return {
      findings: checkReport(model, {
        ...(path !== undefined && { fileName: path }),
        ...(jsonSyntax !== undefined && { jsonSyntax }),
      }),
      fixes: (finding) => reportFixes(model, finding),
    };
  },
};
