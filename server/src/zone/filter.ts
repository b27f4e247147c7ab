/**
 * A filter of owners (by their keys), three bits each of 4,096: says "surely not here" of 99 in 100 owners that a chunk
 * does not hold.
 */
export type Filter = Int32Array;

export const filterWords = 128;

/** Of no owners. */
export const noFilter: Filter = new Int32Array(filterWords);

export const newFilter = (): Filter => new Int32Array(filterWords);

const second = (key: number) => Math.imul(key, 0x9e3779b1) >>> 20;
const third = (key: number) => Math.imul(key, 0x85ebca6b) >>> 20;

export function addTo(filter: Filter, key: number): void {
  set(filter, key & 4095);
  set(filter, second(key));
  set(filter, third(key));
}

/** Whether a key may have been added; false is sure. */
export function mayHold(filter: Filter, key: number): boolean {
  return isSet(filter, key & 4095) && isSet(filter, second(key)) && isSet(filter, third(key));
}

function set(filter: Filter, bit: number): void {
  filter[bit >>> 5]! |= 1 << (bit & 31);
}

const isSet = (filter: Filter, bit: number) => ((filter[bit >>> 5]! >> (bit & 31)) & 1) === 1;
