import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** After so long other requests get their turn, in milliseconds. */
const turn = 20;

/** Joins the pieces of a long text, and lets the server answer others in between. */
export async function inPieces(pieces: Iterable<string>, token: CancellationToken): Promise<string> {
  const done: string[] = [];
  let end = performance.now() + turn;
  for (const piece of pieces) {
    done.push(piece);
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    end = performance.now() + turn;
  }
  return done.join('');
}
