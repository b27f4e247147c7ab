/**
 * Characters that a reader cannot see, or that change how others are shown: controls, format characters (bidi
 * overrides and isolates, zero-width characters, tags), line separators, fillers, halves of surrogate pairs.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115f\u1160\u3164\uffa0]|\u034f/gu;

/** A text that shows everything it holds: U+202E becomes `⟨U+202E⟩`. */
export function visible(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** The address where it is one that a page may link to (https, mailto), else undefined. */
export function safeLink(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return url.protocol === 'https:' || url.protocol === 'mailto:' ? url.href : undefined;
}

/** A template with its placeholders `{0}`, `{1}` … filled. */
export function fill(template: string, ...values: (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (placeholder, index: string) =>
    String(values[Number(index)] ?? placeholder),
  );
}

/** Numbers and shares as the user's language writes them. */
export interface NumberFormats {
  count(value: number): string;
  /** A share of 0 to 1, rounded down: only a whole is 100 %; only nothing is 0 %, a few of very many are `< 0.1%`. */
  share(value: number): string;
}

/** @param locale a BCP 47 tag; a RangeError where it is none. */
export function numberFormats(locale: string): NumberFormats {
  const counts = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return {
    count: (value) => counts.format(value),
    share: (value) =>
      value > 0 && value < 0.001
        ? `<\u00a0${shares.format(0.001)}`
        : shares.format(Math.floor(value * 1000) / 1000),
  };
}
