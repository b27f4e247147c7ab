/** How long a small request waits while the server works at a long one, and how long that takes. */
import { setTimeout } from 'node:timers/promises';
import { Client, timed } from '../client.js';
import { zoneText } from '../generate.js';
import { type Spread, spreadOf } from '../measure.js';
import type { Figure, Row } from '../row.js';

const large = 'file:///bench/example.com.zone';
const small = 'file:///bench/small.zone';

/** What is asked of the large zone; each leaves it as it was, but for the last. */
interface Long {
  readonly what: string;
  run(client: Client, lines: readonly string[]): Promise<unknown>;
}

const textDocument = { uri: large };
const options = { tabSize: 8, insertSpaces: false };

/** The first line that a text is in, and where. */
function placeOf(lines: readonly string[], text: string) {
  const line = lines.findIndex((one) => one.includes(text));
  return { line, character: lines[line]!.indexOf(text) };
}
const whole = (lines: readonly string[]) => ({
  start: { line: 0, character: 0 },
  end: { line: lines.length, character: 0 },
});

/** Types a text and takes it back. */
async function typed(client: Client, start: { line: number; character: number }, text: string) {
  await client.replace(large, { start, end: start }, text);
  await client.diagnostics(large);
  await client.replace(large, { start, end: endOf(start, text) }, '');
  await client.diagnostics(large);
}

/** Where a text ends that begins at a place. */
function endOf({ line, character }: { line: number; character: number }, text: string) {
  const lines = text.split('\n');
  const last = lines.at(-1)!.length;
  return lines.length === 1
    ? { line, character: character + last }
    : { line: line + lines.length - 1, character: last };
}

interface Mending {
  readonly edit: { readonly changes: Readonly<Record<string, readonly object[]>> };
}

type Params = (lines: readonly string[]) => object;

/** A request about the large zone. */
const asking = (what: string, method: string, params: Params = () => ({})): Long => ({
  what,
  run: (client, lines) => client.request(`textDocument/${method}`, { textDocument, ...params(lines) }),
});

const at =
  (text: string, more: object = {}): Params =>
  (lines) => ({ position: placeOf(lines, text), ...more });
const everything =
  (context: object): Params =>
  (lines) => ({ range: whole(lines), context: { diagnostics: [], ...context } });
const uses = { context: { includeDeclaration: true } };
const fixingAll = { only: ['source.fixAll'] };
const someLines = { start: { line: 0, character: 0 }, end: { line: 50, character: 0 } };

/** Fixing all, where so many mistakes stand all over the zone. */
const fixing = (where: string, count: number): Long => ({
  what: `fixing all, ${where}`,
  async run(client, lines) {
    const places = Array.from({ length: count }, (_, at) =>
      Math.floor((lines.length * (at + 1)) / (count + 1)),
    );
    const change = (line: number, removed: number, text: string) => ({
      range: { start: { line, character: 0 }, end: { line: line + removed, character: 0 } },
      text,
    });
    // From the last to the first, and back from the first to the last: none moves another.
    await client.change(
      large,
      places.toReversed().map((line) => change(line, 0, `wrong${line} AA 192.0.2.3\n`)),
    );
    const [action] = await client.request<readonly Mending[]>('textDocument/codeAction', {
      textDocument,
      ...everything(fixingAll)(lines),
    });
    if (action?.edit.changes[large]?.length !== count) throw new Error('Not all is mended.');
    await client.change(
      large,
      places.map((line) => change(line, 1, '')),
    );
  },
});

const longs: readonly Long[] = [
  asking('references of a name in one of four records', 'references', at('mail1', uses)),
  asking('references of a host', 'references', at('host000009', uses)),
  asking('definition of a host', 'definition', at('host000009')),
  asking('rename of a host', 'rename', at('host000009', { newName: 'other' })),
  asking('outline', 'documentSymbol'),
  asking('folding', 'foldingRange'),
  asking('links', 'documentLink'),
  asking('formatting', 'formatting', () => ({ options })),
  asking('formatting of a selection', 'rangeFormatting', () => ({ options, range: someLines })),
  asking('quick fixes of everything', 'codeAction', everything({})),
  asking('fixing all', 'codeAction', everything(fixingAll)),
  fixing('where there is a mistake', 1),
  fixing('where there are 500 mistakes', 500),
  { what: 'Show Expanded Zone', run: (client) => client.request('tlsRpt/zone/expand', { uri: large }) },
  {
    what: 'a digit more in $TTL',
    run: (client, lines) => typed(client, { ...placeOf(lines, '$TTL'), character: 6 }, '1'),
  },
  {
    what: 'a letter more in $ORIGIN',
    run: (client, lines) => typed(client, { ...placeOf(lines, '$ORIGIN'), character: 9 }, 'x'),
  },
  {
    what: 'a $TTL in the middle',
    run: (client, lines) => typed(client, { line: lines.length >> 1, character: 0 }, '$TTL 300\n'),
  },
  {
    what: 'an $ORIGIN in the middle',
    run: (client, lines) => typed(client, { line: lines.length >> 1, character: 0 }, '$ORIGIN sub\n'),
  },
  {
    what: 'a letter more in the owner of a host that many name',
    run: (client, lines) => typed(client, { ...placeOf(lines, 'mail1 IN A'), character: 2 }, 'x'),
  },
  {
    what: '100,000 lines pasted',
    run: (client, lines) =>
      typed(client, { line: lines.length >> 1, character: 0 }, lines.slice(1000, 101_000).join('\n')),
  },
];

export const meanwhile: Row = {
  name: 'meanwhile',
  async measure({ quick }) {
    const lines = zoneText(quick ? 100_000 : 1_000_000).split('\n');
    const figures: Figure[] = [];
    for (const long of longs) {
      const { time, wait, memory } = await beside(long, lines);
      figures.push({ what: `${long.what}: time`, unit: 'ms', value: time });
      figures.push({
        what: `${long.what}: longest wait of a hover`,
        unit: 'ms',
        value: wait,
        bar: { kind: 'most', value: 100 },
      });
      if (memory !== undefined)
        figures.push({ what: `${long.what}: server's peak memory`, unit: 'MB', value: spreadOf([memory]) });
    }
    return figures;
  },
};

interface Beside {
  readonly time: Spread;
  readonly wait: Spread;
  readonly memory: number | undefined;
}

/** Asks a long request again and again in a server of its own, and meanwhile for hovers in a small zone. */
async function beside(long: Long, lines: readonly string[]): Promise<Beside> {
  const client = await Client.start();
  try {
    await client.open(small, 'dns-zone', '@ 1h IN SOA a b 1 2 3 4 5\n');
    await client.open(large, 'dns-zone', lines.join('\n'));
    await client.diagnostics(large);
    await client.diagnostics(small);
    const hover = () =>
      client.request('textDocument/hover', {
        textDocument: { uri: small },
        position: { line: 0, character: 8 },
      });
    await hover();
    const times: number[] = [];
    const waits: number[] = [];
    for (let run = 0; run < 3; run++) {
      let done = false;
      let longest = 0;
      const asked = timed(() => long.run(client, lines)).then((time) => {
        done = true;
        times.push(time);
      });
      while (!done) {
        longest = Math.max(longest, await timed(hover));
        await setTimeout(5);
      }
      await asked;
      waits.push(longest);
    }
    return { time: spreadOf(times), wait: spreadOf(waits), memory: client.peakMemory() };
  } finally {
    client.kill();
  }
}
