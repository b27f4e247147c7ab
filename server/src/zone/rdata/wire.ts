/** RDATA in wire form while it is written: reused from record to record, so that reading one allocates nothing. */
export class WireWriter {
  octets = new Uint8Array(256);
  length = 0;

  put(octet: number): void {
    if (this.length === this.octets.length) this.#grow();
    this.octets[this.length++] = octet;
  }

  put16(value: number): void {
    this.put(value >>> 8);
    this.put(value & 0xff);
  }

  put32(value: number): void {
    this.put16(value >>> 16);
    this.put16(value & 0xffff);
  }

  /** Appends octets given as a string, one character each. */
  putOctets(octets: string): void {
    for (let i = 0; i < octets.length; i++) this.put(octets.charCodeAt(i));
  }

  /** The octets from an index on as a string, one character each. */
  text(from = 0): string {
    if (this.length - from <= 4096) return textOf(this.octets, from, this.length);
    let text = '';
    for (let at = from; at < this.length; at += 4096) {
      text += textOf(this.octets, at, Math.min(at + 4096, this.length));
    }
    return text;
  }

  #grow(): void {
    const octets = new Uint8Array(this.octets.length * 2);
    octets.set(this.octets);
    this.octets = octets;
  }
}

const textOf = (octets: Uint8Array, from: number, to: number): string =>
  String.fromCharCode.apply(null, octets.subarray(from, to) as unknown as number[]);

/**
 * RDATA in wire form while it is printed: octets as a string, one character each. Reading past the end gives zeros and
 * sets `short`.
 */
export class WireReader {
  readonly octets: string;
  /** The RR type's number, 0 where it does not matter. */
  readonly type: number;
  at = 0;
  /** Whether more octets were asked for than there are. */
  short = false;

  constructor(octets: string, type = 0) {
    this.octets = octets;
    this.type = type;
  }

  get left(): number {
    return this.octets.length - this.at;
  }

  get8(): number {
    if (this.at >= this.octets.length) {
      this.short = true;
      return 0;
    }
    return this.octets.charCodeAt(this.at++);
  }

  get16(): number {
    return this.get8() * 0x100 + this.get8();
  }

  get32(): number {
    return this.get16() * 0x10000 + this.get16();
  }

  /** The next octets. */
  take(length: number): string {
    if (length > this.left) this.short = true;
    const taken = this.octets.slice(this.at, this.at + length);
    this.at += taken.length;
    return taken;
  }

  /** All octets that are left. */
  rest(): string {
    return this.take(this.left);
  }

  /** The octets of an uncompressed name, its final zero included. */
  name(): string {
    const from = this.at;
    for (;;) {
      const length = this.get8();
      if (length > 63 || this.short || this.at - from > 255) {
        this.short = true;
        return '\0';
      }
      if (length === 0) return this.octets.slice(from, this.at);
      this.take(length);
    }
  }
}
