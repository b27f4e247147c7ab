import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver';
import { inPieces } from '../../../server/src/features/inPieces.js';

/** Pieces that each take longer than a turn. */
function* slow(pieces: readonly string[], made: (piece: string) => void = () => {}): Generator<string> {
  for (const piece of pieces) {
    const end = performance.now() + 25;
    while (performance.now() < end);
    made(piece);
    yield piece;
  }
}

test('others get their turn between the pieces of a long text', async () => {
  const order: string[] = [];
  const other = new Promise<void>((resolve) => {
    setTimeout(() => {
      order.push('another request');
      resolve();
    }, 0);
  });
  const { token } = new CancellationTokenSource();
  const text = await inPieces(
    slow(['a', 'b', 'c'], (piece) => order.push(piece)),
    token,
  );
  await other;
  assert.equal(text, 'abc');
  assert.ok(order.indexOf('another request') < order.indexOf('c'), order.join(', '));
});

test('is given up where nobody wants it any more', async () => {
  const source = new CancellationTokenSource();
  const made: string[] = [];
  setTimeout(() => source.cancel(), 0);
  await assert.rejects(
    inPieces(
      slow(['a', 'b', 'c'], (piece) => made.push(piece)),
      source.token,
    ),
    { message: 'Cancelled.' },
  );
  assert.ok(made.length < 3);
});
