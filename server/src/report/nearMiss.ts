/** Which name a wrong one means. */
import type { MemberSpec, Shape } from './schema.js';

/** Which member of the shape a wrong name means. */
export function nearMiss(name: string, shape: Shape): MemberSpec | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return shape.members.find(
    (spec) =>
      spec.aliases.includes(name) ||
      spec.aliases.some((alias) => alias.replaceAll('-', '') === plain) ||
      spec.name.replaceAll('-', '') === plain ||
      (plain.length >= 5 && distanceUpTo(spec.name.replaceAll('-', ''), plain, plain.length > 11 ? 2 : 1)),
  );
}

/** Whether two words differ by at most so many insertions, deletions, replacements or swaps of neighbours. */
export function distanceUpTo(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit || a.length > 80) return false;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, before[j - 2]! + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length]! <= limit;
}
