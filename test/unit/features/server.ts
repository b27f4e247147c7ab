import { registerFolder } from '../../../server/src/features/folder.js';
import { reportServices } from '../../../server/src/features/reportServices.js';
import { registerSummary } from '../../../server/src/features/summary.js';
import { localize } from '../../../server/src/message.js';

/** The server's handlers, without a wire between. */
export function server(): <Result>(method: string, params: unknown) => Promise<Result> {
  const handlers = new Map<string, (params: unknown, token: unknown) => unknown>();
  const connection = {
    onRequest: (method: string, handler: (params: unknown, token: unknown) => unknown) =>
      handlers.set(method, handler),
  } as unknown as Parameters<typeof registerFolder>[0];
  const services = () =>
    reportServices((message) => localize(message), 'en', { 'report/range-not-a-day': 'off' });
  registerSummary(connection, services);
  registerFolder(connection, services);
  return async <Result>(method: string, params: unknown) =>
    (await handlers.get(method)?.(params, { isCancellationRequested: false })) as Result;
}
