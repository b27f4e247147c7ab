import type { ReportFacts } from './facts.js';

/** Most texts that are known again; what comes after them is kept as often as it comes. */
const most = 100_000;

/** Keeps each text once, and apart from the large text that it was cut from, which would stay in memory with it. */
export class Strings {
  readonly #known = new Map<string, string>();

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const own = JSON.parse(JSON.stringify(text)) as string;
    if (this.#known.size < most) this.#known.set(own, own);
    return own;
  }

  /** The same facts, of texts that are kept. */
  facts(facts: ReportFacts): ReportFacts {
    return this.#value(facts) as ReportFacts;
  }

  #value(value: unknown): unknown {
    if (typeof value === 'string') return this.of(value);
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = { ...value };
    for (const name of Object.keys(copy)) copy[name] = this.#value(copy[name]);
    return copy;
  }
}
