import type { Span } from '../span.js';
import { first } from '../steps.js';
import { fileNumberOf } from '../zone/includes.js';
import type { WholeZone } from '../zone/wholeZone.js';
import { isRuleId, type RuleId } from './catalogue.js';
import type { Finding } from './finding.js';
import { unknownRule } from './levels.js';

/** More rules than there are nobody names in a comment. */
const mostNamed = 1000;

/** What silences, behind the `;` of a comment or one within it. What stands before is looked at only where the word is. */
const silencing = /tls-rpt-disable(?<=;\s*tls-rpt-disable)(-line|-next-line)?(?=[\s;]|$)/gi;

/** Whether a word is an id, of a rule or of none. What is not begins a reason. */
const isId = (word: string) => word.includes('/') && /[a-z]/i.test(word);
/** Whether the first word is meant for one: what begins a reason there is a mark. */
const isMeant = (word: string) => isId(word) || /^["'`]?[a-z]/i.test(word);

/** Where what stands behind a `;` of a comment ends: at the next one, or with the comment. */
function endOfPart(comment: string, from: number): number {
  const end = comment.indexOf(';', from);
  return end < 0 ? comment.length : end;
}

/** What the comments of one file silence: `tls-rpt-disable`, `-disable-line`, `-disable-next-line`, and rules. */
class FileSuppressions {
  /** Rules silenced in the whole file; `*` for all. */
  readonly #file = new Set<string>();
  /** Rules silenced in a stretch: a line. In the order of the text. */
  readonly #stretches: {
    readonly start: number;
    readonly end: number;
    readonly rules: Set<string>;
  }[] = [];
  readonly unknown: Finding[] = [];

  /**
   * Reads a comment: what it says behind a `;`, its own or another.
   *
   * @param comment the comment's text, its `;` included, and `offset` where it starts
   * @param line the span of its line, and `next` that of the line after it
   */
  read(comment: string, offset: number, line: Span, next: Span): void {
    let left = mostNamed;
    const ofLine = new Set<string>();
    const ofNext = new Set<string>();
    for (const match of comment.matchAll(silencing)) {
      const where = match[1]?.toLowerCase();
      const rules = where === undefined ? this.#file : where === '-line' ? ofLine : ofNext;
      const from = match.index + match[0].length;
      let names = false;
      for (const word of first(left, comment.slice(from, endOfPart(comment, from)).matchAll(/[^\s,]+/g))) {
        const id = word[0];
        if (!(names ? isId(id) : isMeant(id))) break;
        if (!isRuleId(id)) {
          const start = offset + from + word.index;
          this.unknown.push(unknownRule(id, start, start + id.length));
        }
        rules.add(id);
        names = true;
        left--;
      }
      if (!names) rules.add('*');
      if (left <= 0) break;
    }
    this.#silence(line, ofLine);
    this.#silence(next, ofNext);
  }

  /** Silences rules in a line: the last that something was said of, or one after it. */
  #silence(line: Span, rules: ReadonlySet<string>): void {
    if (rules.size === 0) return;
    const last = this.#stretches.at(-1);
    if (last?.start === line.start) for (const rule of rules) last.rules.add(rule);
    else this.#stretches.push({ ...line, rules: new Set(rules) });
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
    const line = stretches[low - 1];
    return line !== undefined && start < line.end && (line.rules.has('*') || line.rules.has(rule));
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

  /** Reads a comment. What a carriage return parts from its line is on another. */
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
