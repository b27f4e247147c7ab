/** How far a long run is, on a line of the terminal that the next text takes over. */
const first = 500;
const interval = 100;
const clear = '\r\u001b[K';

export interface Progress {
  /** Shows the words, unless the run is young or has just shown others: then they are not even made. */
  show(words: () => string): void;
  /** Takes the line away, before anything else is written. */
  hide(): void;
}

/**
 * @param write writes to the terminal
 * @param now the time in milliseconds
 */
export function progressOn(write: (text: string) => void, now: () => number): Progress {
  let next = now() + first;
  let shown = false;
  return {
    show: (words) => {
      const time = now();
      if (time < next) return;
      next = time + interval;
      shown = true;
      write(clear + words());
    },
    hide: () => {
      if (shown) write(clear);
      shown = false;
    },
  };
}

/** Where nobody watches. */
export const noProgress: Progress = { show: () => {}, hide: () => {} };
