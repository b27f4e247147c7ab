/** Finds objects of a report without a walk for each: a report may have 100,000 policies, and a finding in every one. */
import type { ReportEntry, ReportModel } from './model.js';
import type { ReportObject } from './object.js';

interface Lookup {
  readonly objects: ReadonlyMap<number, ReportObject>;
  readonly entries: ReadonlyMap<ReportObject, ReportEntry>;
}

/** What a function gives, remembered as long as the thing it is about is there. */
export function remembered<K extends object, T>(make: (about: K) => T): (about: K) => T {
  const made = new WeakMap<K, { readonly value: T }>();
  return (about) => {
    let known = made.get(about);
    if (known === undefined) {
      known = { value: make(about) };
      made.set(about, known);
    }
    return known.value;
  };
}

/** The object that starts there. */
export function objectAt(model: ReportModel, start: number): ReportObject | undefined {
  return lookupOf(model).objects.get(start);
}

/** The item of `policies` that an object is or belongs to. */
export function entryOf(model: ReportModel, object: ReportObject): ReportEntry | undefined {
  return lookupOf(model).entries.get(object);
}

const lookupOf = remembered(
  (model: ReportModel): Lookup => ({
    objects: new Map(model.objects.map((object) => [object.start, object])),
    entries: entriesOf(model),
  }),
);

function entriesOf({ entries }: ReportModel): Map<ReportObject, ReportEntry> {
  const found = new Map<ReportObject, ReportEntry>();
  for (const entry of entries) {
    const { object, policy, summary, details } = entry;
    for (const part of [object, policy, summary, ...details]) if (part !== undefined) found.set(part, entry);
  }
  return found;
}
