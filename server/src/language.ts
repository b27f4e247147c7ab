import { type Bundle, localize, type Message } from './message.js';

/**
 * The language of the messages: `--lang`, or what the locale variables say (`LC_ALL`, `LC_MESSAGES`, `LANG`), or
 * English. Only the language counts: `de_AT.UTF-8` is German.
 */
export function languageOf(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const locale = option || env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en';
  return locale.toLowerCase().split(/[_.@-]/, 1)[0] ?? 'en';
}

/** Puts messages into words of the language; English where there is no translation. */
export async function speaker(language: string): Promise<(message: Message) => string> {
  const bundle: Bundle | undefined =
    language === 'de' ? (await import('../../l10n/bundle.l10n.de.json')).default : undefined;
  return (message) => localize(message, bundle);
}
