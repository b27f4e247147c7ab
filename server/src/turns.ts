/** Long work of the server, in turns: others are answered in between, and nobody waits for what is not wanted any more. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
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
 * @param ready waits before that until what it works on is ready again
 */
export async function inTurns<Result>(
  steps: Steps<Result>,
  check: () => void,
  ready?: () => Promise<void>,
): Promise<Result> {
  const over = turns();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const others = over();
    if (others === undefined) continue;
    await others;
    await ready?.();
    check();
  }
}

/** A request that is being answered. */
export interface Asked {
  /** Whether somebody still waits for the answer. */
  isWanted(): boolean;
  /** Throws the error that answers it where nobody does. */
  check(): void;
}

/**
 * A request that has just come: it is wanted until it is cancelled, or until what it is about has changed.
 *
 * @param version tells what it is about from what that was before; left out where places in it do not matter
 */
export function asking(
  token: CancellationToken | undefined,
  version: () => number | undefined = () => undefined,
): Asked {
  const asked = version();
  const isCancelled = () => token?.isCancellationRequested === true;
  const isChanged = () => version() !== asked;
  return {
    isWanted: () => !isCancelled() && !isChanged(),
    check: () => {
      if (isCancelled()) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      if (isChanged()) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');
    },
  };
}
