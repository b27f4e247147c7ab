/**
 * A filter of owners (by their keys): 2,048 bits that say "surely not here" of most owners that a chunk does not hold.
 */
export type Filter = Int32Array;

const words = 64;

export const noFilter: Filter = new Int32Array(0);

export const newFilter = (): Filter => new Int32Array(words);

export function addTo(filter: Filter, key: number): void {
  filter[(key >>> 5) & (words - 1)]! |= 1 << (key & 31);
}

/** Whether a key may have been added; false is sure. */
export function mayHold(filter: Filter, key: number): boolean {
  return ((filter[(key >>> 5) & (words - 1)]! >> (key & 31)) & 1) === 1;
}
