import { type SummaryParams, summaryRequest } from '../../../protocol/requests.js';
import { Client, timed } from '../client.js';
import { reportOfSize } from '../generate.js';
import { spreadOf } from '../measure.js';
import type { Row } from '../row.js';

/** One large report in the server: findings, a hover, the summary. */
export const report: Row = {
  name: 'report',
  async measure({ quick }) {
    const text = reportOfSize(300_000);
    const client = await Client.start();
    const times: number[] = [];
    try {
      for (let run = 0; run < (quick ? 5 : 15); run++) {
        const uri = `file:///bench/report-${run}.json`;
        // A report of its own each time, so that nothing is known from the last.
        const own = text.replace('2025-01-02-1', `2025-01-02-${run}`);
        const character = own.indexOf('certificate-expired') + 3;
        times.push(
          await timed(async () => {
            await client.open(uri, 'json', own);
            await client.diagnostics(uri);
            await client.request('textDocument/hover', {
              textDocument: { uri },
              position: { line: 0, character },
            });
            const params: SummaryParams = { uri, version: 1, file: `report-${run}.json` };
            await client.request(summaryRequest, params);
          }),
        );
        await client.close(uri);
      }
    } finally {
      await client.stop();
    }
    return [
      {
        what: 'a report of 300 KB: diagnostics, hover, summary, cold',
        unit: 'ms',
        value: spreadOf(times.slice(0, 1)),
      },
      {
        what: 'a report of 300 KB: diagnostics, hover, summary',
        unit: 'ms',
        value: spreadOf(times.slice(1)),
        bar: { kind: 'most', value: 50 },
      },
    ];
  },
};
