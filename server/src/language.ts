import { type Bundle, localize, type Say } from './message.js';

/** The languages that there are. */
export const languages = ['en', 'de'] as const;

/**
 * The language of the messages: `--lang`, or what the locale variables say (`LC_ALL`, `LC_MESSAGES`, `LANG`), or
 * English. Only the language counts: `de_AT.UTF-8` is German.
 */
export function languageOf(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const locale = option || env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en';
  return languageIn(locale);
}

/** The language of a locale: `de` of `de_AT.UTF-8`. */
export function languageIn(locale: string): string {
  return locale.toLowerCase().split(/[_.@-]/, 1)[0] ?? '';
}

/** Puts messages into words of the language of a bundle, numbers too; into English where there is none. */
export const sayIn =
  (bundle: Bundle | undefined, language: string): Say =>
  (text) =>
    localize(text, bundle, bundle && language);
