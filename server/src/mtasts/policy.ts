/** MTA-STS policies (RFC 8461 section 3.2): lines of `key: value`, ended by LF or CRLF. */

export interface PolicyLine {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  /** Empty where the line is no `key: value`. */
  readonly key: string;
  readonly value: string;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** The lines of a policy that are not empty. */
export function policyLines(text: string): PolicyLine[] {
  const lines: PolicyLine[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    if (match[0].trim() === '') continue;
    const start = match.index;
    const pair = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):([ \t]*)(.*?)[ \t]*$/.exec(match[0]);
    const value = pair?.[3] ?? '';
    const valueStart = start + (pair === null ? 0 : (pair[1]?.length ?? 0) + 1 + (pair[2]?.length ?? 0));
    lines.push({
      start,
      end: start + match[0].length,
      key: pair?.[1] ?? '',
      value,
      valueStart,
      valueEnd: valueStart + value.length,
    });
  }
  return lines;
}

/** The id of a policy that is published at a moment (RFC 8461 section 3.1): the time to the second, UTC. */
export const policyId = (now: Date) => now.toISOString().replace(/\D/g, '').slice(0, 14);

/** The domain that a policy file is of, by the folders that it is in: those of `mta-sts.DOMAIN` or DOMAIN. */
export function policyDomain(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1).reverse();
  const name = folders.find((folder) => folder !== '.well-known');
  const domain = /^(?:mta-sts\.)?((?:[\w-]+\.)+[a-z][\w-]*)$/i.exec(name ?? '')?.[1];
  return domain === undefined ? undefined : `${domain.toLowerCase()}.`;
}

export const modes = ['enforce', 'testing', 'none'] as const;

/** The longest `max_age`, in seconds: a year, about. */
export const longestAge = 31_557_600;

/** Whether an MX host is covered by a pattern (RFC 8461 section 4.1): `*.` stands for one leftmost label. */
export function covers(pattern: string, host: string): boolean {
  const wanted = host.replace(/\.$/, '').toLowerCase();
  const given = pattern.replace(/\.$/, '').toLowerCase();
  if (!given.startsWith('*.')) return wanted === given;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot + 1) === given.slice(2);
}
