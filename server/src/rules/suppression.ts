import { isRuleId } from './catalogue.js';
import type { Finding } from './finding.js';
import { unknownRule } from './levels.js';

/** What the comments of a zone file silence: `tls-rpt-disable`, `-disable-line`, `-disable-next-line`, and rules. */
export class Suppressions {
  /** Rules silenced in the whole file; `*` for all. */
  readonly #file = new Set<string>();
  /** Rules silenced in a stretch: a line. In the order of the text. */
  readonly #stretches: {
    readonly start: number;
    readonly end: number;
    readonly rules: ReadonlySet<string>;
  }[] = [];
  readonly unknown: Finding[] = [];

  /**
   * Reads a comment.
   *
   * @param comment the comment's text, its `;` included, and `offset` where it starts
   * @param line the span of its line, and `next` that of the line after it
   */
  read(comment: string, offset: number, line: Stretch, next: Stretch): void {
    const match = /^[;\s]*tls-rpt-disable(-line|-next-line)?(?=\s|$)/i.exec(comment);
    if (match === null) return;
    const rules = new Set<string>();
    for (const word of comment.slice(match[0].length).matchAll(/[^\s,]+/g)) {
      const id = word[0];
      if (!id.includes('/')) break;
      if (isRuleId(id)) {
        rules.add(id);
      } else {
        const start = offset + match[0].length + word.index;
        this.unknown.push(unknownRule(id, start, start + id.length));
        rules.add(id);
      }
    }
    if (rules.size === 0) rules.add('*');
    const where = match[1]?.toLowerCase();
    if (where === undefined) for (const rule of rules) this.#file.add(rule);
    else this.#stretches.push({ ...(where === '-line' ? line : next), rules });
  }

  silences({ rule, start }: Finding): boolean {
    if (rule === 'config/unknown-rule') return false;
    if (this.#file.has('*') || this.#file.has(rule)) return true;
    const stretches = this.#stretches;
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (stretches[middle]!.start <= start) low = middle + 1;
      else high = middle;
    }
    // A line has at most two: a comment of its own and one on the line before.
    return stretches
      .slice(Math.max(0, low - 2), low)
      .some(({ end, rules }) => start < end && (rules.has('*') || rules.has(rule)));
  }
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}
