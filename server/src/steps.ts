/** Work that pauses after each small step, so that others are answered in between; what it looks at must not change meanwhile. */
export type Steps<Result> = Generator<void, Result>;

/** Does all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Work that has no steps, for whoever takes steps. */
// biome-ignore lint/correctness/useYield: it is done before anybody could pause.
export function* atOnce<Result>(work: () => Result): Steps<Result> {
  return work();
}

/** Does something with each of some things, one a step. */
export function* each<Thing, Result>(
  things: Iterable<Thing>,
  work: (thing: Thing) => Result,
): Steps<Result[]> {
  const results: Result[] = [];
  for (const thing of things) {
    results.push(work(thing));
    yield;
  }
  return results;
}

/** So many things at most, of which no more are made. */
export function* first<Thing>(most: number, things: Iterable<Thing>): Generator<Thing> {
  let left = most;
  for (const thing of things) {
    yield thing;
    if (--left <= 0) return;
  }
}

/** So many are sorted, or merged, in a step. */
const run = 4096;

/** Sorts an array, as its own method does. */
export function* sorted<Thing>(
  things: readonly Thing[],
  compare: (a: Thing, b: Thing) => number,
): Steps<Thing[]> {
  let from: Thing[] = [];
  for (let at = 0; at < things.length; at += run) {
    from.push(...things.slice(at, at + run).sort(compare));
    yield;
  }
  for (let width = run; width < things.length; width *= 2) {
    const to: Thing[] = [];
    for (let at = 0; at < from.length; at += 2 * width) {
      const middle = Math.min(at + width, from.length);
      const end = Math.min(middle + width, from.length);
      for (let left = at, right = middle; left < middle || right < end; ) {
        const takesLeft = right === end || (left < middle && compare(from[left]!, from[right]!) <= 0);
        to.push(takesLeft ? from[left++]! : from[right++]!);
        if (to.length % run === 0) yield;
      }
    }
    from = to;
  }
  return from;
}
