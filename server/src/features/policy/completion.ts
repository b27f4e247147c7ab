/** Completion in an MTA-STS policy: keys, modes, and the MX hosts of the zone. */
import { policyLines } from '../../mtasts/policy.js';
import type { CompletionAnswer } from '../types.js';
import { policyKeys, policyModes } from './keys.js';

const weeks: readonly number[] = [604_800, 1_209_600, 2_419_200];

export function policyCompletions(
  text: string,
  offset: number,
  mxHosts: readonly string[],
): CompletionAnswer[] {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(lineStart, offset);
  const [, key, gap = ''] = /^(\w+):([ \t]*)/.exec(before) ?? [];
  const there = new Set(policyLines(text).map((line) => line.key));
  if (key === undefined) {
    return Object.entries(policyKeys)
      .filter(([name]) => name === 'mx' || !there.has(name) || before.startsWith(name))
      .map(([name, about]) => ({
        label: name,
        kind: 'keyword',
        documentation: [about],
        replace: { start: lineStart, end: offset },
        newText: name === 'version' ? 'version: STSv1' : `${name}: `,
        filterText: name,
      }));
  }
  const start = lineStart + key.length + 1 + gap.length;
  const end = offset + (/^[^\s]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const values: Readonly<Record<string, readonly string[]>> = {
    version: ['STSv1'],
    mode: Object.keys(policyModes),
    mx: mxHosts,
    max_age: weeks.map(String),
  };
  return (values[key] ?? []).map((label) => ({
    label,
    kind: 'value',
    ...(policyModes[label] && { documentation: [policyModes[label]] }),
    replace: { start, end },
    newText: gap === '' ? ` ${label}` : label,
    filterText: gap === '' ? ` ${label}` : label,
  }));
}
