import { type Checked, checkedBy } from './checked.js';
import { reportFixes } from './fixes/report.js';
import type { Kind } from './kind.js';
import { readReport } from './report/model.js';
import type { Finding } from './rules/finding.js';
import { checkPolicy, policyFixes } from './rules/mtasts/policy.js';
import { checkReport, firstInReport } from './rules/report/index.js';
import type { Ahead } from './zone/ahead.js';
import { originOfFile } from './zone/fileName.js';
import type { ReadInclude } from './zone/includes.js';
import { checkedZone, type ZoneContext, zoneFixesOf } from './zoneCheck.js';

/** What the rules need to know beside the text. */
export interface CheckOptions {
  /** Path or URI of the file, where there is one: a report's name is compared with its body. */
  readonly path?: string;
  /** The origin before the first line of a zone, absolute with its final dot, where somebody knows it. */
  readonly origin?: string;
  /** The MX hosts of the zone that a policy is of, where it is known. */
  readonly mxHosts?: readonly string[];
  /** Whether nobody else says what is wrong with a report as JSON: some editors do. */
  readonly jsonSyntax?: boolean;
  /** Of how many findings in a zone all are kept, for whoever asks for all. */
  readonly mostKept?: number;
  /** What reads the files that a zone includes. */
  readonly read?: ReadInclude;
  /** What reads the later part of a zone's text at the same time; once. */
  readonly ahead?: Ahead;
  /** What tells a zone file from those that it includes; its path where absent. */
  readonly uri?: string;
}

export type Checker = (text: string, options: CheckOptions) => Checked;

/** Checks a text by the rules of its kind. */
export function check(kind: Kind, text: string, options: CheckOptions = {}): Checked {
  return checkers[kind](text, options);
}

/** What the options say about a zone. */
export function zoneContext({ origin, path, uri, read, mostKept }: CheckOptions): ZoneContext {
  return {
    origin,
    ...(path !== undefined && {
      fallbackOrigin: originOfFile(path),
      source: { name: path, ...(uri !== undefined && { uri }) },
    }),
    ...(read && { read }),
    ...(mostKept !== undefined && { mostKept }),
  };
}

const checkers: Readonly<Record<Kind, Checker>> = {
  zone: (text, options) => {
    const { ahead } = options;
    const zone = checkedZone(text, { ...zoneContext(options), ...(ahead && { ahead }) });
    const fixes = (finding: Finding) => zoneFixesOf(zone, finding);
    return checkedBy(zone, fixes, { included: () => [...zone.included().keys()] });
  },
  policy: (text, { mxHosts }) =>
    checkedBy(
      { findings: () => [...checkPolicy(text, mxHosts)].sort((a, b) => a.start - b.start) },
      policyFixes,
    ),
  report: (text, { path, jsonSyntax }) => {
    const model = readReport(text);
    const given = {
      ...(path !== undefined && { fileName: path }),
      ...(jsonSyntax !== undefined && { jsonSyntax }),
    };
    return checkedBy(
      { findings: () => checkReport(model, given), first: () => firstInReport(model, given) },
      (finding) => reportFixes(model, finding),
      { isFreeForm: true },
    );
  },
};
