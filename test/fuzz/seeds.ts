/** What fuzzing begins with: for each target the examples of its kind, and what `fuzzGuided.mjs --keep` left in `seeds/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Seed {
  readonly name: string;
  readonly content: Buffer;
}

interface Target {
  /** The examples of its kind. */
  readonly examples?: RegExp;
  /** Longest input, in octets: where long ones have shapes that short ones do not. */
  readonly longest: number;
}

/** What fuzzing knows of the targets in `targets.ts`. */
export const seeded: Readonly<Record<string, Target>> = {
  zone: { examples: /\.zone$|db\./, longest: 2048 },
  record: { longest: 1024 },
  policy: { examples: /mta-sts\.txt$/, longest: 1024 },
  report: { examples: /\.json$/, longest: 4096 },
  mail: { examples: /\.(?:eml|gz)$/, longest: 4096 },
  lsp: { examples: /\.(?:zone|json)$|mta-sts\.txt$/, longest: 4096 },
};

/** Before a document the server is told its kind, how many questions come, and which: 34 octets. */
const asked = (file: string) =>
  (file.endsWith('.json') ? '\x01' : file.endsWith('.txt') ? '\x02' : '\0') + '\x07'.padEnd(33, '\x05');

const usual = {
  name: 'usual',
  content: Buffer.from('v=TLSRPTv1; rua=mailto:r@example.com,https://e.example/v1'),
};

/** Examples are cut at so many octets: a longer one takes so long that little else is tried. */
const example = 900;

/** The working directory is that of the project. */
export function seedsOf(name: string): Seed[] {
  const { examples } = seeded[name]!;
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => examples?.test(file))
    .map((file): Seed => {
      const start = Buffer.from(name === 'lsp' ? asked(file) : '');
      const content = Buffer.concat([start, readFileSync(join('examples', file))]).subarray(0, example);
      return { name: file.replaceAll('/', '_'), content };
    });
  if (examples === undefined) found.push(usual);
  const kept = `test/fuzz/seeds/${name}.json`;
  if (!existsSync(kept)) return found;
  const texts = JSON.parse(readFileSync(kept, 'utf8')) as string[];
  return [
    ...found,
    ...texts.map((text, at) => ({ name: `kept${at}`, content: Buffer.from(text, 'latin1') })),
  ];
}
