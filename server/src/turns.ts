/** Long work is cut into turns of so many milliseconds: others are answered in between. */
const turn = 20;

/** Gives what to ask after each step of long work: a promise to wait for when the turn is over, else nothing. */
export function turns(): () => Promise<void> | undefined {
  let end = performance.now() + turn;
  return () => {
    if (performance.now() < end) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        end = performance.now() + turn;
        resolve();
      }, 0);
    });
  };
}
