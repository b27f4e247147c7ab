import { Client, timed } from '../client.js';
import { zoneText } from '../generate.js';
import { quantile, type Spread, spreadOf } from '../measure.js';
import type { Figure, Row } from '../row.js';

const uri = 'file:///bench/example.com.zone';

interface Typed {
  readonly median: Spread;
  readonly late: Spread;
  readonly first: number;
  readonly memory: number | undefined;
}

/** From a change to the findings it makes, over the wire, at places all over the zone. */
export const keystroke: Row = {
  name: 'keystroke',
  async measure({ quick }) {
    const [small, large] = quick ? [10_000, 100_000] : [100_000, 1_000_000];
    const bars = quick ? [undefined, 5] : [5, 50];
    const inSmall = await typing(small, quick);
    const inLarge = await typing(large, quick);
    const figures = (records: number, typed: Typed, bar: number | undefined): Figure[] => {
      const what = `in a zone of ${records.toLocaleString('en')} records`;
      return [
        { what: `keystroke to diagnostics ${what}: p50`, unit: 'ms', value: typed.median },
        {
          what: `keystroke to diagnostics ${what}: p95`,
          unit: 'ms',
          value: typed.late,
          ...(bar !== undefined && { bar: { kind: 'most', value: bar } }),
        },
        { what: `open to first diagnostics ${what}`, unit: 'ms', value: spreadOf([typed.first]) },
        ...(typed.memory === undefined
          ? []
          : [{ what: `server's peak memory ${what}`, unit: 'MB' as const, value: spreadOf([typed.memory]) }]),
      ];
    };
    return [
      ...figures(small, inSmall, bars[0]),
      ...figures(large, inLarge, bars[1]),
      {
        what: `keystroke: growth of p50 from ${small.toLocaleString('en')} to ${large.toLocaleString('en')} records`,
        unit: '×',
        value: spreadOf([inLarge.median.median / inSmall.median.median]),
        // Ten times the records: what would grow with them would be ten times as much.
        bar: { kind: 'most', value: 2 },
      },
    ];
  },
};

/** Types a letter and takes it back, here and there, and one in ten times what is a mistake. */
async function typing(records: number, quick: boolean): Promise<Typed> {
  const text = zoneText(records);
  const lines = text.split('\n').length;
  const client = await Client.start();
  try {
    await client.open(uri, 'dns-zone', '@ IN SOA a b 1 2 3 4 5\n');
    await client.diagnostics(uri);
    await client.close(uri);
    let first = 0;
    first = await timed(async () => {
      await client.open(uri, 'dns-zone', text);
      await client.diagnostics(uri);
    });
    const medians: number[] = [];
    const late: number[] = [];
    for (let round = 0; round < (quick ? 2 : 4); round++) {
      const times: number[] = [];
      for (let i = 0; i < 100; i++) {
        const line = 20 + ((i * 7919 + round * 104_729) % (lines - 40));
        const typed = i % 10 === 0 ? '"' : 'x';
        for (const [length, put] of [
          [0, typed],
          [1, ''],
        ] as const) {
          times.push(
            await timed(async () => {
              await client.edit(uri, line, 0, length, put);
              await client.diagnostics(uri);
            }),
          );
        }
      }
      // The first round warms the server up.
      if (round === 0) continue;
      medians.push(quantile(times, 0.5));
      late.push(quantile(times, 0.95));
    }
    return { median: spreadOf(medians), late: spreadOf(late), first, memory: client.peakMemory() };
  } finally {
    await client.stop();
  }
}
