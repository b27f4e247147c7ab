import { bareName, type Configuration, type ConfiguredZone, type Server } from './configuration.js';

/** BIND 9: a file name may hold tokens for the zone's name, type and view. */
const bind: Server = {
  format: (file, { name, words }) =>
    file.replace(/\$(name|type|view)|%([stv])/gi, (token, long?: string, short?: string) => {
      const word = long?.toLowerCase() ?? { s: 'name', t: 'type', v: 'view' }[short?.toLowerCase() ?? ''];
      return (word === 'name' ? bareName(name) : words?.[word ?? '']) ?? token;
    }),
};

/** A block that is open: its head, and what it has said so far. */
interface Block {
  /** The words before the brace; the first in lower case. */
  readonly head: readonly string[];
  readonly said: Record<string, string>;
}

/**
 * Reads a `named.conf`, or a file that one includes. What it does not understand, it passes over: BIND says itself what
 * is wrong with its configuration.
 */
export function readNamedConf(text: string): Configuration {
  const includes: string[] = [];
  const templates: ConfiguredZone[] = [];
  const zones: ConfiguredZone[] = [];
  let folder: string | undefined;
  const blocks: Block[] = [];
  let words: string[] = [];

  const endStatement = () => {
    const [keyword, value] = words;
    const block = blocks.at(-1);
    words = [];
    if (keyword === undefined || value === undefined) return;
    const name = keyword.toLowerCase();
    if (name === 'include') includes.push(value);
    else if (name === 'directory' && (block === undefined || block.head[0] === 'options')) folder = value;
    else if (block !== undefined) block.said[name] ??= value;
  };
  const endBlock = () => {
    const block = blocks.pop();
    const name = block?.head[1];
    if (block === undefined || !name) return;
    const { file, template, type } = block.said;
    const view = blocks.find(({ head }) => head[0] === 'view')?.head[1];
    const zone: ConfiguredZone = {
      name,
      ...(file !== undefined && { file }),
      templates: template === undefined ? [] : [template],
      words: { ...(type !== undefined && { type }), ...(view !== undefined && { view }) },
    };
    if (block.head[0] === 'zone') zones.push(zone);
    else if (block.head[0] === 'template') templates.push(zone);
  };

  for (const token of tokens(text)) {
    if (token === '{') {
      blocks.push({ head: words.map((word, at) => (at === 0 ? word.toLowerCase() : word)), said: {} });
      words = [];
    } else if (token === '}') {
      endStatement();
      endBlock();
    } else if (token === ';') {
      endStatement();
    } else {
      words.push(token.startsWith('"') ? unquoted(token) : token);
    }
  }
  endStatement();
  while (blocks.length > 0) endBlock();
  return { server: bind, ...(folder !== undefined && { folder }), includes, templates, zones };
}

/** The words, strings (with their quotes), braces and semicolons between the comments. */
function* tokens(text: string): Generator<string> {
  const pattern = /\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/|#).*|"(?:\\.|[^"\\\n])*"?|[{};]|[^\s{};"]+/g;
  for (const [token] of text.matchAll(pattern)) {
    if (!/^(?:\/\*|\/\/|#)/.test(token)) yield token;
  }
}

const unquoted = (token: string) => token.replace(/^"((?:\\.|[^"\\])*)"?$/, '$1').replaceAll('\\"', '"');
