import { msg } from '../../message.js';
import { covers, longestAge, modes, type PolicyLine, policyLines } from '../../mtasts/policy.js';
import { nearest } from '../../nearest.js';
import type { Finding, Fix } from '../finding.js';

const keys = ['version', 'mode', 'mx', 'max_age'];
/** A host name or a pattern of some; the last label of an address is a number, that of a name is not. */
const host =
  /^(?=.{1,255}$)(?!.*\.\d+$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const day = 86_400;
const secondsOf: Readonly<Record<string, number>> = { h: 3600, d: day, w: 7 * day };

/** What is wrong with an MTA-STS policy; `mxHosts` are those of the zone, where it is known. */
export function* checkPolicy(text: string, mxHosts: readonly string[] = []): Generator<Finding> {
  const lines = policyLines(text);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  for (const line of lines) {
    if (line.key !== '') continue;
    const written = text.slice(line.start, line.end);
    const pair = /^[\ufeff \t]*([A-Za-z_-]+)[ \t]*[:= \t][ \t]*(\S.*?)[ \t]*$/.exec(written);
    const key = pair?.[1] === undefined ? undefined : nearest(pair[1], keys, 1);
    yield {
      rule: 'mtasts/policy-syntax',
      start: line.start,
      end: line.end,
      message: msg('This line is no “key: value”.'),
      ...(key !== undefined && { data: { replaceBy: `${key}: ${pair?.[2] ?? ''}` } }),
    };
  }
  const misread = new Set(
    lines
      .filter((line) => line.key === '')
      .map((line) =>
        nearest(
          text
            .slice(line.start, line.end)
            .trim()
            .split(/[^A-Za-z_]/)[0] ?? '',
          keys,
          1,
        ),
      ),
  );
  for (const line of lines) {
    // Of a short key another letter makes another: `id` is an extension.
    const limit = line.key.length < 4 ? 1 : 2;
    const near = line.key !== '' && !keys.includes(line.key) ? nearest(line.key, keys, limit) : undefined;
    if (near === undefined || lines.some((other) => other.key === near && near !== 'mx')) continue;
    misread.add(near);
    yield {
      rule: 'mtasts/policy-syntax',
      start: line.start,
      end: line.start + line.key.length,
      message: msg('There is no key {0}. Is {1} meant?', line.key, near),
      data: { replaceBy: near },
    };
  }
  const end = { start: 0, end: Math.max(lines.at(-1)?.end ?? 0, Math.min(1, text.length)) };
  const byKey = (key: string) => lines.filter((line) => line.key === key);
  const absent = (key: string) => byKey(key).length === 0 && !misread.has(key);
  const [version] = byKey('version');
  // Fields that stand in the line of the version are there, though nobody reads them.
  const [, ...joined] = (version?.value ?? '')
    .split(/[;,\s](?=(?:mode|mx|max_age):)/)
    .map((field) => field.trim().replace(/[;,]$/, ''));
  for (const field of joined) misread.add(field.split(':')[0]);
  if (absent('version')) {
    yield {
      rule: 'mtasts/policy-version',
      ...first(lines, end),
      message: msg('A policy begins with “version: STSv1”.'),
      data: { insert: `version: STSv1${lineBreak}`, insertAt: 0 },
    };
  } else if (version !== undefined && version.value !== 'STSv1') {
    yield {
      rule: 'mtasts/policy-version',
      ...valueSpan(version),
      message: msg('The version is STSv1, letter by letter.'),
      // Where there is no value the finding is the line.
      data: {
        replaceBy: version.value === '' ? 'version: STSv1' : ['STSv1', ...joined].join(lineBreak),
      },
    };
  }
  const [mode] = byKey('mode');
  if (absent('mode')) {
    yield {
      rule: 'mtasts/policy-mode',
      ...first(lines, end),
      message: msg('The policy has no mode: enforce, testing or none.'),
    };
  } else if (mode !== undefined && !modes.some((known) => known === mode.value)) {
    const near = nearest(mode.value, modes, 3);
    yield {
      rule: 'mtasts/policy-mode',
      ...valueSpan(mode),
      message: msg('The mode is enforce, testing or none.'),
      ...(near && { data: { replaceBy: near } }),
    };
  }
  yield* ageFindings(byKey('max_age')[0], absent('max_age'), first(lines, end));
  const mx = byKey('mx');
  if (absent('mx') && mode?.value !== 'none') {
    yield {
      rule: 'mtasts/policy-mx',
      ...first(lines, end),
      message: msg('The policy names no MX host: nobody could deliver.'),
    };
  }
  for (const line of mx) {
    if (host.test(line.value)) continue;
    const mended = unquoted(line.value)
      .replace(/\.$/, '')
      .replace(/^\.(?=[^.])/, '*.')
      .replace(/^\*(?=[^.])/, '*.');
    yield {
      rule: 'mtasts/policy-mx',
      ...valueSpan(line),
      message: msg('This is no host name, nor a pattern with “*.” in place of the leftmost label.'),
      ...(mended !== line.value && host.test(mended) && { data: { replaceBy: mended } }),
    };
  }
  if (mode?.value === 'none') return;
  for (const name of mxHosts) {
    if (mx.length === 0 || mx.some((line) => covers(line.value, name))) continue;
    const last = mx.at(-1)!;
    yield {
      rule: 'mtasts/policy-mx-mismatch',
      ...valueSpan(last),
      message: msg('The zone has the MX host {0}, which no mx line covers.', name),
      data: { insert: `${lineBreak}mx: ${name.replace(/\.$/, '')}`, insertAt: last.end },
    };
  }
}

function* ageFindings(
  line: PolicyLine | undefined,
  absent: boolean,
  at: { start: number; end: number },
): Generator<Finding> {
  if (line === undefined) {
    if (absent)
      yield { rule: 'mtasts/policy-max-age', ...at, message: msg('The policy has no max_age, in seconds.') };
    return;
  }
  if (!/^\d{1,10}$/.test(line.value) || Number(line.value) > longestAge) {
    const [, count, unit = ''] = /^(\d+)\s*(?:([hdw])[a-z]*|s|seconds)?$/i.exec(unquoted(line.value)) ?? [];
    const seconds = Number(count) * (secondsOf[unit.toLowerCase()] ?? 1);
    yield {
      rule: 'mtasts/policy-max-age',
      ...valueSpan(line),
      message: msg('max_age is a number of seconds, at most {0}.', longestAge),
      ...(count !== undefined && { data: { replaceBy: String(Math.min(seconds, longestAge)) } }),
    };
  } else if (Number(line.value) < day) {
    yield {
      rule: 'mtasts/policy-short-max-age',
      ...valueSpan(line),
      message: msg('Under a day: senders forget the policy before they need it again. Weeks are usual.'),
    };
  }
}

const unquoted = (value: string) => value.replace(/^"(.*)"$/, '$1');

const first = (lines: readonly PolicyLine[], whole: { start: number; end: number }) =>
  lines[0] === undefined ? whole : { start: lines[0].start, end: lines[0].end };

const valueSpan = (line: PolicyLine) =>
  line.value === '' ? { start: line.start, end: line.end } : { start: line.valueStart, end: line.valueEnd };

/** The ways to mend a finding of a policy. */
export function policyFixes(finding: Finding): readonly Fix[] {
  const data = (finding.data ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof data.replaceBy === 'string') {
    return [
      {
        title: msg('Change to {0}', data.replaceBy),
        edits: [{ start: finding.start, end: finding.end, newText: data.replaceBy }],
        preferred: true,
      },
    ];
  }
  if (typeof data.insert === 'string' && typeof data.insertAt === 'number') {
    return [
      {
        title: msg('Insert {0}', data.insert.trim()),
        edits: [{ start: data.insertAt, end: data.insertAt, newText: data.insert }],
        preferred: true,
      },
    ];
  }
  return [];
}
