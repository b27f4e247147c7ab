import { type ReportParams, type SummaryResult, summaryRequest } from '../../../protocol/requests.js';
import { type ReportSummary, receivedSummary } from '../../../protocol/summary.js';
import { registerFolder } from '../../../server/src/features/folder.js';
import { registerSummary } from '../../../server/src/features/summary.js';
import { localize, type Say } from '../../../server/src/message.js';
import type { Levels } from '../../../server/src/rules/levels.js';

/** The summary of a report, as who gets it sees it; null where its text is none. */
export async function summaryFrom(
  ask: <Result>(method: string, params: unknown) => Promise<Result>,
  params: ReportParams,
): Promise<ReportSummary | null> {
  const { summary } = await ask<SummaryResult>(summaryRequest, params);
  return summary ? receivedSummary(summary) : null;
}

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
  const services = async () => ({ say, locale, levels, compare: () => [] });
  registerSummary(connection, say, services, () => undefined);
  registerFolder(connection, () => ({ say, locale }));
  return async <Result>(method: string, params: unknown) =>
    (await handlers.get(method)?.(params, { isCancellationRequested: false })) as Result;
}
