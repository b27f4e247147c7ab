/** Hover in an MTA-STS policy. */
import { secondWords } from '../../counted.js';
import { msg } from '../../message.js';
import { policyLines } from '../../mtasts/policy.js';
import { withUnits } from '../../tlsrpt/style.js';
import { type HoverAnswer, type MarkdownPart, markdownText } from '../types.js';
import { policyKeys, policyModes } from './keys.js';

const section = 'https://www.rfc-editor.org/rfc/rfc8461.html#section-3.2';

export function policyHover(text: string, offset: number): HoverAnswer | undefined {
  const line = policyLines(text).find(({ start, end }) => start <= offset && offset < end);
  const about = line === undefined ? undefined : policyKeys[line.key];
  if (line === undefined || about === undefined) return undefined;
  const parts: MarkdownPart[] = [msg('**{0}**', markdownText(line.key)), about];
  const mode = line.key === 'mode' ? policyModes[line.value] : undefined;
  if (mode !== undefined) parts.push(mode);
  if (line.key === 'max_age' && /^\d{1,10}$/.test(line.value)) {
    parts.push(msg('{0} ({1})', secondWords(Number(line.value)), withUnits(Number(line.value))));
  }
  parts.push(msg('[RFC 8461, section {0}]({1})', '3.2', section));
  return { start: line.start, end: line.end, parts };
}
