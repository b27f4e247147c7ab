import type { Span } from '../span.js';
import { first } from '../steps.js';
import { fileNumberOf } from '../zone/includes.js';
import type { WholeZone } from '../zone/wholeZone.js';
import { isRuleId, type RuleId } from './catalogue.js';
import type { Finding } from './finding.js';
import { unknownRule } from './levels.js';

/** More rules than there are nobody names in a comment. */
const mostNamed = 1000;

/** What the comments of one file silence: `tls-rpt-disable`, `-disable-line`, `-disable-next-line`, and rules. */
class FileSuppressions {
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
  read(comment: string, offset: number, line: Span, next: Span): void {
    const match = /^[;\s]*tls-rpt-disable(-line|-next-line)?(?=\s|$)/i.exec(comment);
    if (match === null) return;
    const rules = new Set<string>();
    for (const word of first(mostNamed, comment.slice(match[0].length).matchAll(/[^\s,]+/g))) {
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

  get hasLines(): boolean {
    return this.#stretches.length > 0;
  }

  silencesEverywhere(rule: RuleId): boolean {
    return rule !== 'config/unknown-rule' && (this.#file.has('*') || this.#file.has(rule));
  }

  silences({ rule, start }: Finding): boolean {
    if (rule === 'config/unknown-rule') return false;
    if (this.silencesEverywhere(rule)) return true;
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

/** What the comments of a zone silence, each in the file that it stands in. */
export class ZoneSuppressions {
  readonly #zone: WholeZone;
  /** By the number of the file. */
  readonly #files = new Map<number, FileSuppressions>();

  constructor(zone: WholeZone) {
    this.#zone = zone;
  }

  /** Reads the comment of an entry: from where it starts to where the entry ends. */
  read({ start: comment, end }: Span): void {
    const number = fileNumberOf(comment);
    let file = this.#files.get(number);
    if (file === undefined) {
      file = new FileSuppressions();
      this.#files.set(number, file);
    }
    const [line, next] = this.#zone.linesAt(comment);
    const text = this.#zone.slice(comment, Math.min(line.end, end)).trimEnd();
    file.read(text, comment, line, next);
  }

  /** What comments name that is no rule. */
  unknown(): Finding[] {
    return [...this.#files.values()].flatMap(({ unknown }) => unknown);
  }

  /** Whether there are lines in which something is silenced. */
  get hasLines(): boolean {
    return [...this.#files.values()].some(({ hasLines }) => hasLines);
  }

  /** Whether a rule is silenced in the whole of the zone's own file. */
  silencesEverywhere(rule: RuleId): boolean {
    return this.#files.get(0)?.silencesEverywhere(rule) === true;
  }

  silences(finding: Finding): boolean {
    return this.#files.get(fileNumberOf(finding.start))?.silences(finding) === true;
  }
}
