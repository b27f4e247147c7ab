import { Client, timed } from '../client.js';
import { hostileReports, hostileZones } from '../hostile.js';
import { spreadOf } from '../measure.js';
import type { Figure, Row } from '../row.js';

/** Inputs of a megabyte that are made to be slow, from opening to findings, each in a server of its own. */
export const hostile: Row = {
  name: 'hostile',
  async measure({ quick }) {
    const inputs = [
      ...Object.entries(hostileZones).map(([what, text]) => ({ what, text, languageId: 'dns-zone' })),
      ...Object.entries(hostileReports).map(([what, text]) => ({ what, text, languageId: 'json' })),
    ];
    const figures: Figure[] = [];
    for (const { what, text, languageId } of inputs) {
      const times: number[] = [];
      const memories: number[] = [];
      for (let run = 0; run < (quick ? 1 : 3); run++) {
        const { time, memory } = await answer(text, languageId);
        times.push(time);
        if (memory !== undefined) memories.push(memory);
      }
      figures.push({
        what: `hostile, ${what}: time`,
        unit: 'ms',
        value: spreadOf(times),
        bar: { kind: 'most', value: 1000 },
      });
      if (memories.length === 0) continue;
      figures.push({
        what: `hostile, ${what}: peak memory`,
        unit: 'MB',
        value: spreadOf(memories),
        bar: { kind: 'most', value: 500 },
      });
    }
    return figures;
  },
};

async function answer(
  text: string,
  languageId: string,
): Promise<{ time: number; memory: number | undefined }> {
  const uri = languageId === 'json' ? 'file:///bench/report.json' : 'file:///bench/example.com.zone';
  const client = await Client.start();
  try {
    const time = await timed(async () => {
      await client.open(uri, languageId, text);
      await client.diagnostics(uri);
    });
    return { time, memory: client.peakMemory() };
  } finally {
    client.kill();
  }
}
