/** Runs a task once calm has lasted for a while. */
export class Delay {
  readonly #milliseconds: number;
  readonly #task: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, task: () => Promise<void>) {
    this.#milliseconds = milliseconds;
    this.#task = task;
  }

  restart(): void {
    this.dispose();
    this.#timer = setTimeout(this.#task, this.#milliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
