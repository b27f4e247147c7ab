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
  const parts = partsOf(template);
  let words = parts[0]!;
  for (let i = 1; i < parts.length; i += 2) {
    const value = text.args[Number(parts[i])];
    words += value === undefined ? `{${parts[i]}}` : argument(value, bundle, language);
    words += parts[i + 1];
  }
  return words;
}

function argument(value: Argument, bundle: Bundle | undefined, language: string): string {
  if (typeof value !== 'object') return String(value);
  const parts = Array.isArray(value) ? (value as readonly Message[]) : [value as Message | Quantity];
  return parts.map((part) => localize(part, bundle, language)).join(', ');
}

/** The text of a template before, between and after its placeholders, and their numbers in turn. */
function partsOf(template: string): readonly string[] {
  let parts = known.get(template);
  if (parts === undefined) {
    parts = template.split(/\{(\d+)\}/);
    known.set(template, parts);
  }
  return parts;
}

const known = new Map<string, readonly string[]>();

/** The least share that is written as a number: one that is there is never 0%. */
const leastShare = 0.001;

function written({ value, style }: Quantity, language: string): string {
  const { percent, ...marks } = numerals[language] ?? english;
  if (style === 'decimal') return decimal(value, marks);
  if (value > 0 && value < leastShare / 2) return `<\u00a0${decimal(leastShare * 100, marks)}${percent}`;
  // Only a whole is 100 %.
  const share = value < 1 ? Math.min(value, 1 - leastShare) : value;
  return decimal(Number(`${share}e2`), marks) + percent;
}

const isMessage = (text: Message | Quantity): text is Message => 'template' in text;

interface Marks {
  /** Between groups of three digits. */
  readonly group: string;
  /** Before the tenths. */
  readonly point: string;
}

/**
 * How languages write numbers, as CLDR has it. Intl.NumberFormat writes the same, and takes 12 ms the first time to load what
 * it knows of all languages: the first summary would wait for it.
 */
const english = { group: ',', point: '.', percent: '%' };
const numerals: Readonly<Record<string, Marks & { readonly percent: string }>> = {
  en: english,
  de: { group: '.', point: ',', percent: '\u00a0%' },
};

/** A number to one decimal. It is rounded as it is written: 0.35 is 0.4, though what a computer holds for it is less. */
function decimal(value: number, { group, point }: Marks): string {
  const rounded = Number.isInteger(value) ? value : Math.round(Number(`${value}e1`)) / 10;
  const [whole = '', tenth] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return tenth === undefined ? grouped : grouped + point + tenth;
}
