import type { CancellationToken } from 'vscode-languageserver';
import { each } from '../steps.js';
import { asking, inTurns } from '../turns.js';

/** Joins the pieces of a long text, and lets the server answer others in between. */
export async function inPieces(pieces: Iterable<string>, token: CancellationToken): Promise<string> {
  const done = await inTurns(
    each(pieces, (piece) => piece),
    asking(token).check,
  );
  return done.join('');
}
