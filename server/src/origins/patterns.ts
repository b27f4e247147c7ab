import { glob, isGlob } from '../glob.js';
import { absoluteName } from '../zone/names.js';

export interface OriginPatterns {
  /** The origin of a file by its path, relative to where the patterns are; absolute, in canonical form. */
  originOf(path: string): string | undefined;
  /** What is given as a name and is none. */
  readonly mistaken: readonly string[];
}

/** Reads globs with the origins of the files that fit them. A plain path counts before a glob, then the first that fits. */
export function readPatterns(origins: Readonly<Record<string, unknown>>): OriginPatterns {
  const mistaken: string[] = [];
  const tests = Object.entries(origins).flatMap(([pattern, written]) => {
    const origin = typeof written === 'string' ? absoluteName(written) : undefined;
    if (origin === undefined) mistaken.push(String(written));
    return origin === undefined ? [] : [{ fits: glob(pattern), origin, plain: !isGlob(pattern) }];
  });
  const ordered = [...tests.filter(({ plain }) => plain), ...tests.filter(({ plain }) => !plain)];
  return { originOf: (path) => ordered.find(({ fits }) => fits(path))?.origin, mistaken };
}
