import { performance } from 'node:perf_hooks';
import { Client } from '../client.js';
import { hostileReports, hostileZones } from '../hostile.js';
import { spreadOf } from '../measure.js';
import { type Asked, requestsAbout } from '../requests.js';
import type { Figure, Row } from '../row.js';

/** So long a request may take, in milliseconds: then the server is ended and another one asked for the rest. */
const patience = 10_000;

/** What a run of all requests took, in milliseconds by their names, and the server's peak memory in MB. */
interface Run {
  readonly times: ReadonlyMap<string, number>;
  readonly memory: number | undefined;
}

/**
 * Inputs of a megabyte that are made to be slow, each in a server of its own: from opening to findings, and after that every
 * request that an editor can make about it.
 */
export const hostile: Row = {
  name: 'hostile',
  async measure({ quick }) {
    const inputs: readonly Input[] = [
      ...Object.entries(hostileZones).map(([what, text]) => ({ what, text, languageId: 'dns-zone' })),
      ...Object.entries(hostileReports).map(([what, text]) => ({ what, text, languageId: 'json' })),
    ];
    const figures: Figure[] = [];
    for (const input of inputs) figures.push(...(await measure(input, quick ? 1 : 3)));
    return figures;
  },
};

interface Input {
  readonly what: string;
  readonly text: string;
  readonly languageId: string;
}

export async function measure({ what, text, languageId }: Input, times: number): Promise<Figure[]> {
  const runs: Run[] = [];
  while (runs.length < times) runs.push(await runOf(text, languageId));
  return figuresOf(what, runs);
}

function figuresOf(what: string, runs: readonly Run[]): Figure[] {
  const names = [...(runs[0]?.times.keys() ?? [])];
  const spreads = names.map((name) => ({
    name,
    value: spreadOf(runs.map(({ times }) => times.get(name) ?? patience)),
  }));
  const [first, ...others] = spreads;
  const [slowest] = others.toSorted((a, b) => b.value.median - a.value.median);
  const memories = runs.flatMap(({ memory }) => memory ?? []);
  const bar = { kind: 'most', value: 1000 } as const;
  return [
    ...(first ? [{ what: `hostile, ${what}: findings`, unit: 'ms', value: first.value, bar } as const] : []),
    ...(slowest
      ? [
          {
            what: `hostile, ${what}: slowest of ${others.length} requests`,
            note: slowest.name,
            unit: 'ms',
            value: slowest.value,
            bar,
          } as const,
        ]
      : []),
    ...(memories.length > 0
      ? [
          {
            what: `hostile, ${what}: peak memory`,
            unit: 'MB',
            value: spreadOf(memories),
            bar: { kind: 'most', value: 500 },
          } as const,
        ]
      : []),
  ];
}

/** What the editor says of itself: what VS Code does, as far as it decides on what is offered. */
const editor = {
  capabilities: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } },
  options: { domainReports: 'reports' },
  settings: { zone: { ownerHints: true, origins: {} }, codeLens: { enabled: true } },
};

async function runOf(text: string, languageId: string): Promise<Run> {
  const uri = languageId === 'json' ? 'file:///bench/report.json' : 'file:///bench/example.com.zone';
  const times = new Map<string, number>();
  const memories: number[] = [];
  let client: Client | undefined;
  for (const asked of requestsAbout(uri, languageId, text)) {
    const isNew = client === undefined;
    client ??= await Client.start(editor);
    if (!isNew) await asked.before?.(client);
    const start = performance.now();
    if (isNew) await client.open(uri, languageId, text);
    const answered = await answers(client, asked);
    times.set(asked.name, performance.now() - start);
    memories.push(client.peakMemory() ?? Number.NaN);
    if (answered) continue;
    client.kill();
    client = undefined;
  }
  client?.kill();
  const memory = Math.max(...memories);
  return { times, memory: Number.isNaN(memory) ? undefined : memory };
}

/** Whether a request is answered in time; with a refusal too. */
async function answers(client: Client, { ask }: Asked): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const answered = ask(client).then(
    () => true,
    () => true,
  );
  const result = await Promise.race([answered, late]);
  clearTimeout(timer);
  return result;
}
