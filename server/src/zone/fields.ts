/**
 * The words and quoted strings of one entry, in order. One list is used for all entries of a file: it is valid until
 * the next entry is read. Numbers only, so that reading a record allocates nothing.
 */
export class FieldList {
  /** The text that the offsets point into. */
  text = '';
  count = 0;
  /** Where each field starts and ends, quotes included, in UTF-16 units of `text`. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 where the field is a quoted string, 2 where its closing quote is missing, else 0. */
  quoted = new Uint8Array(64);

  push(start: number, end: number, quoted: 0 | 1 | 2): void {
    if (this.count === this.starts.length) {
      this.#grow();
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.quoted[this.count] = quoted;
    this.count++;
  }

  /** Lets go of the text, which may be that of a large zone. */
  forget(): void {
    this.text = '';
    this.count = 0;
  }

  #grow(): void {
    const length = this.count * 2;
    const starts = new Int32Array(length);
    const ends = new Int32Array(length);
    const quoted = new Uint8Array(length);
    starts.set(this.starts);
    ends.set(this.ends);
    quoted.set(this.quoted);
    this.starts = starts;
    this.ends = ends;
    this.quoted = quoted;
  }
}
