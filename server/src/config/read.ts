import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { glob } from '../glob.js';
import { type Message, msg } from '../message.js';
import { readPatterns } from '../origins/patterns.js';
import type { Finding } from '../rules/finding.js';
import { levels, noLevel, readLevels, unknownRule } from '../rules/levels.js';
import type { Config } from './model.js';

export interface ReadConfig {
  readonly config: Config;
  /** Rules that there are not. */
  readonly findings: readonly Finding[];
  /** What cannot be understood at all; then the configuration is as far as it could be read. */
  readonly problems: readonly Message[];
}

/** Reads a configuration file: JSON, and comments may stand in it. */
export function readConfig(text: string): ReadConfig {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const problems: Message[] = [];
  const first = errors[0];
  if (first !== undefined) {
    problems.push(msg('It is no JSON: see line {0}.', text.slice(0, first.offset).split('\n').length));
  }
  const members = new Map(membersOf(tree).map(([key, value]) => [key.value as string, value]));
  for (const [name, node] of members) {
    const expected = shapes[name];
    if (expected === undefined) {
      problems.push(msg('{0} is none of {1}.', name, Object.keys(shapes).join(', ')));
    } else if (node.type !== expected) {
      problems.push(msg('{0} is no {1}.', name, expected));
    }
  }
  const origins = readPatterns(objectOf(members.get('origins')));
  for (const name of origins.mistaken) problems.push(msg('{0} is no domain name.', name));
  return {
    config: {
      rules: readLevels(objectOf(members.get('rules'))).set,
      originOf: origins.originOf,
      ignores: anyFit(members.get('ignore')),
    },
    findings: ruleFindings(members.get('rules'), problems),
    problems,
  };
}

const shapes: Readonly<Record<string, string>> = {
  $schema: 'string',
  rules: 'object',
  origins: 'object',
  ignore: 'array',
};

function membersOf(node: Node | undefined): [Node, Node][] {
  return node?.type !== 'object'
    ? []
    : (node.children ?? []).flatMap(({ children }) =>
        children?.[0] && children[1] ? [[children[0], children[1]] as [Node, Node]] : [],
      );
}

function objectOf(node: Node | undefined): Readonly<Record<string, unknown>> {
  return node?.type === 'object' ? (getNodeValue(node) as Record<string, unknown>) : {};
}

function anyFit(node: Node | undefined): Config['ignores'] {
  const patterns: unknown[] = node?.type === 'array' ? getNodeValue(node) : [];
  const tests = patterns.flatMap((pattern) =>
    typeof pattern === 'string' ? [glob(pattern), glob(`${pattern}/**`)] : [],
  );
  return (path) => tests.some((fits) => fits(path));
}

function ruleFindings(node: Node | undefined, problems: Message[]): Finding[] {
  const unknown = new Set(readLevels(objectOf(node)).unknown);
  return membersOf(node).flatMap(([key, value]) => {
    if (!levels.some((level) => level === value.value)) {
      const written = typeof value.value === 'string' ? value.value : value.type;
      problems.push(noLevel(written, String(key.value)));
    }
    return unknown.has(key.value) ? [unknownRule(key.value, key.offset, key.offset + key.length)] : [];
  });
}
