/**
 * A message whose language is chosen at the edge: an English template, which is also the key into
 * `l10n/bundle.l10n.*.json`, and the values of its placeholders `{0}`, `{1}` …
 */
export interface Message {
  readonly template: string;
  readonly args: readonly (string | number)[];
}

/**
 * Makes a message. The template must be a string literal: `scripts/l10n.mjs` collects the keys from the source text.
 */
export function msg(template: string, ...args: (string | number)[]): Message {
  return { template, args };
}

/** The translations of one language, by English template. */
export type Bundle = Readonly<Record<string, string>>;

/** A message in words, in the bundle's language where it has the template and in English where it has not. */
export function localize(message: Message, bundle?: Bundle): string {
  const template = bundle?.[message.template] ?? message.template;
  return template.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const value = message.args[Number(index)];
    return value === undefined ? placeholder : String(value);
  });
}
