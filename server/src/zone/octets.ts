const LF = 10;
/** Stands for a character that is no ASCII. */
const beyond = 0xff;

/** A stretch of a text as octets, where each of them is a character. */
export interface Octets {
  readonly octets: Uint8Array;
  /** The text, and where in it the first of the octets stands. */
  readonly text: string;
  readonly base: number;
  /** Offset behind the last line break among the octets. */
  readonly end: number;
}

/** The octets of a whole text that is ASCII. */
export function octetsOfAscii(text: string, octets: Uint8Array, base = 0): Octets {
  return { text, octets, base, end: octets.lastIndexOf(LF) + 1 };
}

const encoder = new TextEncoder();

/** Makes octets of stretches of texts, one after the other in the same memory. */
export class OctetsOf {
  #memory = new Uint8Array(0);

  /** The octets of a stretch; what is no ASCII is 0xff. Valid until the next call. */
  stretch(text: string, start: number, end: number): Octets {
    const length = end - start;
    if (this.#memory.length < length) this.#memory = new Uint8Array(length);
    const octets = this.#memory.subarray(0, length);
    const { read } = encoder.encodeInto(text.slice(start, end), octets);
    if (read < length) {
      for (let i = 0; i < length; i++) {
        const code = text.charCodeAt(start + i);
        octets[i] = code < 0x80 ? code : beyond;
      }
    }
    return octetsOfAscii(text, octets, start);
  }
}
