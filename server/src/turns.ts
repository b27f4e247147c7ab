/** Long work of the server, in turns: others are answered in between, and nobody waits for what is not wanted any more. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Steps } from './steps.js';

/** How long the server works before it lets others in, in milliseconds: a test has it do so after every step. */
export const turn = { length: 20 };

/** Those that wait for their next turn. */
const waiting: (() => void)[] = [];

/** Lets the next one go on, and after its turn others in again, before the one after it. */
function goOn(): void {
  waiting.shift()?.();
  // Its turn is over when this comes to be: from then on messages are taken.
  if (waiting.length > 0) setTimeout(() => setTimeout(goOn, 0), 0);
}

function nextTurn(isFirst: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isFirst) waiting.unshift(resolve);
    else waiting.push(resolve);
    if (waiting.length === 1) setTimeout(goOn, 0);
  });
}

/** What somebody may work at once who comes while others wait for their turns, in milliseconds: most need no more. */
const moment = 2;

/**
 * Gives what to ask after each step of long work: a promise to wait for when the turn is over, else nothing. Of all that
 * work one has its turn at a time: others are answered between any two. Who has had none is the next.
 */
export function turns(): () => Promise<void> | undefined {
  let end = performance.now() + (waiting.length > 0 ? Math.min(moment, turn.length) : turn.length);
  let isFirst = true;
  return () => {
    if (performance.now() < end) return undefined;
    const next = nextTurn(isFirst);
    isFirst = false;
    return next.then(() => {
      end = performance.now() + turn.length;
    });
  };
}

/**
 * Does the work of a request in turns.
 *
 * @param check is asked before each turn but the first; what it throws ends the work
 */
export async function inTurns<Result>(steps: Steps<Result>, check: () => void): Promise<Result> {
  const over = turns();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const others = over();
    if (others === undefined) continue;
    await others;
    check();
  }
}

/** The answer to a request that is not wanted any more. */
export const cancelled = (): ResponseError<never> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');

/** The answer to a request about a text that is another by now: its places were others. */
export const changed = (): ResponseError<never> =>
  new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');
