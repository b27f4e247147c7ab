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
