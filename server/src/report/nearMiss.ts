/** Which name a wrong one means. */
import { isNear } from '../nearest.js';
import type { MemberSpec, Shape } from './schema.js';

/** Which member of the shape a wrong name means. */
export function nearMiss(name: string, shape: Shape): MemberSpec | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return shape.members.find(
    (spec) =>
      spec.aliases.includes(name) ||
      spec.aliases.some((alias) => alias.replaceAll('-', '') === plain) ||
      spec.name.replaceAll('-', '') === plain ||
      (plain.length >= 5 && isNear(spec.name.replaceAll('-', ''), plain, plain.length > 11 ? 2 : 1)),
  );
}
