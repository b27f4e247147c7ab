import { type Message, msg } from '../message.js';
import { nearest } from '../nearest.js';
import { catalogue, isRuleId, type RuleId, ruleIds } from './catalogue.js';
import type { Finding } from './finding.js';
import type { Level, Severity } from './severity.js';

/** What a user set rules to, whatever the source: an editor's settings, a configuration file, the command line. */
export type Levels = Readonly<Partial<Record<RuleId, Level>>>;

export const levels: readonly Level[] = ['off', 'hint', 'information', 'warning', 'error'];

/**
 * The severity of a finding for a user; undefined where its rule is off. What the user set counts before what the
 * finding says of itself, and that before the rule's own.
 */
export function severityOf(
  { rule, severity }: Pick<Finding, 'rule' | 'severity'>,
  set: Levels,
): Severity | undefined {
  const level = set[rule] ?? (catalogue[rule].level === 'off' ? 'off' : (severity ?? catalogue[rule].level));
  return level === 'off' ? undefined : level;
}

export type RatedFinding = Finding & { readonly severity: Severity };

/** Findings with their severities for a user, without those whose rules are off. */
export function rated(findings: readonly Finding[], set: Levels): RatedFinding[] {
  return findings.flatMap((finding) => {
    const severity = severityOf(finding, set);
    return severity === undefined ? [] : [{ ...finding, severity }];
  });
}

/** Whether a user has a rule on. */
export const isOn = (rule: RuleId, set: Levels): boolean => severityOf({ rule }, set) !== undefined;

const nameOf = (id: string) => id.slice(id.indexOf('/') + 1);

/** The first rule of each name, whatever stands before the slash. */
const byName = new Map(ruleIds.toReversed().map((id) => [nameOf(id), id]));

/** A finding about a rule id that no rule has, at the place where it is written. */
export function unknownRule(word: string, start: number, end: number): Finding {
  const near = byName.get(nameOf(word)) ?? nearest(word, ruleIds, 3);
  return {
    rule: 'config/unknown-rule',
    start,
    end,
    message: near
      ? msg('There is no rule {0}. Is {1} meant?', word, near)
      : msg('There is no rule {0}.', word),
    ...(near && { data: { near } }),
  };
}

/** What is said of a level that is none. */
export const noLevel = (written: string, id: string): Message =>
  msg('{0} is none of {1}, which {2} may be.', written, levels.join(', '), id);

/** Reads `{ "rule": "level" }` from settings; what is no rule or no level is left out and named in `unknown` and `problems`. */
export function readLevels(settings: Readonly<Record<string, unknown>>): {
  readonly set: Levels;
  readonly unknown: readonly string[];
  readonly problems: readonly Message[];
} {
  const set: Partial<Record<RuleId, Level>> = {};
  const unknown: string[] = [];
  const problems: Message[] = [];
  for (const [id, value] of Object.entries(settings)) {
    const level = levels.find((candidate) => candidate === value);
    if (!isRuleId(id)) {
      unknown.push(id);
    } else if (level !== undefined) {
      set[id] = level;
    } else {
      problems.push(noLevel(typeof value === 'string' ? value : JSON.stringify(value), id));
    }
  }
  return { set, unknown, problems };
}
