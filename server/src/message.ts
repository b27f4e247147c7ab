/**
 * A message whose language is chosen at the edge: an English template, which is also the key into
 * `l10n/bundle.l10n.*.json`, and the values of its placeholders `{0}`, `{1}` …
 */
export interface Message {
  readonly template: string;
  readonly args: readonly Argument[];
}

/** A number that each language writes in its own way. */
export interface Quantity {
  readonly value: number;
  readonly style: 'decimal' | 'percent';
}

/** A plain number stays as it is (a line, a serial); messages in a list are separated by commas. */
export type Argument = string | number | Quantity | Message | readonly Message[];

/** Puts messages and numbers into the user's language. */
export type Say = (text: Message | Quantity) => string;

/**
 * Makes a message. The template must be a string literal: `scripts/generate/strings.ts` collects the keys from the
 * source text.
 */
export function msg(template: string, ...args: Argument[]): Message {
  return { template, args };
}

/** A message whose template stands in a table, which must give its texts to the test of the translations. */
export const tableMessage = (template: string): Message => ({ template, args: [] });

/** How many: `1,234`, or `1.234` in German. */
export const figure = (value: number): Quantity => ({ value, style: 'decimal' });

/** A share of 0 to 1, to one decimal: `2.3%`, or `2,3 %` in German. */
export const percentage = (value: number): Quantity => ({ value, style: 'percent' });

/** The translations of one language, by English template. */
export type Bundle = Readonly<Record<string, string>>;

/**
 * A message in words, in the bundle's language where it has the template and in English where it has not.
 *
 * @param language of the bundle, for its numbers
 */
export function localize(text: Message | Quantity, bundle?: Bundle, language = 'en'): string {
  if (!isMessage(text)) return written(text, language);
  const template = bundle?.[text.template] ?? text.template;
  return template.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const value = text.args[Number(index)];
    if (value === undefined) return placeholder;
    if (typeof value !== 'object') return String(value);
    const parts = Array.isArray(value) ? (value as readonly Message[]) : [value as Message | Quantity];
    return parts.map((part) => localize(part, bundle, language)).join(', ');
  });
}

/** The least share that is written as a number: one that is there is never 0%. */
const leastShare = 0.001;

function written({ value, style }: Quantity, language: string): string {
  const format = formatOf(style, language);
  const isTiny = style === 'percent' && value > 0 && value < leastShare / 2;
  if (isTiny) return `<\u00a0${format.format(leastShare)}`;
  // Only a whole is 100 %.
  return format.format(style === 'percent' && value < 1 ? Math.min(value, 1 - leastShare) : value);
}

const isMessage = (text: Message | Quantity): text is Message => 'template' in text;

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(style: Quantity['style'], language: string): Intl.NumberFormat {
  const key = `${language} ${style}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { style, maximumFractionDigits: 1 });
  formats.set(key, format);
  return format;
}
