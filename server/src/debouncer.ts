/** How long work is put off, in milliseconds: a burst of changes is over by then. */
const delay = 200;

/** Puts work off until nobody has asked for it for a while: of all that is asked for under one name, the last is done. */
export class Debouncer {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  put(name: string, work: () => void): void {
    clearTimeout(this.#timers.get(name));
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      work();
    }, delay);
    this.#timers.set(name, timer);
  }

  drop(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}
