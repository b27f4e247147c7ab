import {
  countOnce,
  type FailureFacts,
  type PolicyFacts,
  type PolicyHead,
  type ReportFacts,
} from './facts.js';

/** A report's plain values as numbers: places in the tables of the `ReportPacker` that made it, and counts. */
export type PackedReport = readonly number[];

/** The texts of a failure, in the order in which they are packed. */
const failureTexts = [
  ...(['resultType', 'receivingMx', 'receivingIp', 'sendingIp', 'helo', 'reason', 'info'] as const),
];

/** Stands for a count that is not there. */
const none = -1;

/** Keeps the plain values of many reports small: each text and each policy once, the rest as numbers. */
export class ReportPacker {
  readonly #texts: (string | null)[] = [null];
  readonly #places = new Map<string | null, number>([[null, 0]]);
  readonly #heads: PolicyHead[] = [];
  readonly #headPlaces = new Map<string, number>();

  pack({ organization, reportId, contact, start, end, policies }: ReportFacts): PackedReport {
    const packed = [organization, reportId, contact, start, end].map((text) => this.#place(text));
    for (const policy of policies) {
      packed.push(this.#head(policy), policy.successful, policy.failed, policy.failures.length);
      for (const failure of policy.failures) {
        packed.push(failure.count ?? none);
        for (const name of failureTexts) packed.push(this.#place(failure[name]));
      }
    }
    // A copy has no room to grow.
    return packed.slice();
  }

  unpack(packed: PackedReport): ReportFacts {
    let at = 0;
    const number = (): number => packed[at++]!;
    const text = (): string | null => this.#texts[number()]!;
    const [organization, reportId, contact, start, end] = [text(), text(), text(), text(), text()];
    const policies: PolicyFacts[] = [];
    while (at < packed.length) {
      const head = this.#heads[number()]!;
      const [successful, failed, length] = [number(), number(), number()];
      const failures = Array.from({ length }, (): FailureFacts => {
        const count = number();
        const [resultType, receivingMx, receivingIp, sendingIp] = [text(), text(), text(), text()];
        return {
          ...{ resultType, count: count === none ? null : count, receivingMx, receivingIp, sendingIp },
          ...{ helo: text(), reason: text(), info: text() },
        };
      });
      policies.push({ ...head, successful, failed, failures });
    }
    return { organization, reportId, contact, start, end, policies, ...countOnce(policies) };
  }

  #place(text: string | null): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const own = text === null ? null : alone(text);
    this.#places.set(own, this.#texts.length);
    return this.#texts.push(own) - 1;
  }

  #head({ type, domain, mode, mx }: PolicyHead): number {
    const places = [type, domain, mode, ...mx].map((text) => this.#place(text));
    const key = places.join(' ');
    const known = this.#headPlaces.get(key);
    if (known !== undefined) return known;
    const text = (index: number): string | null => this.#texts[places[index]!]!;
    const own = { type: text(0), domain: text(1), mode: text(2), mx: mx.map((_, i) => text(i + 3) ?? '') };
    this.#headPlaces.set(key, this.#heads.length);
    return this.#heads.push(own) - 1;
  }
}

/** A text apart from the larger one that it was cut from, which would stay in memory with it. */
function alone(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
