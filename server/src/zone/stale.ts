/**
 * The chunks that may have been read in another state than the one that those before them leave, by their indexes: all
 * that are lie in one range.
 */
export class Stale {
  /** The first and the last. */
  #from = Number.POSITIVE_INFINITY;
  #to = -1;

  get isEmpty(): boolean {
    return this.#from > this.#to;
  }

  get first(): number {
    return this.#from;
  }

  clear(): void {
    this.#from = Number.POSITIVE_INFINITY;
    this.#to = -1;
  }

  /** All of so many may be. */
  all(count: number): void {
    this.#from = 0;
    this.#to = count - 1;
  }

  /** The first one is as it should be. */
  pass(): void {
    this.#from++;
    if (this.isEmpty) this.clear();
  }

  /** In the place of chunks stand so many others: what follows on them may be stale. */
  replaced(from: number, to: number, made: number): void {
    const next = from + made;
    const moved = (index: number) => (index <= from ? index : index < to ? next : index + made - (to - from));
    this.#from = Math.min(moved(this.#from), next);
    this.#to = Math.max(moved(this.#to), next);
  }
}
