/** The translations that this package brings. VS Code has them itself, and the server that runs in it does without this file. */
import { sayIn } from './language.js';
import type { Bundle, Say } from './message.js';

/** Those of a language; undefined where there are none. */
export async function translationsOf(language: string): Promise<Bundle | undefined> {
  return language === 'de' ? (await import('../../l10n/bundle.l10n.de.json')).default : undefined;
}

/** Puts messages into words of a language. */
export async function speaker(language: string): Promise<Say> {
  return sayIn(await translationsOf(language), language);
}
