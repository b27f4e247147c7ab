/** How often each of many 32-bit keys was added: open addressing in one typed array, two numbers a key. */
export class Counts {
  /** Slots of a key and its count; a count of 0 is an empty slot, or a key that was taken out again. */
  #slots = new Int32Array(128);
  #size = 0;

  clear(): void {
    this.#slots = new Int32Array(128);
    this.#size = 0;
  }

  /** Counts a key up or down by one; how often it is there now. */
  change(key: number, by: 1 | -1): number {
    const wanted = key === 0 ? 1 : key;
    let slot = this.#slotOf(wanted);
    if (this.#slots[slot] === 0) {
      if (by < 0) return 0;
      if (++this.#size * 3 > this.#slots.length) {
        this.#grow();
        slot = this.#slotOf(wanted);
      }
      this.#slots[slot] = wanted;
    }
    const count = Math.max(0, this.#slots[slot + 1]! + by);
    this.#slots[slot + 1] = count;
    return count;
  }

  #slotOf(key: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = ((Math.imul(key, 0x9e3779b1) >>> 7) << 1) & mask;
    while (slots[slot] !== key && slots[slot] !== 0) slot = (slot + 2) & mask;
    return slot;
  }

  /** Those that were taken out again are left behind. */
  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#size = 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      const slot = this.#slotOf(old[at]!);
      this.#slots[slot] = old[at]!;
      this.#slots[slot + 1] = old[at + 1]!;
      this.#size++;
    }
  }
}
