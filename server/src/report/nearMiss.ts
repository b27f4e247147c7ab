/** Which name a wrong one means. */
import { isNear } from '../nearest.js';
import type { MemberSpec, Shape } from './schema.js';

/** So many wrong names are remembered: a report has the same ones in each of its thousands of objects. */
const mostKnown = 1000;
const known = new Map<string, MemberSpec | undefined>();

/** Which member of the shape a wrong name means. */
export function nearMiss(name: string, shape: Shape): MemberSpec | undefined {
  const key = `${shape.name} ${name}`;
  if (!known.has(key)) {
    if (known.size === mostKnown) known.clear();
    known.set(key, meantMember(name, shape));
  }
  return known.get(key);
}

function meantMember(name: string, shape: Shape): MemberSpec | undefined {
  const plain = plainly(name);
  return (
    shape.members.find(
      (spec) =>
        spec.aliases.includes(name) ||
        spec.aliases.some((alias) => plainly(alias) === plain) ||
        plainly(spec.name) === plain ||
        (plain.length >= 5 && isNear(plainly(spec.name), plain, plain.length > 11 ? 2 : 1)),
    ) ?? shortenedMember(name, shape)
  );
}

/** A name in lower case without what stands between its words. */
export const plainly = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What a single word leaves open is looked for only where something has to be. */
function shortenedMember(name: string, { members }: Shape): MemberSpec | undefined {
  const words = wordsOf(name);
  const meant = members.filter(
    (spec) =>
      (words.length > 1 || spec.presence !== 'optional') &&
      [spec.name, ...spec.aliases].some((full) => isShort(words, wordsOf(full))),
  );
  return meant.length === 1 ? meant[0] : undefined;
}

/** The one name of several that a wrong one has the most of the words of; undefined where it is a single word. */
export function shortened(name: string, full: readonly string[]): string | undefined {
  const words = wordsOf(name);
  const meant = words.length > 1 ? full.filter((one) => isShort(words, wordsOf(one))) : [];
  return meant.length === 1 ? meant[0] : undefined;
}

/** The words of a name, in the singular. */
function wordsOf(name: string): string[] {
  const words =
    name
      .slice(0, 80)
      .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => word.replace(/ies$/, 'y').replace(/s$/, ''));
}

/** Whether words are some of a name's in their order, each cut short or drawn out: `sending-ip` of `sending-mta-ip`. */
function isShort(words: readonly string[], full: readonly string[]): boolean {
  let at = 0;
  for (const word of words) {
    while (at < full.length && !isSame(word, full[at]!)) at++;
    if (at++ === full.length) return false;
  }
  return words.length > 0;
}

const isSame = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) > 1 && (a.startsWith(b) || b.startsWith(a));
