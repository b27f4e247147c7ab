import fc from 'fast-check';

/** Of so many things one is broken: most zones are to load. */
export const sound = 60;

/** One of the sound, now and then one of those that may break the zone. */
export const mostly = (good: readonly string[], odd: readonly string[]) =>
  fc.oneof(
    { weight: sound, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
