/** So many pieces are joined at a time: a hostile text has one for each of its characters. */
const most = 10_000;

/** A text that is put together piece by piece. */
export class Pieces {
  #done = '';
  #pieces: string[] = [];

  push(piece: string): void {
    if (this.#pieces.push(piece) < most) return;
    this.#done = this.toString();
    this.#pieces = [];
  }

  toString(): string {
    return this.#done + this.#pieces.join('');
  }
}
