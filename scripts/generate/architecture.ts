import type { GeneratedFile } from './generated.js';

/** A box: what it is called, and what is in it. */
type Box = readonly [name: string, what: string];

/** From the top down: arrows go from a layer to the one below it, and no arrow goes back. */
const layers: readonly { readonly title: string; readonly boxes: readonly Box[] }[] = [
  {
    title: 'Who asks',
    boxes: [
      ['VS Code', 'client/src, client/webview'],
      ['Other editors', 'docs/editors'],
      ['CI, scripts', 'tls-rpt'],
    ],
  },
  {
    title: 'Entries',
    boxes: [
      ['node.ts', 'a process'],
      ['web.ts', 'a web worker'],
      ['stdio.ts', 'standard input, output'],
      ['cli/', 'the command line'],
    ],
  },
  {
    title: 'Wiring',
    boxes: [
      ['server.ts', 'lifecycle, documents, requests'],
      ['features/', 'one LSP feature a file'],
    ],
  },
  {
    title: 'Mending',
    boxes: [['fixes/', 'finding → text edits']],
  },
  {
    title: 'Judging',
    boxes: [['rules/', 'catalogue, engine, a folder a family: model → findings']],
  },
  {
    title: 'Reading',
    boxes: [
      ['zone/', 'tokens, entries, RDATA'],
      ['tlsrpt/', 'record, URIs'],
      ['mtasts/', 'policy'],
      ['report/', 'tree, model, summary'],
    ],
  },
];

const width = 960;
const left = 120;
const height = 64;
const gap = 34;
const between = 16;

/** The picture of the layers. It has a ground of its own, so that it reads on a light page and on a dark one. */
export function architectureFile(): GeneratedFile {
  const whole = layers.length * (height + gap) + 56;
  const rows = layers.flatMap(({ title, boxes }, at) => {
    const top = 24 + at * (height + gap);
    const room = (width - left - 24 - between * (boxes.length - 1)) / boxes.length;
    const row = [text(24, top + height / 2 + 5, title, 'class="layer"')];
    for (const [index, [name, what]] of boxes.entries()) {
      const x = left + index * (room + between);
      const middle = x + room / 2;
      row.push(
        `<rect x="${x}" y="${top}" width="${room}" height="${height}" rx="8"${at >= layers.length - 3 ? ' class="pure"' : ''}/>`,
        text(middle, top + 28, name, 'class="name"'),
        text(middle, top + 48, what, 'class="what"'),
      );
    }
    if (at < layers.length - 1) {
      const from = top + height + 5;
      const x = left + (width - left - 24) / 2;
      row.push(`<path d="M${x} ${from}v${gap - 14}m-5-6l5 6l5-6"/>`);
    }
    return row;
  });
  const foot = 24 + layers.length * (height + gap) + 6;
  rows.push(
    text(
      width / 2,
      foot,
      'Filled: the domain. It knows neither VS Code nor LSP nor Node.js. Client and server share protocol/ only.',
      'class="what"',
    ),
  );
  return {
    path: 'docs/images/architecture.svg',
    text: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" role="img" aria-label="The layers of the project, from editors and command line down to the parsers">
<style>
text { font: 14px system-ui, sans-serif; fill: #10202b }
.layer { font-weight: 600; fill: #46606f }
.name { font-weight: 600; text-anchor: middle }
.what { font-size: 12px; text-anchor: middle; fill: #2f4756 }
rect { fill: #ffffff; stroke: #0b5c87; stroke-width: 1.5 }
.pure { fill: #d7ebf6 }
.ground { fill: #f4f8fa; stroke: none }
path { fill: none; stroke: #0b5c87; stroke-width: 1.5 }
</style>
<rect class="ground" width="${width}" height="${whole}" rx="12"/>
${rows.join('\n')}
</svg>
`,
  };
}

const text = (x: number, y: number, words: string, attributes: string) =>
  `<text x="${x}" y="${y}" ${attributes}>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
