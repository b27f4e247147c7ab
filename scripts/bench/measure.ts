/** Running programs and work, and what they cost. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const gnuTime = '/usr/bin/time';
/** How long a program may take, in seconds. */
const patience = 120;

/** What a process cost. */
export interface Cost {
  /** Wall clock, in milliseconds. */
  readonly time: number;
  /** Peak resident memory, in MB (10^6 octets); undefined where GNU time is not installed. */
  readonly memory: number | undefined;
}

/** Runs a program to its end. Throws where it exits with another code than expected. */
export function runProgram(
  program: string,
  args: readonly string[],
  codes: readonly number[] = [0],
): Cost & { readonly output: string } {
  const timed = existsSync(gnuTime);
  const start = performance.now();
  const child = timed
    ? spawnSync(gnuTime, ['-f', 'peak %M', 'timeout', String(patience), program, ...args], options)
    : spawnSync(program, args, options);
  const time = performance.now() - start;
  const [, peak] = /peak (\d+)\s*$/.exec(child.stderr) ?? [];
  if (child.error !== undefined) throw child.error;
  if (!codes.includes(child.status ?? -1)) {
    throw new Error(
      `${program} ${args.join(' ')} exits with ${child.status}:\n${child.stderr.slice(0, 2000)}`,
    );
  }
  return { time, memory: peak === undefined ? undefined : (Number(peak) * 1024) / 1e6, output: child.stdout };
}

const options = { encoding: 'utf8', maxBuffer: 1 << 30 } as const;

/** Whether a program is on the PATH. */
export const isInstalled = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** The value that so large a part of the values, from 0 to 1, does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** The middle of several measurements, with the least and the greatest. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return {
    median: sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2,
    least: sorted[0]!,
    greatest: sorted.at(-1)!,
    runs: sorted.length,
  };
}

/**
 * Measures several things in turn, so that what slows the machine for a while slows them all. What is undefined cannot
 * be measured here and has no results.
 */
export function interleaved<Name extends string, Result>(
  runs: number,
  subjects: Readonly<Record<Name, (() => Result) | undefined>>,
): Record<Name, Result[]> {
  const names = Object.keys(subjects) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let run = 0; run < runs; run++) {
    for (const name of names) {
      const subject = subjects[name];
      if (subject !== undefined) results[name].push(subject());
    }
  }
  return results;
}
