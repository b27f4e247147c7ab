import { registerFolder } from '../../../server/src/features/folder.js';
import { registerSummary } from '../../../server/src/features/summary.js';
import { localize, type Say } from '../../../server/src/message.js';
import type { Levels } from '../../../server/src/rules/levels.js';

/** The server's handlers, without a wire between. */
export function server(
  say: Say = (text) => localize(text),
  locale = 'en',
): <Result>(method: string, params: unknown) => Promise<Result> {
  const handlers = new Map<string, (params: unknown, token: unknown) => unknown>();
  const connection = {
    onRequest: (method: string, handler: (params: unknown, token: unknown) => unknown) =>
      handlers.set(method, handler),
  } as unknown as Parameters<typeof registerFolder>[0];
  const levels: Levels = { 'report/range-not-a-day': 'off' };
  registerSummary(connection, say, async () => ({ say, locale, levels, compare: () => [] }));
  registerFolder(connection, () => ({ say, locale }));
  return async <Result>(method: string, params: unknown) =>
    (await handlers.get(method)?.(params, { isCancellationRequested: false })) as Result;
}
