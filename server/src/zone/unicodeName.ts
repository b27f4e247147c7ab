import punycode from 'punycode.js';
import { nameKey } from './names.js';

/**
 * A name as people write it, with U-labels in the place of its A-labels (RFC 5890 section 2.3.2.1). Who shows it makes visible what
 * it may hide.
 *
 * @returns undefined where it has no A-label, or one that is no Punycode
 */
export function unicodeName(name: string): string | undefined {
  const key = nameKey(name);
  // An escaped dot separates no labels.
  if (!/(?:^|\.)xn--/.test(key) || key.includes('\\')) return undefined;
  try {
    const shown = punycode.toUnicode(key);
    return punycode.toASCII(shown) === key ? shown : undefined;
  } catch {
    return undefined;
  }
}
