/** Long work of the server, in turns: others are answered in between, and nobody waits for what is not wanted any more. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Steps } from './steps.js';

/** How long the server works before it lets others in, in milliseconds: a test has it do so after every step. */
export const turn = { length: 20 };

/** Gives what to ask after each step of long work: a promise to wait for when the turn is over, else nothing. */
export function turns(): () => Promise<void> | undefined {
  let end = performance.now() + turn.length;
  return () => {
    if (performance.now() < end) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        end = performance.now() + turn.length;
        resolve();
      }, 0);
    });
  };
}

/**
 * Does the work of a request in turns. Throws the error that answers it where it is cancelled, or where what it looks at
 * has changed meanwhile: then the client asks again.
 */
export async function inTurns<Result>(
  steps: Steps<Result>,
  token: CancellationToken,
  isCurrent: () => boolean = () => true,
): Promise<Result> {
  const over = turns();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const others = over();
    if (others === undefined) continue;
    await others;
    if (token.isCancellationRequested) throw cancelled();
    if (!isCurrent()) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');
  }
}

/** The answer to a request that is not wanted any more. */
export const cancelled = (): ResponseError<never> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
