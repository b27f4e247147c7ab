import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { turns } from '../turns.js';

/** Joins the pieces of a long text, and lets the server answer others in between. */
export async function inPieces(pieces: Iterable<string>, token: CancellationToken): Promise<string> {
  const done: string[] = [];
  const turn = turns();
  for (const piece of pieces) {
    done.push(piece);
    const others = turn();
    if (others === undefined) continue;
    await others;
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
  }
  return done.join('');
}
